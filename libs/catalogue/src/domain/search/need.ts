import type { ApplicationId, DatasetId, FederationId, Id, OrganisationId, PersonId } from '#kernel';
import type { NeedCategory } from '../dataset';
import { isDay, type Period } from '../metadata';
import { hasLength, UNPRINTABLE } from '../texts';
import { invalidNeed, needClosed, needExpired } from './errors';

export type NeedId = Id<'Need'>;
export type NeedAnswerId = Id<'NeedAnswer'>;

export const PEOPLE_CLASSES = ['fewerThan10', 'dozens', 'hundreds', 'thousands'] as const;
/** About how many people a need concerns: a rough class, because a number would tell of few. */
export type PeopleClass = (typeof PEOPLE_CLASSES)[number];

/** What an organisation needs to know now, and asks its federation for. */
export type Need = {
  readonly id: NeedId;
  readonly federationId: FederationId;
  readonly organisationId: OrganisationId;
  readonly postedBy: PersonId;
  readonly needCategory: NeedCategory;
  /** A place by its code or its name; null: any. */
  readonly territory: string | null;
  /** What time it is about; null: any. */
  readonly period: Period | null;
  readonly title: string;
  readonly description: string;
  readonly people: PeopleClass | null;
  /** The last day on which an answer is of use, `YYYY-MM-DD`. */
  readonly until: string;
  readonly postedAt: Date;
  readonly closedAt: Date | null;
  readonly closedReason: string | null;
};

export type NeedDraft = Pick<
  Need,
  | 'federationId'
  | 'organisationId'
  | 'needCategory'
  | 'territory'
  | 'period'
  | 'title'
  | 'description'
  | 'people'
  | 'until'
>;

/** What answers a need: a dataset that is there, or an application for one. */
export type AnswerSubject =
  | { readonly kind: 'dataset'; readonly datasetId: DatasetId }
  | { readonly kind: 'application'; readonly applicationId: ApplicationId };

export type NeedAnswer = {
  readonly id: NeedAnswerId;
  readonly needId: NeedId;
  readonly subject: AnswerSubject;
  readonly note: string;
  readonly organisationId: OrganisationId;
  readonly answeredBy: PersonId;
  readonly answeredAt: Date;
};

/** How many open needs an organisation may have, so that a board stays one that people read. */
export const MOST_OPEN_NEEDS = 100;
const MOST_DAYS_AHEAD = 730;
const MS_PER_DAY = 24 * 60 * 60 * 1000;

/**
 * Checks what people will read of a need, and that it is of this time: its last day is ahead, by two years at most.
 *
 * @throws NEED.INVALID
 */
export function assertNeed(draft: NeedDraft, now: Date): void {
  const { title, description, territory, until } = draft;
  assertText('title', title, [3, 200]);
  assertText('text', description, [3, 5_000]);
  if (territory !== null) assertText('territory', territory, [1, 200]);
  assertPeriod(draft.period);
  if (!isDay(until)) throw invalidNeed('its last day is written YYYY-MM-DD');
  const daysAhead = (Date.parse(`${until}T00:00:00Z`) - now.getTime()) / MS_PER_DAY;
  if (daysAhead <= -1) throw invalidNeed('its last day has passed');
  if (daysAhead > MOST_DAYS_AHEAD) throw invalidNeed('its last day is at most two years ahead: post it again then');
}

function assertPeriod(period: Period | null): void {
  if (!period) return;
  const { start, end } = period;
  if (start === null && end === null) throw invalidNeed('a period has a first or a last day');
  if (![start, end].every((day) => day === null || isDay(day))) throw invalidNeed('days are written YYYY-MM-DD');
  if (start !== null && end !== null && start > end) throw invalidNeed('its period ends before it starts');
}

/** The day that it is, by which needs begin and end: `YYYY-MM-DD`. */
export const dayOf = (now: Date): string => now.toISOString().slice(0, 10);

/** @throws NEED.INVALID, NEED.CLOSED, NEED.EXPIRED */
export function assertAnswerable(need: Need, note: string, now: Date): void {
  assertOpen(need);
  if (need.until < dayOf(now)) throw needExpired(need.id, need.until);
  assertText('note', note, [0, 2_000]);
}

/** One whose last day has passed may be closed too, to say why. @throws NEED.INVALID, NEED.CLOSED */
export function assertClosable(need: Need, reason: string): void {
  assertOpen(need);
  assertText('reason', reason, [1, 2_000]);
}

function assertOpen({ id, closedAt }: Need): void {
  if (closedAt) throw needClosed(id);
}

function assertText(noun: string, text: string, [least, most]: readonly [number, number]): void {
  if (!hasLength(text, least, most)) {
    throw invalidNeed(`its ${noun} has ${least} to ${most.toLocaleString('en')} characters`);
  }
  if (UNPRINTABLE.test(text)) throw invalidNeed(`its ${noun} has no control characters`);
}
