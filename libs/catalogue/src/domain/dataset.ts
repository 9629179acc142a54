import type {
  ContributionId,
  DatasetId,
  DatasetVersionId,
  FederationId,
  OrganisationId,
} from '#kernel';
import type { TableSchema } from '#warehouse';
import { dimensionWithoutCategories, invalidDataset } from './errors';

/** The seven data needs of the social economy. */
export const NEED_CATEGORIES = [
  'microCommunityDemographics',
  'urbanStatistics',
  'consumerStatistics',
  'digitalUsage',
  'serviceProviders',
  'socialNeeds',
  'policyEffects',
] as const;
export type NeedCategory = (typeof NEED_CATEGORIES)[number];

/** @see EU Publications Office, authority table access-right */
export const ACCESS_RIGHTS = ['PUBLIC', 'RESTRICTED', 'NON_PUBLIC'] as const;
export type AccessRights = (typeof ACCESS_RIGHTS)[number];

/** What the catalogue says about a dataset. @see DCAT-AP 3, dcat:Dataset */
export type Dataset = {
  readonly id: DatasetId;
  readonly federationId: FederationId;
  readonly publisherId: OrganisationId;
  readonly title: string;
  readonly description: string;
  readonly needCategory: NeedCategory;
  readonly accessRights: AccessRights;
  readonly keywords: readonly string[];
  readonly schema: TableSchema;
  readonly createdAt: Date;
  /** Number of the latest version; 0 while nothing has been accepted. */
  readonly version: number;
  /** Organisations with rows in the latest version. */
  readonly contributors: number;
};

/** The rows of one organisation within a version: one immutable file, known by its hash. */
export type Part = {
  readonly contributionId: ContributionId;
  readonly organisationId: OrganisationId;
  readonly fileSha256: string;
};

/** A dataset as it was at one moment; it never changes. */
export type DatasetVersion = {
  readonly id: DatasetVersionId;
  readonly datasetId: DatasetId;
  readonly number: number;
  readonly createdAt: Date;
  readonly parts: readonly Part[];
};

/** @throws DATASET.INVALID, SCHEMA.DIMENSION_WITHOUT_CATEGORIES */
export function assertPublishable({ title, description, schema }: Pick<Dataset, 'title' | 'description' | 'schema'>): void {
  if (title.trim().length < 3 || title.length > 200) throw invalidDataset('its title has 3 to 200 characters');
  if (description.trim().length < 3 || description.length > 5_000) {
    throw invalidDataset('its description has 3 to 5,000 characters');
  }
  const open = schema.fields.filter(({ disclosureRole, categories }) => disclosureRole === 'dimension' && !categories);
  if (open.length > 0) throw dimensionWithoutCategories(open.map(({ name }) => name));
}

/** The parts of the next version: a new contribution takes the place of the same organisation's earlier one. */
export const withPart = (parts: readonly Part[], added: Part): Part[] => [
  ...parts.filter(({ organisationId }) => organisationId !== added.organisationId),
  added,
];
