import type {
  ContributionId,
  DatasetId,
  DatasetSeriesId,
  DatasetVersionId,
  FederationId,
  OrganisationId,
} from '#kernel';
import type { TableSchema } from '#warehouse';
import { datasetWithdrawn, dimensionWithoutCategories, invalidDataset } from './errors';
import type { DatasetLife } from './life';
import { hasLength, UNPRINTABLE } from './texts';

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

/** What a list of the catalogue says about a dataset. @see DCAT-AP 3, dcat:Dataset */
export type DatasetSummary = DatasetLife & {
  readonly id: DatasetId;
  readonly federationId: FederationId;
  readonly publisherId: OrganisationId;
  /** The family it is of, such as the years of one survey; `NO_SERIES` if it stands alone. */
  readonly seriesId: DatasetSeriesId;
  readonly title: string;
  readonly description: string;
  readonly needCategory: NeedCategory;
  readonly accessRights: AccessRights;
  /** Whether its rows are about people: contributors can opt out of any use of such rows. */
  readonly personalData: boolean;
  readonly keywords: readonly string[];
  readonly createdAt: Date;
  /** Since when nothing is drawn out of it or put into it; null: it was not withdrawn. */
  readonly withdrawnAt: Date | null;
  readonly withdrawnReason: string | null;
  /** Number of the latest version; 0 while nothing has been accepted. */
  readonly version: number;
  /** Organisations with rows in the latest version. */
  readonly contributors: number;
};

/** What is told only to whom a policy lets read it, not to whoever may know that the dataset exists. */
export type Metadata = Pick<DatasetSummary, 'description' | 'keywords' | 'version' | 'contributors'>;

/** A dataset as one caller is shown it: its metadata is null where no policy lets them read it. */
export type ShownDataset = Omit<DatasetSummary, keyof Metadata> & {
  readonly [Field in keyof Metadata]: Metadata[Field] | null;
};

/** What is left of a dataset for those who may know that it exists and no more. */
export const withoutMetadata = (dataset: DatasetSummary): ShownDataset => ({
  ...dataset,
  ...{ description: null, keywords: null, version: null, contributors: null },
});

/** A yearly family of datasets, or another; a policy may speak of all of them at once. @see DCAT 3, dcat:DatasetSeries */
export type DatasetSeries = {
  readonly id: DatasetSeriesId;
  readonly federationId: FederationId;
  readonly publisherId: OrganisationId;
  readonly title: string;
};

/** A dataset with the schema that its contributions are held to, and the number of that schema’s version, from 1. */
export type Dataset = DatasetSummary & { readonly schema: TableSchema; readonly schemaNumber: number };

/** A dataset as lists have it: its columns are for `schemas` to show, as far as policies let them be known. */
export function summaryOf(dataset: Dataset): DatasetSummary {
  const summary: DatasetSummary & { schema?: TableSchema; schemaNumber?: number } = { ...dataset };
  delete summary.schema;
  delete summary.schemaNumber;
  return summary;
}

/** The rows of one organisation within a version: one immutable file, known by its hash. */
export type Part = {
  readonly contributionId: ContributionId;
  readonly organisationId: OrganisationId;
  readonly fileSha256: string;
  /** When the file that these rows come from had arrived whole. */
  readonly receivedAt: Date;
  /** The version of the schema that they were accepted under; left out: the one in force when they are accepted. */
  readonly schemaNumber?: number | undefined;
};

/** A dataset as it was at one moment; it never changes. */
export type DatasetVersion = {
  readonly id: DatasetVersionId;
  readonly datasetId: DatasetId;
  readonly number: number;
  /** The version of the schema that its rows are read as. */
  readonly schemaNumber: number;
  readonly createdAt: Date;
  readonly parts: readonly Part[];
};

/** What a list of versions says: contributors whose rows were withdrawn since are not among them any more. */
export type VersionSummary = Pick<DatasetVersion, 'number' | 'schemaNumber' | 'createdAt'> & {
  readonly contributors: number;
};

