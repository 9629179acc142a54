import { CommonsError } from '#kernel';

const refused = (code: string, message: string, details: Record<string, unknown> = {}) =>
  new CommonsError('refused', code, message, details);

export const alreadyConvened = (id: string) =>
  refused(
    'ASSEMBLY.CONVENED',
    'The notice of this assembly is out: its date, place and agenda do not change any more. Amend a motion, or convene another assembly.',
    { id },
  );

export const notSitting = (id: string) =>
  refused('ASSEMBLY.NOT_SITTING', 'No call of this assembly is open; the chair opens it at its time.', { id });

export const wrongState = (id: string, state: string, allowed: readonly string[]) =>
  refused('ASSEMBLY.STATE', `This assembly is ${state}; this is possible only while it is ${allowed.join(' or ')}.`, {
    id,
    state,
    allowed,
  });

export const emptyAgenda = (id: string) =>
  refused('ASSEMBLY.EMPTY_AGENDA', 'Nothing is on the agenda: put a proposal on it before you convene.', { id });

export const noticeTooShort = (earliest: Date, article: string) =>
  refused(
    'ASSEMBLY.NOTICE_TOO_SHORT',
    `A notice sent now is too late for this date (${article}): the earliest first call is ${earliest.toISOString()}.`,
    { earliest: earliest.toISOString(), article },
  );

export const callIsOver = (at: Date) =>
  refused(
    'ASSEMBLY.CALL_IS_OVER',
    `The first call would have been at ${at.toISOString()}; nobody can be convened for a time that is over. Prepare another assembly.`,
    { at: at.toISOString() },
  );

export const tooEarly = (at: Date) =>
  refused('ASSEMBLY.TOO_EARLY', `This call is convened for ${at.toISOString()}; it cannot be opened before.`, {
    at: at.toISOString(),
  });

export const noSecondCall = () =>
  refused('ASSEMBLY.NO_SECOND_CALL', 'This assembly was convened in one call only.', {});

export const quorumWasReached = () =>
  refused(
    'ASSEMBLY.QUORUM_REACHED',
    'The first call was valid for every item; there is nothing left for a second one.',
    {},
  );

export const ballotsOpen = () => refused('ASSEMBLY.BALLOTS_OPEN', 'A ballot is still open: close it first.', {});

export const notAnOfficer = (offices: string) =>
  new CommonsError('forbidden', 'BODY.NOT_AN_OFFICER', `Only the ${offices} of this body may do that.`, { offices });

export const onAgendaAlready = (id: string) =>
  refused('AGENDA.ALREADY', 'This proposal is on the agenda already.', { id });

export const otherBody = () =>
  refused('AGENDA.OTHER_BODY', 'This proposal was put to another body; an assembly decides on its own only.', {});

export const itemDecided = (id: string) => refused('AGENDA.DECIDED', 'This item has been voted on already.', { id });

export const notAMember = () =>
  refused('ATTENDANCE.NOT_ENTITLED', 'Only members entitled to vote are recorded as present.', {});

export const remoteNotAllowed = (article: string) =>
  refused('ATTENDANCE.NOT_REMOTE', `The statute (${article}) does not allow taking part from afar in this assembly.`, {
    article,
  });

export const notSignedYet = (id: string) =>
  refused('MINUTES.NOT_WRITTEN', 'The minutes are written when the assembly is closed.', { id });

export const alreadySigned = (id: string) =>
  refused('MINUTES.SIGNED', 'You have signed these minutes already.', { id });

export const minutesChanged = (hash: string) =>
  refused('MINUTES.OTHER_TEXT', 'These are not the minutes you read: read them again and sign what they say now.', {
    hash,
  });
