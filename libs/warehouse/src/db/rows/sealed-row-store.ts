import { Clock, type ContributionId } from '#kernel';
import { Config, FileStore, KeyRing, storing, type LocalFile, type StoredFile } from '#platform';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { RowStore, type RowsFile, type Trace } from '../../app/row-store';
import { keyMissing, rowsInUse } from '../../domain/errors';
import { inTurns } from './in-turns';
import { opened, sealed } from './seal';
import { Shelf, type ShelfItem } from './shelf';

/** Every machine clears its shelf of destroyed rows as often. */
const SWEEP_EVERY_MS = 60 * 60 * 1000;
/** Longer than nearly every aggregate. */
const READERS_END_WITHIN_MS = 30_000;
const KEYS_AT_ONCE = 16;
const PARQUET = 'PAR1';

/** Sealed rows in the file store, their keys in the key ring, and readable copies on this machine's shelf. */
@Injectable()
export class SealedRowStore extends RowStore implements OnModuleInit, OnModuleDestroy {
  readonly shelf: Shelf;
  private readonly logger = new Logger(SealedRowStore.name);
  private sweeper: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | undefined;

  constructor(
    private readonly keys: KeyRing,
    private readonly files: FileStore,
    { dataDirectory, warehouse }: Config,
    clock: Clock,
  ) {
    super();
    const options = { directory: join(dataDirectory, 'shelf'), maxBytes: warehouse.shelfMb * 1_000_000 };
    this.shelf = new Shelf(options, clock);
  }

  async keep(contributionId: ContributionId, parquetPath: string): Promise<StoredFile> {
    const key = (await this.keys.find(contributionId)) ?? (await this.keys.create(contributionId));
    const stored = await this.files.put(Readable.from(sealed(parquetPath, { key, contributionId })));
    // Withdrawn meanwhile, or another made a key over this one where the store of keys cannot prevent it.
    if ((await this.keys.find(contributionId))?.equals(key)) return stored;
    await this.files.delete(stored.sha256);
    throw keyMissing(contributionId);
  }

  async open(file: RowsFile): Promise<LocalFile> {
    const { contributionId, sha256 } = file;
    const key = await this.keys.find(contributionId);
    if (!key) return this.openWithoutKey(file);
    const rows = await this.shelf.take(itemOf(file), async (path) => {
      const content = opened((await this.files.open(sha256)) as AsyncIterable<Buffer>, { key, contributionId });
      await storing(() => pipeline(content, createWriteStream(path, { flags: 'wx', mode: 0o600 })));
    });
    // The rows may have been destroyed while they were opened, too early for that to find this copy.
    if (await this.keys.find(contributionId)) return rows;
    await rows.release();
    return this.openWithoutKey(file);
  }

  async destroy({ contributionId, sha256 }: RowsFile): Promise<void> {
    await this.keys.destroy(contributionId);
    await this.files.delete(sha256);
    const copies = (await this.shelf.items()).filter(
      ({ of }) => of.length === 0 || of.some((one) => one.contributionId === contributionId),
    );
    const left = await this.shelf.remove([sha256, ...copies.map(({ id }) => id)], READERS_END_WITHIN_MS);
    if (left === 'held') throw rowsInUse(contributionId);
  }

  async traces({ contributionId, sha256 }: RowsFile): Promise<readonly Trace[]> {
    const copies = (await this.shelf.items()).filter(({ of }) =>
      of.some((one) => one.contributionId === contributionId),
    );
    const found: readonly [Trace, boolean][] = [
      ['key', (await this.keys.find(contributionId)) !== null],
      ['file', await this.files.has(sha256)],
      ['shelf', await this.shelf.has([sha256, ...copies.map(({ id }) => id)])],
    ];
    return found.flatMap(([trace, isThere]) => (isThere ? [trace] : []));
  }

  /** Takes off the shelf what no longer has its keys: destroyed by another machine, or while this one was off. */
  async sweep(): Promise<void> {
    await this.shelf.sweep();
    const items = await this.shelf.items();
    const gone = [...items.filter(({ of }) => of.length === 0), ...(await this.withoutKeys(items))];
    await this.shelf.remove(
      gone.map(({ id }) => id),
      0,
    );
  }

  /** Those of the files on the shelf that have rows whose key is gone. */
  async withoutKeys(items: readonly ShelfItem[]): Promise<ShelfItem[]> {
    const lost = await this.lostAmong(new Set(items.flatMap(({ of }) => of.map((one) => one.contributionId))));
    return items.filter(({ of }) => of.some((one) => lost.has(one.contributionId)));
  }

  /** Those of the contributions whose key is gone. */
  async lostAmong(contributionIds: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const lost = new Set<string>();
    await inTurns([...contributionIds], KEYS_AT_ONCE, async (id) => {
      if (!(await this.keys.find(id))) lost.add(id);
    });
    return lost;
  }

  async onModuleInit(): Promise<void> {
    await this.shelf.sweep();
    const sweep = () => {
      this.sweeping = this.sweep().catch((error: unknown) => {
        this.logger.warn(`The shelf could not be swept: ${String(error)}`);
      });
    };
    // Every copy is asked about its key before it is read, so nobody has to wait for this.
    sweep();
    this.sweeper = setInterval(sweep, SWEEP_EVERY_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.sweeper);
    await this.sweeping;
  }

  /** Rows that were accepted before rows were sealed lie in the file store as they are. Sealed rows never look like that. */
  private async openWithoutKey({ contributionId, sha256 }: RowsFile): Promise<LocalFile> {
    await this.shelf.remove([sha256], 0);
    if (!(await this.files.has(sha256))) throw keyMissing(contributionId);
    const file = await this.files.localPath(sha256);
    if (await beginsWith(file.path, PARQUET)) return file;
    await file.release();
    throw keyMissing(contributionId);
  }
}

const itemOf = ({ sha256, contributionId }: RowsFile): ShelfItem => ({ id: sha256, of: [{ sha256, contributionId }] });

async function beginsWith(path: string, magic: string): Promise<boolean> {
  const file = await storing(() => open(path));
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(magic.length), 0, magic.length, 0);
    return buffer.subarray(0, bytesRead).toString('latin1') === magic;
  } finally {
    await file.close();
  }
}
