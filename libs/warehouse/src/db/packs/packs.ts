import type { LocalFile } from '#platform';
import { stat } from 'node:fs/promises';
import type { RowsFile } from '../../app/row-store';
import type { Engine } from '../engine';
import type { SealedRowStore } from '../rows/sealed-row-store';
import type { ShelfItem } from '../rows/shelf';
import { withOpened } from '../rows/with-opened';
import { name, readPath, writePath } from '../sql';
import { numberOf, PACK, packsFor, packsOf, PART_COLUMN } from './pack';

/** A file that is read as it was accepted, and its place in what was asked for. */
type Loose = { readonly at: number; readonly path: string };
/** A file that is read out of a pack: the number that its rows have there. */
type Packed = { readonly at: number; readonly number: bigint };

/** Where to read what was asked for: each file once, loose or packed. */
export type Reading = {
  readonly loose: readonly Loose[];
  readonly packed: readonly Packed[];
  readonly packPaths: readonly string[];
  /** Numbers of rows in the packs that were not asked for. */
  readonly leftOut: readonly bigint[];
};

type Copying = { readonly paths: readonly string[]; readonly to: string };
type HeldPack = { readonly item: ShelfItem; readonly file: LocalFile };

/** So few that each row group has rows of few contributions, and the others are not read where some are left out. */
const ROWS_A_GROUP = 30_720;

/**
 * Small files put together on the shelf. A pack changes no answer: it is a copy of its parts, whose rows keep saying whose
 * they are; a question reads exactly the parts it asks for; and a pack goes with any of its contributions.
 */
export class Packs {
  /** Files that are no part of any pack that was planned with them: too large, or alone with their columns. */
  private readonly unlike = new Set<string>();

  constructor(
    private readonly engine: Engine,
    private readonly rows: SealedRowStore,
  ) {}

  /** Opens files for the length of a piece of work, out of packs where there are some. @throws as `RowStore.open` */
  async read<T>(files: readonly RowsFile[], work: (reading: Reading) => Promise<T>): Promise<T> {
    const held = await this.hold(packsFor(files, await this.rows.shelf.itemsLike(PACK)));
    try {
      const { packed, left } = shared(files, held);
      const asked = new Set(packed.map(({ number }) => number));
      const numbers = held.flatMap(({ item }) => item.of.map(numberOf));
      const leftOut = numbers.filter((number) => !asked.has(number));
      const packPaths = held.map(({ file }) => file.path);
      return await withOpened(
        this.rows,
        left.map(({ file }) => file),
        (paths) => {
          const loose = left.map(({ at }, i) => ({ at, path: paths[i] ?? '' }));
          return work({ loose, packed, packPaths, leftOut });
        },
      );
    } finally {
      await Promise.all(held.map(({ file }) => file.release()));
    }
  }

  /** Those of the files, each once, that may go into a pack as far as is known. */
  packable(files: readonly RowsFile[]): RowsFile[] {
    const distinct = [...new Map(files.map((file) => [file.sha256, file])).values()];
    return distinct.filter(({ sha256 }) => !this.unlike.has(sha256));
  }

  /** Makes packs of those of the files that are small, if they are not there yet. @throws as `RowStore.open` */
  async make(files: readonly RowsFile[], signal?: AbortSignal): Promise<void> {
    const packable = this.packable(files);
    const packs = await withOpened(this.rows, packable, (paths) => this.plan(packable, paths));
    const planned = new Set(packs.flatMap(({ of }) => of.map(({ sha256 }) => sha256)));
    for (const { sha256 } of packable) if (!planned.has(sha256)) this.unlike.add(sha256);
    for (const pack of packs) {
      const file = await withOpened(this.rows, pack.of, (paths) =>
        this.rows.shelf.take(pack, (path) => this.write(pack, { paths, to: path }, signal)),
      );
      await file.release();
      // One of the parts may have been destroyed meanwhile, too early for that to find this pack.
      await this.drop(await this.rows.withoutKeys([pack]));
    }
  }

  private async hold(packs: readonly ShelfItem[]): Promise<HeldPack[]> {
    const held: HeldPack[] = [];
    for (const item of packs) {
      const file = await this.rows.shelf.hold(item);
      if (file) held.push({ item, file });
    }
    const dead = new Set(await this.rows.withoutKeys(held.map(({ item }) => item)));
    for (const { item, file } of held) if (dead.has(item)) await file.release();
    await this.drop([...dead]);
    return held.filter(({ item }) => !dead.has(item));
  }

  private async drop(packs: readonly ShelfItem[]): Promise<void> {
    await this.rows.shelf.remove(
      packs.map(({ id }) => id),
      0,
    );
  }

  private async plan(files: readonly RowsFile[], paths: readonly string[]): Promise<ShelfItem[]> {
    const columns = await this.columnsOf(paths);
    const loose = [];
    for (const [at, file] of files.entries()) {
      const path = paths[at] ?? '';
      loose.push({ file, bytes: (await stat(path)).size, columns: columns.get(path) ?? '' });
    }
    return packsOf(loose);
  }

  /** For each file its columns with their types, as one text. */
  private columnsOf(paths: readonly string[]): Promise<Map<string, string>> {
    const facts = ['name', 'type', 'converted_type', 'scale', 'precision', 'logical_type'];
    const column = `concat_ws(' ', ${facts.map((fact) => `coalesce(CAST(${fact} AS VARCHAR), '')`).join(', ')})`;
    if (paths.length === 0) return Promise.resolve(new Map<string, string>());
    return this.engine.use(async (session) => {
      const rows = await session.rows(`SELECT file_name, string_agg(${column}, '; ' ORDER BY name)
        FROM parquet_schema([${paths.map(readPath).join(', ')}]) WHERE num_children IS NULL GROUP BY file_name`);
      return new Map(rows.map(([path, columns]) => [String(path), String(columns)]));
    });
  }

  private write(pack: ShelfItem, { paths, to }: Copying, signal: AbortSignal | undefined): Promise<void> {
    const numbers = pack.of.map((file) => numberOf(file).toString()).join(', ');
    const files = paths.map(readPath).join(', ');
    const sql = `COPY (
      SELECT *, list_extract([${numbers}]::BIGINT[], CAST(file_index AS BIGINT) + 1) AS ${name(PART_COLUMN)}
      FROM read_parquet([${files}], union_by_name = true, hive_partitioning = false)
    ) TO ${writePath(to)} (FORMAT parquet, ROW_GROUP_SIZE ${ROWS_A_GROUP}, USE_TMP_FILE false)`;
    return this.engine.use((session) => session.run(sql), signal);
  }
}

/** Which files are read out of the packs, and which are left; one that is asked for twice is packed but once. */
function shared(files: readonly RowsFile[], held: readonly HeldPack[]) {
  const inPacks = new Set(held.flatMap(({ item }) => item.of.map(({ sha256 }) => sha256)));
  const packed: Packed[] = [];
  const left: { readonly at: number; readonly file: RowsFile }[] = [];
  for (const [at, file] of files.entries()) {
    if (inPacks.delete(file.sha256)) packed.push({ at, number: numberOf(file) });
    else left.push({ at, file });
  }
  return { packed, left };
}
