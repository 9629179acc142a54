import { CommonsError } from '#kernel';

/** Nothing was asked of an assembly yet, so nothing refuses it: there is none to ask. */
export const noDraft = () =>
  new CommonsError(
    'refused',
    'AGENDA.NO_DRAFT',
    'No assembly of this body is being prepared: draft one, and put the proposal on its agenda.',
  );

export const inMeeting = (id: string) =>
  new CommonsError(
    'refused',
    'BALLOT.IN_MEETING',
    'A vote in a meeting ends when its chair closes it; it has no closing time to move.',
    { id },
  );
