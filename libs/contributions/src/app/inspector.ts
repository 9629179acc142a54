import { Injectable } from '@nestjs/common';
import { inspect, type Mapping, type Wanted } from '#intake';
import { MembersBook } from '#identity';
import { Database, Workbench } from '#platform';
import type { TableSchema } from '#warehouse';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { UploadStore, type SealedFile, type Upload } from '../db/upload.store';
import type { Contribution } from '../domain/contribution';
import type { Inspections } from '../domain/inspected';
import { ProgressStore } from '../db/progress.store';
import { UploadVault } from './upload-vault';

/**
 * What a dataset asks for, so that files are understood as it would have them.
 *
 * @param mapping where it is known how a file's columns become the dataset's: they are then looked for under the file's own names
 */
export function wantedBy({ fields }: TableSchema, mapping: Mapping | null = null): Wanted {
  const typeOf = new Map(fields.map(({ name, type }) => [name, type]));
  const mapped = new Map(mapping?.columns.map(({ from, to }) => [to, from]));
  const left = mapping?.ignored ?? [];
  return {
    columns: [
      ...[...mapped].map(([to, name]) => ({ name, type: typeOf.get(to) ?? 'string' })),
      ...left.map((name) => ({ name, type: 'string' as const })),
      ...fields
        .filter(({ name, derivedFrom }) => derivedFrom === undefined && !mapped.has(name))
        .map(({ name, type }) => ({ name, type })),
    ],
  };
}

/** Finds out what sealed files are; readable ones exist only on the workbench, while it does, and samples only sealed. */
@Injectable()
export class Inspector {
  constructor(
    private readonly vault: UploadVault,
    private readonly uploads: UploadStore,
    private readonly workbench: Workbench,
    private readonly progress: ProgressStore,
    private readonly db: Database,
    private readonly book: MembersBook,
  ) {}

  /** @throws FILE.MISSING, FILE.DAMAGED */
  async inspect(
    { id, files, uploadKey, submittedBy }: Contribution,
    uploads: readonly Upload[],
    schema: TableSchema,
  ): Promise<{ readonly inspections: Inspections; readonly note: SealedFile }> {
    const [submitter] = await this.book.persons(this.db, [submittedBy]);
    const inspections = await this.workbench.use(async (folder) => {
      const found = [];
      for (const [i, upload] of uploads.entries()) {
        await this.progress.put(id, 'inspecting', Math.floor((1_000 * i) / uploads.length));
        const path = join(folder, `upload-${upload.number}`);
        await this.vault.unseal(uploadKey, upload, path);
        const { name = '', mapping = null } = files[i] ?? {};
        found.push(await inspect(path, name, wantedBy(schema, mapping), { language: submitter?.language }));
      }
      return found;
    });
    return { inspections, note: await this.vault.keep(uploadKey, Readable.from([JSON.stringify(inspections)])) };
  }

  /** Destroys what an inspection found out that nobody took. */
  forget(note: SealedFile): Promise<void> {
    return this.vault.destroy(note.sha256);
  }

  /** What was found out about the files; null: nothing yet, or it is destroyed with them. */
  async found({ id, uploadKey }: Contribution): Promise<Inspections | null> {
    const note = await this.uploads.note(id, 'inspection');
    const text = note && (await this.vault.readIfThere(uploadKey, note));
    return text === null ? null : (JSON.parse(text) as Inspections);
  }
}
