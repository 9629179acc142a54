import type { Membership } from '#identity';
import type { ExtractId, FederationId, OrganisationId, PersonId } from '#kernel';
import { paragraphs } from '../application/form';
import type { UsedPart } from '../earlier-table';
import type { Extract, Release } from '../extract';
import type { MicrodataFacts } from '../microdata-facts';
import type { Terms } from '../permit';
import { reasonsInvalid } from './errors';
import type { CellFinding } from './findings';

export const CHECK_VERDICTS = ['release', 'withhold'] as const;
export type CheckVerdict = (typeof CHECK_VERDICTS)[number];

export const CHECK_OUTCOMES = ['released', 'withheld', 'unanswered', 'outdated'] as const;
/** `outdated`: rows of it were taken back, or it was made anew and came out otherwise. */
export type CheckOutcome = (typeof CHECK_OUTCOMES)[number];

/** What one of those who look says, once, without knowing of the others. */
export type CheckAnswer = {
  readonly reviewerId: PersonId;
  readonly verdict: CheckVerdict;
  readonly reasons: string;
  readonly at: Date;
};

/** A table, or rows, that people look at before they leave: these very bytes and no others. */
export type OutputCheck = {
  readonly extractId: ExtractId;
  /** Of its extract, from 1: what is made anew is looked at anew. */
  readonly round: number;
  /** Which of the extract's releases it would be. */
  readonly number: number;
  /** How many have to say that it may leave. */
  readonly reviewers: number;
  readonly terms: Terms;
  /** SHA-256 of its files. */
  readonly csv: string;
  readonly parquet: string;
  readonly cells: Release['cells'];
  readonly parts: readonly UsedPart[];
  readonly chosenAt: Date;
  readonly findings: readonly CellFinding[];
  readonly microdata: MicrodataFacts | null;
  readonly openedAt: Date;
  readonly closesAt: Date;
  /** null: it is open. */
  readonly outcome: CheckOutcome | null;
  readonly settledAt: Date | null;
};

const DAY_MS = 86_400_000;
export const CHECK_DAYS = 30;
const REMINDED_AFTER_DAYS = 14;
const daysAfter = (at: Date, days: number) => new Date(at.getTime() + days * DAY_MS);

/** When a check that was opened ends by itself, and when those who have not answered are reminded. */
export const closingOf = (openedAt: Date): Date => daysAfter(openedAt, CHECK_DAYS);
export const remindingOf = (openedAt: Date): Date => daysAfter(openedAt, REMINDED_AFTER_DAYS);

/**
 * What the answers come to: one that withholds is enough, and all have to say that it may leave.
 *
 * @param needed how many have to answer, ≥ 1
 * @returns null: it stays open
 */
export function outcomeOf(answers: readonly Pick<CheckAnswer, 'verdict'>[], needed: number): CheckOutcome | null {
  if (answers.some(({ verdict }) => verdict === 'withhold')) return 'withheld';
  return answers.length >= needed ? 'released' : null;
}

/** Which answers somebody may know of: their own; of the others, once it is decided, and not merely made anew. */
export const answersFor = (
  personId: PersonId,
  { outcome }: Pick<OutputCheck, 'outcome'>,
  answers: readonly CheckAnswer[],
): CheckAnswer[] =>
  answers.filter(({ reviewerId }) => (outcome !== null && outcome !== 'outdated') || reviewerId === personId);

/** Everybody who asks for an extract, and the organisations that they are of or ask for. */
export type Asking = { readonly people: readonly PersonId[]; readonly organisations: readonly OrganisationId[] };

export type Checker = { readonly personId: PersonId; readonly memberships: readonly Membership[] };

/**
 * Whether somebody may look at what others ask for: a steward in the federation, of whom nobody who asks is a colleague,
 * not even of an organisation under the same control.
 *
 * @param contributor organisations under one control are one
 */
export function mayCheck(
  { personId, memberships }: Checker,
  { federationId }: { readonly federationId: FederationId },
  { people, organisations }: Asking,
  contributor: (organisation: OrganisationId) => OrganisationId,
): boolean {
  const theirs = new Set(organisations.map(contributor));
  return (
    memberships.some(({ role, federationIds }) => role === 'steward' && federationIds.includes(federationId)) &&
    !people.includes(personId) &&
    !memberships.some(({ organisationId }) => theirs.has(contributor(organisationId)))
  );
}

/**
 * How what was just made stands: people let it go, are looking at it, or have not seen it. A check is of the very bytes, and
 * counts where as many looked as are asked for now.
 *
 * @param latest of its extract; null: nobody was asked to look
 * @param needed how many have to look, ≥ 1
 */
export function standingOf(
  latest: OutputCheck | null,
  { csv, number }: Pick<Release, 'csv' | 'number'>,
  needed: number,
): 'passed' | 'waiting' | 'unseen' {
  const isSame = latest?.csv === csv.sha256 && latest.number === number && latest.reviewers >= needed;
  if (!isSame) return 'unseen';
  if (latest.outcome === null) return 'waiting';
  return latest.outcome === 'released' ? 'passed' : 'unseen';
}

export const roundAfter = (latest: OutputCheck | null): number => (latest?.round ?? 0) + 1;

const [LEAST_REASONS, MOST_REASONS] = [10, 5_000];

/** @throws OUTPUTCHECK.REASONS_INVALID */
export function parseReasons(input: string): string {
  const reasons = paragraphs(LEAST_REASONS, MOST_REASONS).safeParse(input);
  if (!reasons.success) throw reasonsInvalid(LEAST_REASONS, MOST_REASONS);
  return reasons.data;
}

/** What an extract becomes while people look at it, and when it is made once more for what they said. */
export const underCheck = (extract: Extract): Extract => ({ ...extract, state: 'checking' });
export const toMakeAgain = (extract: Extract): Extract => ({ ...extract, state: 'granted' });
