import type { ContributionId, DatasetId, FederationId, Id, OrganisationId, PersonId } from '#kernel';
import type { Mapping, Reading } from '#intake';
import type { Dialect } from '#warehouse';
import { announcementInvalid, fileNameInvalid, filesInvalid, notAwaitingFile, reasonInvalid } from './errors';
import { stateAfter, type ContributionState } from './states';

/** How a contribution was read, and what was found in it. */
export type Report = {
  /** How a single plain file was read; null where there are several, or one of another kind: each file tells. */
  readonly dialect: Dialect | null;
  /** Rows of data, the headers not counted. */
  readonly rows: number;
  /** People behind the rows: the sum of the weight, or the rows where there is none. */
  readonly people: bigint;
  /** All errors; at most the first 1,000 findings are kept. */
  readonly findingCount: number;
  /** What people should look at again, and what rejects nothing. */
  readonly warningCount: number;
};

/** What the contributor says of a file before it comes. */
export type AnnouncedFile = {
  readonly name: string;
  readonly bytes: number | null;
  /** In lower-case hexadecimal digits. */
  readonly sha256: string | null;
};

/** The same, where what is left out is not said. */
export type FileDraft = Pick<AnnouncedFile, 'name'> & Partial<AnnouncedFile>;

/** One of the files of a contribution; their order is that of their announcement. */
export type ContributionFile = AnnouncedFile & {
  /** 1 to 20. */
  readonly number: number;
  /** When it had arrived whole; null while it is awaited. */
  readonly receivedAt: Date | null;
  /** How it is read; null while nobody knows. */
  readonly reading: Reading | null;
  /** How its columns become the dataset's; null: they are called the same. */
  readonly mapping: Mapping | null;
};

/** Accepted rows as they are kept, sealed. */
export type KeptRows = { readonly sha256: string; readonly bytes: number };

/** Rows that were never accepted may have a key, and no file that is known. */
export const NO_FILE = '0'.repeat(64);

/** Names a key of the key ring. */
export type VaultKeyId = Id<'VaultKey'>;

/** Files of one organisation that together are its rows, on their way into a dataset. */
export type Contribution = {
  readonly id: ContributionId;
  readonly datasetId: DatasetId;
  readonly federationId: FederationId;
  readonly organisationId: OrganisationId;
  readonly submittedBy: PersonId;
  readonly submittedAt: Date;
  readonly files: readonly ContributionFile[];
  /** What the contributor says of how its files are written; the rest is guessed. */
  readonly hints: Partial<Dialect>;
  /** Whether somebody wants to see how the files are read before they are checked. */
  readonly reviewAsked: boolean;
  readonly state: ContributionState;
  /** When its last file had arrived whole; null while one is awaited. */
  readonly receivedAt: Date | null;
  /** Why it was declined or cancelled; null: nobody gave a reason. */
  readonly reason: string | null;
  readonly report: Report | null;
  /** Since when it is out, whatever had become of it before; null: it was not withdrawn. */
  readonly withdrawnAt: Date | null;
  /** Where its rows are kept; null: not yet, not any more, or they are another contribution's. */
  readonly rows: KeptRows | null;
  /** A keyed hash of what was sent and how it is read; null until that is known. */
  readonly fingerprint: string | null;
  /** The contribution that has brought the very same before, and whose rows stay in place; null: there is none. */
  readonly sameAsId: ContributionId | null;
  /** What its files are sealed with, until they have been checked. */
  readonly uploadKey: VaultKeyId;
  /** What is sealed with it: values that findings show. */
  readonly findingsKey: VaultKeyId;
  /** The version of the dataset's schema that it was checked against; null: not yet. */
  readonly schemaNumber: number | null;
  /** Which key its pseudonyms were made with; null: it has none. */
  readonly pseudonymKey: number | null;
};

const MOST_FILES = 20;
const MAX_FILE_NAME_CHARACTERS = 255;
const MAX_REASON_CHARACTERS = 2_000;

