import { Injectable } from '@nestjs/common';
import type { Dataset } from '#catalogue';
import { Workbench } from '#platform';
import type { Pseudonymiser } from '#intake';
import { join } from 'node:path';
import type { Upload } from '../db/upload.store';
import type { Contribution } from '../domain/contribution';
import type { FoundHere } from '../domain/found';
import { IngestDesk, type Checked, type Left } from './ingest-desk';
import { Inspector } from './inspector';
import { inputOf } from './preparer';
import { SurroundingsService } from './surroundings';
import { UploadVault } from './upload-vault';

/** What a check needs to know. */
export type Check = {
  readonly contribution: Contribution;
  readonly uploads: readonly Upload[];
  readonly dataset: Dataset;
  readonly pseudonyms: Pseudonymiser | null;
};

export type CheckOutcome = Checked | { readonly troubles: readonly FoundHere[] };

/** Checks sealed uploads against a schema; readable rows exist only on the workbench, while it does. */
@Injectable()
export class Checker {
  constructor(
    private readonly vault: UploadVault,
    private readonly workbench: Workbench,
    private readonly inspector: Inspector,
    private readonly surroundings: SurroundingsService,
    private readonly desk: IngestDesk,
  ) {}

  /** @throws FILE.MISSING, FILE.DAMAGED */
  check(check: Check): Promise<CheckOutcome> {
    const { contribution, uploads, dataset, pseudonyms } = check;
    return this.workbench.use(async (folder) => {
      const paths = uploads.map(({ number }) => join(folder, `upload-${number}`));
      for (const [i, upload] of uploads.entries()) {
        await this.vault.unseal(contribution.uploadKey, upload, paths[i] ?? '');
      }
      const inspections = (await this.inspector.found(contribution)) ?? [];
      const tell = this.desk.teller(contribution);
      const input = await inputOf({
        ...{ folder, paths, inspections, pseudonyms, files: contribution.files, schema: dataset.schema },
        onProgress: (file, share) => {
          tell('reading', (file + share) / paths.length);
        },
      });
      if ('troubles' in input) return input;
      return this.surroundings.use(contribution, dataset, (surroundings) => {
        const task = { ...surroundings, input: input.input, schema: dataset.schema, ...pathsIn(folder) };
        return this.desk.ingest(contribution, task, tell);
      });
    });
  }

  /** Destroys what an earlier check left. */
  forget(contribution: Contribution, left: Left): Promise<void> {
    return this.desk.forget(contribution, left);
  }
}

const pathsIn = (folder: string) => ({
  parquetPath: join(folder, 'rows.parquet'),
  findingsPath: join(folder, 'findings.jsonl'),
});
