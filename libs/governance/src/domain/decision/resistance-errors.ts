import { CommonsError } from '#kernel';

export const resistanceOfMotionsOnly = () =>
  new CommonsError(
    'refused',
    'RESISTANCE.NOT_A_MOTION',
    'The resistance test is about a motion that was adopted or not; an election has no such test: challenge its count.',
  );

export const noDelegatesOfSection = (sectionId: string) =>
  new CommonsError(
    'refused',
    'RESISTANCE.NO_DELEGATES',
    'No delegate of this separate assembly was entitled to vote in this ballot: name one that sent delegates.',
    { sectionId: sectionId.slice(0, 100) },
  );
