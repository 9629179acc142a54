import type { CommonsError, DatasetId, ExtractId, FederationId, GrantId, OrganisationId, PersonId } from '#kernel';
import { measuredColumns } from './asked-statistic';
import type { UsedPart } from './earlier-table';
import { toldRefusal } from './errors';
import type { NoiseFacts } from './ledger/noise-facts';
import type { MicrodataFacts } from './microdata-facts';
import type { ExtractRequest, Permit, Refusal, ToldRefusal, UseRequest } from './permit';
import type { ReportFacts } from './report/report-facts';

export const EXTRACT_STATES = ['granted', 'checking', 'refused', 'released', 'failed'] as const;
export type ExtractState = (typeof EXTRACT_STATES)[number];

/** What is asked for: a table to take away, numbers to look up in one, or rows of others, one by one. */
export type ExtractAction = 'requestExtract' | 'queryAggregates' | 'exportRecords';

/** A file of a release, by its content. */
export type ReleasedFile = { readonly sha256: string; readonly bytes: number };

/** The protected table that left the commons, with all that is needed to account for it. */
export type Release = {
  /** Of its extract, from 1: it is made again where rows are taken back from it. */
  readonly number: number;
  readonly datasetVersion: number;
  /** Of the dataset when it was made: newer where its rows could not stand beside earlier tables yet; null: not known. */
  readonly newestVersion: number | null;
  /** Whose rows it was made from. */
  readonly contributors: readonly OrganisationId[];
  /** Their files: what is taken back later is among these. */
  readonly parts: readonly UsedPart[];
  readonly permit: Permit;
  readonly csv: ReleasedFile;
  readonly parquet: ReleasedFile;
  readonly cells: { readonly published: number; readonly primary: number; readonly secondary: number };
  /** The largest number shown, in whole units of its column; null: none is shown, or it is not known any more. */
  readonly largest: bigint | null;
  /** What accounts for the noise of its numbers; absent: they have none. */
  readonly noise?: NoiseFacts | null;
  /** What accounts for rows one by one, where these left; `cells` are then rows. Absent: it is a table. */
  readonly microdata?: MicrodataFacts | null;
  /** How its table was protected; absent: it was made before there were reports, or it is no table. */
  readonly report?: ReportFacts | null;
  readonly releasedAt: Date;
};

/** A request for aggregates, from its decision to its release. */
export type Extract = ExtractRequest & {
  readonly id: ExtractId;
  readonly datasetId: DatasetId;
  readonly federationId: FederationId;
  readonly requestedBy: PersonId;
  readonly requestedAt: Date;
  readonly action: ExtractAction;
  readonly state: ExtractState;
  /** Why not, where it was refused or the table could not be made. */
  readonly refusal: ToldRefusal | null;
  /** The grant it was made under; null: the policies decided by themselves. */
  readonly grantId: GrantId | null;
  readonly permit: Permit | null;
  readonly release: Release | null;
};

/** As policies and grants speak of it: of columns. */
export const requestOf = ({ action, purpose, dimensions, measures }: Extract): UseRequest => ({
  ...{ action, purpose, dimensions, measures: measuredColumns(measures) },
  ...(action === 'exportRecords' && { ofOthers: true }),
});

export const refuse = (extract: Extract, why: Refusal | CommonsError): Extract => ({
  ...extract,
  state: 'refused',
  refusal: toldRefusal(why),
});

/** A release as the log has it. */
export const releasedFacts = ({ number, datasetVersion, newestVersion, contributors, ...release }: Release) => {
  const { parts, permit, csv, parquet, cells, microdata, report, releasedAt } = release;
  const contributions = parts.map(({ contributionId }) => contributionId);
  return {
    ...{ number, datasetVersion, newestVersion, contributors, contributions, permit, csv, parquet, cells },
    ...(microdata && { microdata }),
    ...(report?.certificate && { certificate: report.certificate.sha256 }),
    releasedAt: releasedAt.toISOString(),
  };
};
