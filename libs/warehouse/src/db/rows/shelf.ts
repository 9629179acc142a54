import { newId, type Clock, type ContributionId } from '#kernel';
import { flush, isAbandoned, OWNER, storing, type LocalFile } from '#platform';
import { link, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { RowsFile } from '../../app/row-store';
import { ifThere, isCode } from './if-there';

/** A readable file, and the rows that are in it. The same id always means the same rows. */
export type ShelfItem = { readonly id: string; readonly of: readonly RowsFile[] };

export type ShelfOptions = { readonly directory: string; readonly maxBytes: number };

const ROWS = '.parquet';
const LIST = '.of';
/** Of its size, by which the shelf may be wrong about how full it is, and to which it is emptied below that. */
const SLACK = 0.05;
const LOOK_AGAIN_MS = 20;
/** A list is written before its file, which may take a while. */
const LIST_WAITS_MS = 60 * 60 * 1000;

/**
 * Readable rows on this machine's disk, for engines: a cache, which may go at any time.
 *
 * Whoever reads a file holds it: a hard link in a folder of its own process. So no file goes under a reader, whichever
 * process removes its name from the shelf; a file is whole before it has a name there; and what a dead process held is
 * known by that process's name, and swept.
 *
 * Beside each file lies the list of whose rows it has, first to come and last to go. A file without one is nobody's, and is
 * removed by whoever meets it.
 */
export class Shelf {
  private readonly held: string;
  private readonly lists = new Map<string, readonly RowsFile[]>();
  private readonly filling = new Map<string, Promise<LocalFile>>();
  /** Bytes that came onto the shelf since its size was last measured; at first it was not. */
  private unmeasured = Number.MAX_SAFE_INTEGER;

  constructor(
    private readonly options: ShelfOptions,
    private readonly clock: Clock,
  ) {
    this.held = join(options.directory, 'held');
  }

  /** Sweeps away what dead processes held or were writing, and lists whose file has gone to make room. */
  async sweep(): Promise<void> {
    await mkdir(this.held, { recursive: true, mode: 0o700 });
    for (const owner of await readdir(this.held)) {
      const folder = join(this.held, owner);
      if (await isAbandoned(owner, folder, this.clock.now())) await rm(folder, { recursive: true, force: true });
    }
    const present = new Set([...(await this.ids(ROWS)), ...(await this.heldIds())]);
    for (const id of await this.ids(LIST)) {
      const list = present.has(id) ? null : await ifThere(() => stat(this.pathOf(id, LIST)));
      const isOld = list && this.clock.now().getTime() - list.mtimeMs > LIST_WAITS_MS;
      if (isOld) await rm(this.pathOf(id, LIST), { force: true });
    }
  }

  /** @returns the file, held; null where it is not on the shelf */
  async hold({ id }: ShelfItem): Promise<LocalFile | null> {
    const path = await this.newHold(id);
    const isThere = await ifThere(() => link(this.pathOf(id), path));
    if (isThere === null) return null;
    const now = this.clock.now();
    await ifThere(() => utimes(path, now, now));
    return holding(path);
  }

  /** @param write makes the file at a path that nobody else sees; it is run once for all who ask meanwhile */
  async take(item: ShelfItem, write: (path: string) => Promise<void>): Promise<LocalFile> {
    const there = await this.hold(item);
    if (there) return there;
    const other = this.filling.get(item.id);
    if (other) {
      await other;
      return this.take(item, write);
    }
    const mine = this.fill(item, write).finally(() => this.filling.delete(item.id));
    this.filling.set(item.id, mine);
    return mine;
  }

  /** Every file on the shelf, or held by somebody who lives, with the list that lies beside it. */
  async items(): Promise<ShelfItem[]> {
    return this.listed([...(await this.ids(ROWS)), ...(await this.ids(LIST)), ...(await this.heldIds())]);
  }

  /** Files on the shelf whose id begins so. */
  async itemsLike(prefix: string): Promise<ShelfItem[]> {
    return this.listed((await this.ids(ROWS)).filter((id) => id.startsWith(prefix)));
  }

  /** @returns whether any of these files is on the shelf or held */
  async has(ids: readonly string[]): Promise<boolean> {
    const present = new Set([...(await this.ids(ROWS)), ...(await this.heldIds())]);
    return ids.some((id) => present.has(id));
  }

  /**
   * Takes files off the shelf, and waits until nobody holds them.
   *
   * @returns whether somebody still does, after this long
   */
  async remove(ids: readonly string[], withinMs: number): Promise<'gone' | 'held'> {
    const wanted = new Set(ids);
    for (const id of wanted) await rm(this.pathOf(id), { force: true });
    const isHeld = async () => (await this.heldIds()).some((id) => wanted.has(id));
    for (let waited = 0; await isHeld(); waited += LOOK_AGAIN_MS) {
      if (waited >= withinMs) return 'held';
      await after(LOOK_AGAIN_MS);
      for (const id of wanted) await rm(this.pathOf(id), { force: true });
    }
    for (const id of wanted) {
      await rm(this.pathOf(id, LIST), { force: true });
      this.lists.delete(id);
    }
    return 'gone';
  }

  private async fill(item: ShelfItem, write: (path: string) => Promise<void>): Promise<LocalFile> {
    const path = await this.newHold(item.id);
    try {
      await storing(() => this.writeList(item));
      await write(path);
      await storing(() => flush(path));
      const { size } = await storing(() => stat(path));
      await storing(() => link(path, this.pathOf(item.id)).catch(unless('EEXIST')));
      await this.makeRoom(size);
      return holding(path);
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  private async writeList({ id, of }: ShelfItem): Promise<void> {
    const path = this.pathOf(id, LIST);
    const written = join(this.held, OWNER, `${newId()}${LIST}`);
    const lines = of.map(({ contributionId, sha256 }) => `${contributionId} ${sha256}`);
    await writeFile(written, lines.join('\n'), { flag: 'wx', mode: 0o600 });
    await rename(written, path);
  }

  private async listed(ids: readonly string[]): Promise<ShelfItem[]> {
    return Promise.all([...new Set(ids)].map(async (id) => ({ id, of: await this.listOf(id) })));
  }

  private async listOf(id: string): Promise<readonly RowsFile[]> {
    const known = this.lists.get(id);
    if (known) return known;
    const text = await ifThere(() => readFile(this.pathOf(id, LIST), 'utf8'));
    if (!text) return [];
    const of = text.split('\n').map((line) => {
      const [contributionId = '', sha256 = ''] = line.split(' ');
      return { contributionId: contributionId as ContributionId, sha256 };
    });
    this.lists.set(id, of);
    return of;
  }

  /** Removes what was not read for longest, until there is room; never what somebody holds. */
  private async makeRoom(added: number): Promise<void> {
    const { maxBytes } = this.options;
    this.unmeasured += added;
    if (this.unmeasured < maxBytes * SLACK) return;
    this.unmeasured = 0;
    const files = await this.sizes();
    let total = files.reduce((sum, { size }) => sum + size, 0);
    if (total <= maxBytes * (1 - SLACK)) return;
    const idle = files.filter(({ nlink }) => nlink === 1).sort((a, b) => a.mtimeMs - b.mtimeMs);
    for (const { id, size } of idle) {
      if (total <= maxBytes * (1 - 2 * SLACK)) return;
      await rm(this.pathOf(id), { force: true });
      total -= size;
    }
  }

  private async sizes() {
    const ids = await this.ids(ROWS);
    const facts = await Promise.all(
      ids.map(async (id) => {
        const found = await ifThere(() => stat(this.pathOf(id)));
        return found && { id, size: found.size, mtimeMs: found.mtimeMs, nlink: found.nlink };
      }),
    );
    return facts.filter((one) => one !== null);
  }

  private async newHold(id: string): Promise<string> {
    const folder = join(this.held, OWNER);
    await storing(() => mkdir(folder, { recursive: true, mode: 0o700 }));
    return join(folder, `${newId()}.${id}${ROWS}`);
  }

  private async ids(suffix: string): Promise<string[]> {
    const names = (await ifThere(() => readdir(this.options.directory))) ?? [];
    return names.filter((name) => name.endsWith(suffix)).map((name) => name.slice(0, -suffix.length));
  }

  private async heldIds(): Promise<string[]> {
    const owners = (await ifThere(() => readdir(this.held))) ?? [];
    const names = await Promise.all(owners.map((owner) => ifThere(() => readdir(join(this.held, owner)))));
    return names.flatMap((all) =>
      (all ?? []).flatMap((name) => (name.endsWith(ROWS) ? [name.slice(name.indexOf('.') + 1, -ROWS.length)] : [])),
    );
  }

  private pathOf(id: string, suffix = ROWS): string {
    return join(this.options.directory, `${id}${suffix}`);
  }
}

const holding = (path: string): LocalFile => ({ path, release: () => storing(() => rm(path, { force: true })) });

const unless = (code: string) => (error: unknown) => {
  if (!isCode(error, code)) throw error;
};
