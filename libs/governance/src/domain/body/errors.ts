import { CommonsError } from '#kernel';

export const bodyFounded = () =>
  new CommonsError(
    'refused',
    'BODY.FOUNDED',
    'This body exists already: its rules change by a resolution of its own, not by founding it again.',
  );

export const notAStewardOf = (organisationId: string) =>
  new CommonsError('forbidden', 'BODY.NOT_A_STEWARD', 'Only stewards of the organisation may do that in its name.', {
    organisationId,
  });

export const notInBook = (personIds: readonly string[]) =>
  new CommonsError(
    'refused',
    'BODY.NOT_IN_BOOK',
    'Not everybody named here is in the members’ book: have them entered first, or name others.',
    { personIds },
  );

export const standingOfNoMember = (memberId: string) =>
  new CommonsError(
    'refused',
    'STANDING.NOT_A_MEMBER',
    'This is no member of the body today, so there is no standing to record: look the member up in its electorate.',
    { memberId },
  );

export const invalidStanding = (problem: string) =>
  new CommonsError('invalid', 'STANDING.INVALID', `This standing cannot be recorded: ${problem}.`, { problem });

export const noSuspension = () =>
  new CommonsError(
    'refused',
    'BODY.NO_SUSPENSION',
    'The statute lets nobody suspend a policy: propose to end it, and put that to the vote.',
  );