const MOST_KEYWORDS = 50;

/**
 * Checks what a catalogue promises of each entry, and that absence will tell nothing: dimensions list their categories.
 *
 * @throws DATASET.INVALID, SCHEMA.DIMENSION_WITHOUT_CATEGORIES
 */
export function assertPublishable(draft: Pick<Dataset, 'title' | 'description' | 'keywords' | 'schema'>): void {
  assertTexts(draft);
  assertPublishableSchema(draft.schema);
}

/**
 * Checks what people will read of an entry.
 *
 * @throws DATASET.INVALID
 */
export function assertTexts({
  title,
  description,
  keywords,
}: Pick<Dataset, 'title' | 'description' | 'keywords'>): void {
  assertTitle(title);
  if (!hasLength(description, 3, 5_000)) throw invalidDataset('its description has 3 to 5,000 characters');
  if (keywords.length > MOST_KEYWORDS || !keywords.every((word) => hasLength(word, 1, 100))) {
    throw invalidDataset(`it has at most ${MOST_KEYWORDS} keywords, of 1 to 100 characters`);
  }
  if ([description, ...keywords].some((text) => UNPRINTABLE.test(text))) {
    throw invalidDataset('its texts have no control characters');
  }
}

/**
 * Checks that a schema can be shown, and that absence will tell nothing: dimensions list their categories.
 *
 * @throws DATASET.INVALID, SCHEMA.DIMENSION_WITHOUT_CATEGORIES
 */
export function assertPublishableSchema(schema: TableSchema): void {
  if (textsOf(schema).some((text) => UNPRINTABLE.test(text))) {
    throw invalidDataset('the texts of its schema have no control characters');
  }
  const open = schema.fields.filter(({ disclosureRole, categories }) => disclosureRole === 'dimension' && !categories);
  if (open.length > 0) throw dimensionWithoutCategories(open.map(({ name }) => name));
}

/** @throws DATASET.INVALID */
export function assertTitle(title: string): void {
  if (!hasLength(title, 3, 200)) throw invalidDataset('its title has 3 to 200 characters');
  if (UNPRINTABLE.test(title)) throw invalidDataset('its title has no control characters');
}

/**
 * Checks why a dataset is withdrawn, and that it was not before.
 *
 * @throws DATASET.WITHDRAWN, DATASET.INVALID
 */
export function assertWithdrawable(dataset: Pick<Dataset, 'withdrawnAt'>, reason: string): void {
  assertOffered(dataset);
  if (!hasLength(reason, 1, 2_000) || UNPRINTABLE.test(reason)) {
    throw invalidDataset('the reason of its withdrawal has 1 to 2,000 characters, and no control characters');
  }
}

/** @throws DATASET.WITHDRAWN */
export function assertOffered({ withdrawnAt }: Pick<Dataset, 'withdrawnAt'>): void {
  if (withdrawnAt) throw datasetWithdrawn(withdrawnAt);
}

const textsOf = ({ fields, missingValues = [] }: TableSchema): string[] => [
  ...missingValues,
  ...fields.flatMap(({ title = '', description = '', categories = [] }) => [title, description, ...categories]),
];

/**
 * The parts of the next version: a new contribution takes the place of the same organisation's earlier one.
 *
 * What counts is when the files arrived, not which was checked first: a slow check never brings old rows back.
 *
 * @returns the very list that was given, where the organisation's rows in it are as new as the added ones
 */
export function withPart(parts: readonly Part[], added: Part): readonly Part[] {
  const present = parts.find(({ organisationId }) => organisationId === added.organisationId);
  if (present && !arrivedBefore(present, added)) return parts;
  return [...parts.filter((part) => part !== present), added];
}

const arrivedBefore = (a: Part, b: Part) =>
  a.receivedAt.getTime() < b.receivedAt.getTime() ||
  (a.receivedAt.getTime() === b.receivedAt.getTime() && a.contributionId < b.contributionId);
