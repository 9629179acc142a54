import type { ContributionId, DatasetId, FederationId, OrganisationId, PersonId } from '#kernel';
import type { Dialect } from '#warehouse';
import { fileNameInvalid, notAwaitingFile } from './errors';

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
  /** When its file had arrived whole; null while it is awaited. */
  readonly receivedAt: Date | null;
  readonly report: Report | null;
};

const MAX_FILE_NAME_CHARACTERS = 255;

/** @throws CONTRIBUTION.FILE_NAME_INVALID */
export function assertFileName(name: string): void {
  const isPlain = name.trim() !== '' && name.length <= MAX_FILE_NAME_CHARACTERS && !/[\p{Cc}\p{Cs}]/u.test(name);
  if (!isPlain) throw fileNameInvalid(MAX_FILE_NAME_CHARACTERS);
}

/** A contribution has one file, once. @throws CONTRIBUTION.NOT_AWAITING_FILE */
export function assertAwaitsFile({ id, state }: Contribution): void {
  if (state !== 'awaitingFile') throw notAwaitingFile(id, state);
}

/** @throws CONTRIBUTION.NOT_AWAITING_FILE */
export function withUpload(contribution: Contribution, receivedAt: Date): Contribution {
  assertAwaitsFile(contribution);
  return { ...contribution, state: 'validating', receivedAt };
}

/** What a column of the database and an answer of the API hold: a file of commas may have more findings than that. */
const MOST_COUNTED_FINDINGS = 2_147_483_647;

/** A file with any finding is rejected whole: nothing of it becomes data. */
export const withReport = (contribution: Contribution, report: Report): Contribution => ({
  ...contribution,
  state: report.findingCount === 0 ? 'accepted' : 'rejected',
  report: { ...report, findingCount: Math.min(report.findingCount, MOST_COUNTED_FINDINGS) },
});
