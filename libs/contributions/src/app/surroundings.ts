import { Injectable } from '@nestjs/common';
import { CodeListService, VersionService, type Dataset } from '#catalogue';
import type { DatasetId } from '#kernel';
import type { LocalFile } from '#platform';
import { RowStore, type IngestTask } from '#warehouse';
import type { Contribution } from '../domain/contribution';

/** What files are checked against beside their schema. */
export type Surroundings = Required<Pick<IngestTask, 'ancestors' | 'references' | 'previous'>>;

/**
 * Brings what a check needs of other rows to this machine, for as long as the check: of the contributor's own rows, and of
 * nobody else's. A foreign key that were looked for among others' rows would tell, by what is found and what is not, whom
 * and what they have sent.
 */
@Injectable()
export class SurroundingsService {
  constructor(
    private readonly versions: VersionService,
    private readonly rows: RowStore,
    private readonly codeLists: CodeListService,
  ) {}

  async use<T>(
    { organisationId }: Contribution,
    { id, schema }: Dataset,
    work: (surroundings: Surroundings) => Promise<T>,
  ): Promise<T> {
    const opened: LocalFile[] = [];
    const openOwn = async (dataset: DatasetId): Promise<string[]> => {
      const all = (await this.versions.latest(dataset))?.parts ?? [];
      const parts = all.filter((part) => part.organisationId === organisationId);
      for (const { contributionId, fileSha256 } of parts) {
        opened.push(await this.rows.open({ contributionId, sha256: fileSha256 }));
      }
      return opened.slice(opened.length - parts.length).map(({ path }) => path);
    };
    try {
      const references = [];
      for (const { fields, reference } of schema.foreignKeys ?? []) {
        if (reference.datasetId === '') continue;
        const files = await openOwn(reference.datasetId as DatasetId);
        references.push({ fields, referenceFields: reference.fields, files });
      }
      const isCompared = (schema.plausibility ?? []).length > 0;
      const previous = isCompared ? await openOwn(id) : [];
      return await work({ references, previous, ancestors: await this.codeLists.ancestorsOf(schema) });
    } finally {
      await Promise.all(opened.map((file) => file.release()));
    }
  }
}
