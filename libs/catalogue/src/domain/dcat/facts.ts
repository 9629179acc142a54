import type { OrganisationId, PolicyVersionId } from '#kernel';
import type { DatasetSeries, ShownDataset } from '../dataset';
import type { DatasetMetadata } from '../metadata';

export type Party = { readonly id: OrganisationId; readonly name: string };

/** All that the catalogue says about one dataset to one caller. */
export type DatasetFacts = {
  readonly dataset: ShownDataset;
  /** null: the caller may know that it exists, and no more. */
  readonly metadata: DatasetMetadata | null;
  readonly publisher: Party;
  readonly rightsHolder: Party;
  readonly series: DatasetSeries | null;
  /** The versions in force that speak of this dataset, and that the caller may read. */
  readonly policies: readonly { readonly versionId: PolicyVersionId; readonly title: string }[];
};

/** When it last changed, as far as the caller may know. */
export const modifiedAt = ({ dataset, metadata }: DatasetFacts): Date =>
  new Date(Math.max(...[dataset.createdAt, dataset.withdrawnAt, metadata?.modifiedAt].map((at) => Number(at ?? 0))));