/** @throws CONTRIBUTION.FILE_NAME_INVALID */
export function assertFileName(name: string): void {
  const isPlain = name.trim() !== '' && name.length <= MAX_FILE_NAME_CHARACTERS && !/[\p{Cc}\p{Cs}]/u.test(name);
  if (!isPlain) throw fileNameInvalid(MAX_FILE_NAME_CHARACTERS);
}

/** @throws CONTRIBUTION.REASON_INVALID */
export function assertReason(reason: string): void {
  const isPlain = reason.trim() !== '' && reason.length <= MAX_REASON_CHARACTERS;
  if (!isPlain || /[^\P{Cc}\t\n\r]|\p{Cs}/u.test(reason)) throw reasonInvalid();
}

/**
 * Checks what is announced.
 *
 * @returns the files as they are awaited
 * @throws CONTRIBUTION.FILES_INVALID, CONTRIBUTION.FILE_NAME_INVALID, CONTRIBUTION.ANNOUNCEMENT_INVALID
 */
export function awaited(files: readonly FileDraft[]): ContributionFile[] {
  const names = new Set(files.map(({ name }) => name));
  if (files.length < 1 || files.length > MOST_FILES || names.size < files.length) throw filesInvalid(MOST_FILES);
  return files.map(({ name, bytes = null, sha256 = null }, i) => {
    assertFileName(name);
    if (!isSize(bytes) || !isSum(sha256)) throw announcementInvalid(name);
    const sum = sha256 === null ? null : sha256.toLowerCase();
    return { number: i + 1, name, bytes, sha256: sum, receivedAt: null, reading: null, mapping: null };
  });
}

const isSize = (bytes: number | null): boolean => bytes === null || (Number.isSafeInteger(bytes) && bytes >= 0);

/** What a file is said to hash to, if that is said. */
export const isSum = (sha256: string | null): boolean => sha256 === null || /^[0-9a-f]{64}$/i.test(sha256);

/** @throws CONTRIBUTION.NOT_AWAITING_FILE where there is no such file, or it is here already */
export function awaitedFile({ id, state, files }: Contribution, number: number): ContributionFile {
  const file = files.find((one) => one.number === number);
  if (state !== 'awaitingFile' || !file || file.receivedAt) throw notAwaitingFile(id, state);
  return file;
}

/**
 * A contribution with one more of its files; with the last of them it goes on to be inspected.
 *
 * @throws CONTRIBUTION.NOT_AWAITING_FILE
 */
export function withUpload(contribution: Contribution, number: number, receivedAt: Date): Contribution {
  awaitedFile(contribution, number);
  const files = contribution.files.map((file) => (file.number === number ? { ...file, receivedAt } : file));
  if (files.some((file) => !file.receivedAt)) return { ...contribution, files };
  const state = stateAfter(contribution.id, contribution.state, 'receive');
  return { ...contribution, files, receivedAt, state };
}

/** What a column of the database and an answer of the API hold: a file of commas may have more findings than that. */
const MOST_COUNTED_FINDINGS = 2_147_483_647;

const counted = (count: number): number => Math.min(count, MOST_COUNTED_FINDINGS);

/**
 * Where a contribution goes once it has been checked: with any error it is rejected whole, and nothing of it becomes data;
 * with warnings only, its contributor looks again; then its publisher, where the dataset asks for that.
 */
export function withReport(contribution: Contribution, report: Report, isApprovalNeeded: boolean): Contribution {
  const { findingCount, warningCount } = report;
  const onwards = isApprovalNeeded ? 'submit' : 'accept';
  const move = findingCount > 0 ? 'reject' : warningCount > 0 ? 'warn' : onwards;
  return {
    ...contribution,
    state: stateAfter(contribution.id, contribution.state, move),
    report: { ...report, findingCount: counted(findingCount), warningCount: counted(warningCount) },
  };
}

/** A contribution that brings what its organisation has in place already: it is accepted, and no new version is made. */
export const sameAgain = (contribution: Contribution, inPlace: Contribution, report: Report): Contribution => ({
  ...withReport(contribution, { ...report, findingCount: 0, warningCount: 0 }, false),
  ...{ sameAsId: inPlace.id, rows: null },
});
