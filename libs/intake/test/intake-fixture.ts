import { parse } from 'csv-parse/sync';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PrepareTask } from '../src/app/task';
import type { Inspection, Reading, Wanted } from '../src/domain/reading';
import { Refusal, type IntakeTrouble } from '../src/domain/trouble';
import { convertFile } from '../src/read/convert-file';
import { inspectFile } from '../src/read/inspect-file';

export const NOTHING_WANTED: Wanted = { columns: [] };

export type Converted = { readonly header: readonly string[]; readonly numbers: number[]; readonly rows: string[][] };

/** Reads files in this process, which is fast; what the other process adds has tests of its own. */
export class IntakeFixture {
  readonly folder = mkdtempSync(join(tmpdir(), 'granaio-intake-'));
  private files = 0;

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  path(name = 'file'): string {
    this.files += 1;
    return join(this.folder, `${this.files}-${name}`);
  }

  file(content: Buffer | string, name?: string): string {
    const path = this.path(name);
    writeFileSync(path, content);
    return path;
  }

  inspect(content: Buffer | string, wanted: Wanted = NOTHING_WANTED, language?: string): Promise<Inspection> {
    return this.inspectPath(this.file(content), wanted, language);
  }

  async inspectPath(path: string, wanted: Wanted = NOTHING_WANTED, language?: string): Promise<Inspection> {
    const order = { verb: 'inspect', path, fileName: path, wanted, language } as const;
    return inspectFile(order).catch((error: unknown) => {
      if (error instanceof Refusal) return { format: 'csv', candidates: [], questions: [], trouble: error.trouble };
      throw error;
    });
  }

  /** The best reading of a file. */
  async reading(path: string, wanted: Wanted = NOTHING_WANTED): Promise<Reading> {
    const { candidates, trouble } = await this.inspectPath(path, wanted);
    const [best] = candidates;
    if (!best) throw new Error(`It cannot be read: ${trouble?.code ?? 'no candidate'}.`);
    return best.reading;
  }

  /** What a file becomes; files that the warehouse would read itself are converted too, so that their cells are seen. */
  async convert(path: string, task: Partial<PrepareTask> = {}): Promise<Converted> {
    const reading = task.reading ?? (await this.reading(path, task.wanted));
    // A mapping, even an empty one, takes away the choice to leave the file as it is.
    const order = { path, outPath: this.path('out.csv'), wanted: NOTHING_WANTED, pseudonyms: null, ...task, reading };
    const mapping = task.mapping ?? { columns: [], ignored: [] };
    const prepared = await convertFile({ verb: 'prepare', ...order, mapping }, () => undefined);
    if (!('kind' in prepared) || prepared.kind !== 'converted') throw new Error('It was not converted.');
    return { header: prepared.header, ...canonicalRows(prepared.path) };
  }

  /** What a file is refused for. */
  async refused(path: string, task: Partial<PrepareTask> = {}): Promise<IntakeTrouble> {
    try {
      await this.convert(path, task);
    } catch (error) {
      if (error instanceof Refusal) return error.trouble;
      throw error;
    }
    throw new Error('It was not refused.');
  }
}

/** A canonical file as the warehouse reads it: commas, quotes doubled, the row number first. */
function canonicalRows(path: string): { numbers: number[]; rows: string[][] } {
  const records: string[][] = parse(readFileSync(path), { record_delimiter: '\n', relax_column_count: true });
  return { numbers: records.map(([number]) => Number(number)), rows: records.map((record) => record.slice(1)) };
}
