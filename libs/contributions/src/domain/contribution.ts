import type { ContributionId, DatasetId, FederationId, OrganisationId, PersonId } from '#kernel';
import type { Dialect, Finding } from '#warehouse';
import { notAwaitingFile } from './errors';

export const CONTRIBUTION_STATES = ['awaitingFile', 'validating', 'accepted', 'rejected'] as const;
export type ContributionState = (typeof CONTRIBUTION_STATES)[number];

/** How a file was read, and what was found in it. */
export type Report = {
  readonly dialect: Dialect;
  /** Rows of data, the header not counted. */
  readonly rows: number;
  /** People behind the rows: the sum of the weight, or the rows where there is none. */
  readonly people: bigint;
  /** All findings; at most the first 1,000 are kept. */
  readonly findingCount: number;
};

/** One file of one organisation on its way into a dataset. */
export type Contribution = {
  readonly id: ContributionId;
  readonly datasetId: DatasetId;
  readonly federationId: FederationId;
  readonly organisationId: OrganisationId;
  readonly submittedBy: PersonId;
  readonly submittedAt: Date;
  readonly fileName: string;
  /** What the contributor says of the file; the rest is guessed. */
  readonly hints: Partial<Dialect>;
  readonly state: ContributionState;
  /** The file as it was sent, until it has been validated. */
  readonly uploadSha256: string | null;
  readonly report: Report | null;
};

export type Findings = readonly Finding[];

/** @throws CONTRIBUTION.NOT_AWAITING_FILE */
export function withUpload(contribution: Contribution, uploadSha256: string): Contribution {
  if (contribution.state !== 'awaitingFile') throw notAwaitingFile(contribution.id, contribution.state);
  return { ...contribution, state: 'validating', uploadSha256 };
}

/** A file with any finding is rejected whole: nothing of it becomes data. */
export const withReport = (contribution: Contribution, report: Report): Contribution => ({
  ...contribution,
  state: report.findingCount === 0 ? 'accepted' : 'rejected',
  report,
});
