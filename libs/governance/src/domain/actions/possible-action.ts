import { CommonsError, toPlain, type PlainError } from '#kernel';
import type { MemberId } from '../electorate/elector';

const ON_BODY = [
  ...(['proposePolicy', 'proposeStatute', 'proposeAdmission', 'proposeElection', 'proposeDecision'] as const),
  ...(['proposeBody', 'draftAssembly', 'recordStanding', 'foundBody'] as const),
] as const;
const ON_PROPOSAL = ['openBallot', 'amend', 'comment', 'acceptAmendments', 'addToAgenda'] as const;
const ON_BALLOT = ['castVote', 'closeBallot', 'rescheduleBallot', 'exportBallot'] as const;
const ON_ASSEMBLY = [
  ...(['addAgendaItem', 'convene', 'openFirstCall', 'openSecondCall', 'attend', 'recordAttendance'] as const),
  ...(['grantProxy', 'adjourn', 'closeAssembly', 'signMinutes'] as const),
] as const;
const ON_ITEM = ['removeAgendaItem', 'openItem', 'declareConflict'] as const;

export const ACTIONS = [...ON_BODY, ...ON_PROPOSAL, ...ON_BALLOT, ...ON_ASSEMBLY, ...ON_ITEM] as const;
/** What somebody may want to do next. */
export type Action = (typeof ACTIONS)[number];

/** What leads on from where one is refused: another act, a later moment, or another record. */
export type Nearest = {
  readonly action: Action | null;
  /** From when on the same is possible, as far as time is what stands against it. */
  readonly from: Date | null;
  /** What to look at instead: the text that replaced this one. */
  readonly id: string | null;
};

export type PossibleAction = {
  readonly action: Action;
  readonly possible: boolean;
  /** For whom, where it is done for members (or an organisation): those for whom it is possible. */
  readonly memberIds: readonly MemberId[];
  /** What the act would be refused with; null: it is possible. */
  readonly refusal: PlainError | null;
  readonly nearest: Nearest | null;
};

/**
 * Asks a check, by its own refusal, whether an act is possible.
 *
 * The check is the one that the act itself makes, over facts that were read before; so what is said here and what happens
 * then cannot drift apart. Only refusals are answers: any other error is a defect, and stays one.
 *
 * @param check throws what the act would
 */
export function attempt(action: Action, check: () => void): PossibleAction {
  return attemptFor(action, () => {
    check();
    return [];
  });
}

/** The same of an act that is done for members. @param check answers for which of them it is possible */
export function attemptFor(action: Action, check: () => readonly MemberId[]): PossibleAction {
  try {
    return { action, possible: true, memberIds: check(), refusal: null, nearest: null };
  } catch (error) {
    if (!(error instanceof CommonsError)) throw error;
    const refusal = toPlain(error);
    return { action, possible: false, memberIds: [], refusal, nearest: nearestOf(refusal) };
  }
}

/** Which act leads on from a refusal. */
const NEAREST: Readonly<Record<string, Action>> = {
  'AGENDA.NO_DRAFT': 'draftAssembly',
  'AMENDMENT.NOT_AMENDABLE': 'proposeDecision',
  'ASSEMBLY.BALLOTS_OPEN': 'closeBallot',
  'ASSEMBLY.CONVENED': 'amend',
  'ASSEMBLY.EMPTY_AGENDA': 'addAgendaItem',
  'ASSEMBLY.NOT_SITTING': 'openFirstCall',
  'ASSEMBLY.NO_SECOND_CALL': 'closeAssembly',
  'ASSEMBLY.QUORUM_REACHED': 'closeAssembly',
  'ATTENDANCE.NOT_REMOTE': 'grantProxy',
  'BALLOT.IN_MEETING': 'closeBallot',
  'BALLOT.MEETING_ONLY': 'addToAgenda',
  'BALLOT.NOT_OPEN_YET': 'openItem',
  'BALLOT.NOT_PRESENT': 'attend',
  'BALLOT.NO_REMOTE_VOTE': 'grantProxy',
  'MINUTES.NOT_WRITTEN': 'closeAssembly',
  'PROPOSAL.FROZEN': 'proposeDecision',
  'PROXY.NOT_ALLOWED': 'attend',
};
/** Which detail of a refusal says from when on it falls away. */
const FROM: Readonly<Record<string, string>> = {
  'ASSEMBLY.NOTICE_TOO_SHORT': 'earliest',
  'ASSEMBLY.TOO_EARLY': 'at',
  'BALLOT.STILL_OPEN': 'closesAt',
};

function nearestOf({ code, details }: PlainError): Nearest | null {
  const action = NEAREST[code] ?? null;
  const at = details[FROM[code] ?? ''];
  const id = details['replacedBy'];
  const nearest = {
    action,
    from: typeof at === 'string' ? new Date(at) : null,
    id: typeof id === 'string' ? id : null,
  };
  return (nearest.action ?? nearest.from ?? nearest.id) ? nearest : null;
}

/**
 * Tries an act for each of several members.
 *
 * @param check throws what the act would for this member
 * @returns those for whom it is possible
 * @throws what the first of them is refused with, if it is possible for none
 */
export function whoMay(members: readonly MemberId[], check: (member: MemberId) => void): readonly MemberId[] {
  const refusals: CommonsError[] = [];
  const may = members.filter((member) => {
    try {
      check(member);
      return true;
    } catch (error) {
      if (!(error instanceof CommonsError)) throw error;
      refusals.push(error);
      return false;
    }
  });
  const [first] = refusals;
  if (may.length === 0 && first) throw first;
  return may;
}
