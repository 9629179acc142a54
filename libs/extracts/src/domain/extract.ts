import type { DatasetId, ExtractId, FederationId, GrantId, OrganisationId, PersonId } from '#kernel';
import type { UsedPart } from './difference';
import type { ExtractRequest, Permit, Refusal, UseRequest } from './permit';

export const EXTRACT_STATES = ['granted', 'refused', 'released', 'failed'] as const;
export type ExtractState = (typeof EXTRACT_STATES)[number];

/** What is asked for: a table to take away, or numbers to look up in one. */
export type ExtractAction = 'requestExtract' | 'queryAggregates';

/** A file of a release, by its content. */
export type ReleasedFile = { readonly sha256: string; readonly bytes: number };

/** The protected table that left the commons, with all that is needed to account for it. */
export type Release = {
  /** Of its extract, from 1: it is made again where rows are taken back from it. */
  readonly number: number;
  readonly datasetVersion: number;
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
  readonly refusal: { readonly code: string; readonly message: string } | null;
  /** The grant it was made under; null: the policies decided by themselves. */
  readonly grantId: GrantId | null;
  readonly permit: Permit | null;
  readonly release: Release | null;
};

export const requestOf = ({ action, purpose, dimensions, measures }: Extract): UseRequest => ({
  ...{ action, purpose, dimensions, measures },
});

export const refuse = (extract: Extract, { code, message }: Pick<Refusal, 'message'> & { code: string }): Extract => ({
  ...extract,
  state: 'refused',
  refusal: { code, message },
});

/** A release as the log has it. */
export const releasedFacts = ({ number, datasetVersion, contributors, ...release }: Release) => {
  const { parts, permit, csv, parquet, cells, releasedAt } = release;
  const contributions = parts.map(({ contributionId }) => contributionId);
  return {
    ...{ number, datasetVersion, contributors, contributions, permit, csv, parquet, cells },
    releasedAt: releasedAt.toISOString(),
  };
};
