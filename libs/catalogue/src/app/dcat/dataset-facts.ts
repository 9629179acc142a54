import { Injectable } from '@nestjs/common';
import { Directory } from '#identity';
import type { DatasetId, OrganisationId } from '#kernel';
import { Database } from '#platform';
import { DatasetPolicies, type Actor } from '#policy';
import { DatasetStore } from '../../db/dataset.store';
import { MetadataStore } from '../../db/metadata.store';
import { SeriesStore } from '../../db/series.store';
import type { DatasetFacts } from '../../domain/dcat/facts';
import type { DatasetSummary, ShownDataset } from '../../domain/dataset';

/** Gathers what is said about datasets that a caller was shown: a few statements, however many they are. */
@Injectable()
export class DatasetFactsReader {
  constructor(
    private readonly db: Database,
    private readonly datasets: DatasetStore,
    private readonly metadata: MetadataStore,
    private readonly series: SeriesStore,
    private readonly directory: Directory,
    private readonly policies: DatasetPolicies,
  ) {}

  /** @returns in the order of `datasets` */
  async of(by: Actor, datasets: readonly ShownDataset[]): Promise<DatasetFacts[]> {
    const readable = datasets.filter(isReadable);
    const [metadata, series, policies, replacements] = await Promise.all([
      this.metadata.byIds(
        this.db,
        readable.map(({ id }) => id),
      ),
      this.series.byIds(this.db, [...new Set(datasets.map(({ seriesId }) => seriesId))]),
      this.policies.on(by, readable),
      this.replacements(by, datasets),
    ]);
    const parties = datasets.flatMap(({ id, publisherId }) => [publisherId, metadata.get(id)?.rightsHolderId ?? null]);
    const names = await this.directory.names([...new Set(parties.filter((id) => id !== null))]);
    const party = (id: OrganisationId) => ({ id, name: names.get(id) ?? id });
    const policiesOf = new Map(readable.map(({ id }, at) => [id, policies[at] ?? []]));
    const seriesById = new Map(series.map((one) => [one.id, one]));
    return datasets.map((dataset) => {
      const said = metadata.get(dataset.id) ?? null;
      return {
        dataset:
          dataset.replacedBy && !replacements.has(dataset.replacedBy) ? { ...dataset, replacedBy: null } : dataset,
        metadata: said,
        publisher: party(dataset.publisherId),
        rightsHolder: party(said?.rightsHolderId ?? dataset.publisherId),
        series: seriesById.get(dataset.seriesId) ?? null,
        policies: (policiesOf.get(dataset.id) ?? []).map(({ versionId, document: { title } }) => ({
          versionId,
          title,
        })),
      };
    });
  }

  /** What takes the place of datasets, as far as the caller may know of it: an address would tell that it is there. */
  private async replacements(by: Actor, datasets: readonly ShownDataset[]): Promise<ReadonlySet<DatasetId>> {
    const ids = datasets.map(({ replacedBy }) => replacedBy).filter((id) => id !== null);
    return new Set(ids.length > 0 ? await this.datasets.discoverable(by.ability, ids) : []);
  }
}

const isReadable = (dataset: ShownDataset): dataset is DatasetSummary => dataset.description !== null;
