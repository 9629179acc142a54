import type { PersonId } from '#kernel';
import {
  assertSitting,
  assertState,
  type AgendaItem,
  type Assembly,
  type Call,
  type Sitting,
} from '../assembly/assembly';
import {
  alreadySigned,
  ballotsOpen,
  callIsOver,
  emptyAgenda,
  itemDecided,
  noSecondCall,
  notAnOfficer,
  noticeTooShort,
  notSignedYet,
  quorumWasReached,
  remoteNotAllowed,
  tooEarly,
} from '../assembly/errors';
import type { Ballot } from '../ballot/ballot';
import { leavesOpen } from '../ballot/draft-ballot';
import { conflictTooLate } from '../electorate/errors';
import { civilDay, earliestCall, localTime } from '../statute/calendar';
import type { Matter, StatuteDocument } from '../statute/statute-document';

/** @throws ASSEMBLY.EMPTY_AGENDA */
export function assertAgenda(id: string, items: readonly AgendaItem[]): void {
  if (items.length === 0) throw emptyAgenda(id);
}

/**
 * Whether a notice sent now leaves as many days as the matters of the agenda ask for.
 *
 * @param matters of the agenda; at least one
 * @throws ASSEMBLY.CALL_OVER; ASSEMBLY.NOTICE_TOO_SHORT where the statute refuses such a notice, elsewhere it is marked
 */
export function noticeTerm(
  statute: StatuteDocument,
  matters: readonly Matter[],
  { firstCallAt, convenedAt }: { readonly firstCallAt: Date; readonly convenedAt: Date },
): { readonly noticeIsShort: boolean; readonly earliestCallAt: Date } {
  const { timeZone } = statute;
  const days = Math.max(...matters.map((matter) => statute.matters[matter].noticeDays));
  const earliest = earliestCall(convenedAt, days, timeZone);
  const earliestCallAt = localTime(`${earliest}T00:00`, timeZone);
  if (firstCallAt <= convenedAt) throw callIsOver(firstCallAt);
  const noticeIsShort = civilDay(firstCallAt, timeZone) < earliest;
  const { tooShort, article } = statute.notice;
  if (noticeIsShort && tooShort === 'refused') throw noticeTooShort(earliestCallAt, article);
  return { noticeIsShort, earliestCallAt };
}

/** A call is opened in its turn and not before its time. @throws ASSEMBLY.STATE, ASSEMBLY.NO_SECOND_CALL, ASSEMBLY.TOO_EARLY */
export function assertCallMayOpen(assembly: Assembly, call: Call, now: Date): void {
  assertState(assembly, ...(call === 1 ? (['convened'] as const) : (['convened', 'adjourned'] as const)));
  const at = call === 1 ? assembly.firstCallAt : assembly.secondCallAt;
  if (!at) throw noSecondCall();
  if (now < at) throw tooEarly(at);
}

/** @throws ASSEMBLY.BALLOTS_OPEN */
function assertNothingOpen(ballots: readonly Pick<Ballot, 'state'>[]): void {
  if (ballots.some(({ state }) => state === 'open')) throw ballotsOpen();
}

/**
 * The first call ends without deciding everything, if there is a second one and something is left for it.
 *
 * @param ballots of the meeting, an item's rounds in their order
 * @throws ASSEMBLY.NOT_SITTING, ASSEMBLY.NO_SECOND_CALL, ASSEMBLY.BALLOTS_OPEN, ASSEMBLY.QUORUM_REACHED
 */
export function assertMayAdjourn(assembly: Assembly, sittings: readonly Sitting[], ballots: readonly Ballot[]): void {
  const { call } = assertSitting({ assembly, sittings });
  if (call === 2 || !assembly.secondCallAt) throw noSecondCall();
  assertNothingOpen(ballots);
  const latest = new Map(ballots.map((ballot) => [ballot.itemId, ballot]));
  if (![...latest.values()].some((ballot) => ballot.state === 'announced' || leavesOpen(ballot)))
    throw quorumWasReached();
}

/**
 * A meeting ends when nothing is being voted on; also one to which nobody came, from its last call on.
 *
 * @throws ASSEMBLY.STATE, ASSEMBLY.TOO_EARLY, ASSEMBLY.BALLOTS_OPEN
 */
export function assertMayEnd(assembly: Assembly, ballots: readonly Pick<Ballot, 'state'>[], now: Date): void {
  assertState(assembly, 'convened', 'sitting', 'adjourned');
  const lastCall = assembly.secondCallAt ?? assembly.firstCallAt;
  if (assembly.state === 'convened' && now < lastCall) throw tooEarly(lastCall);
  assertNothingOpen(ballots);
}

/** One is there from afar where votes on some item may come from afar. @throws ATTENDANCE.NOT_REMOTE */
export function assertRemoteAttendance({ voters }: StatuteDocument, ballots: readonly Pick<Ballot, 'rules'>[]): void {
  if (!ballots.some(({ rules }) => rules.remote)) throw remoteNotAllowed(voters.article);
}

/**
 * Who led an assembly and who kept its minutes each sign once.
 *
 * @returns as what they sign now; whoever did both signs both at once
 * @throws MINUTES.NOT_WRITTEN, BODY.NOT_AN_OFFICER, MINUTES.SIGNED
 */
export function assertMaySign(assembly: Assembly, person: PersonId): { isChair: boolean; isSecretary: boolean } {
  if (!assembly.minutesHash) throw notSignedYet(assembly.id);
  if (assembly.chair !== person && assembly.secretary !== person) throw notAnOfficer('chair and the secretary');
  const isChair = assembly.chair === person && !assembly.chairSignedAt;
  const isSecretary = assembly.secretary === person && !assembly.secretarySignedAt;
  if (!isChair && !isSecretary) throw alreadySigned(assembly.id);
  return { isChair, isSecretary };
}

/** @param last the latest round of the item @throws AGENDA.DECIDED unless it is announced, or another round may follow */
export function assertMayPutToVote(itemId: string, last: Ballot | undefined): void {
  if (last && last.state !== 'announced' && !leavesOpen(last)) throw itemDecided(itemId);
}

/** A conflict of interests is declared before the vote, or between its rounds. @throws CONFLICT.TOO_LATE */
export function assertNotVotedOn(last: Ballot | undefined): void {
  if (last && last.state !== 'announced' && !leavesOpen(last)) throw conflictTooLate();
}
