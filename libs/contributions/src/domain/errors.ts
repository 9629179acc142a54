import { CommonsError, type ContributionId } from '#kernel';

export const notAwaitingFile = (id: ContributionId, state: string) =>
  new CommonsError(
    'refused',
    'CONTRIBUTION.NOT_AWAITING_FILE',
    'This contribution has its file already; submit a new contribution for another one.',
    { id, state },
  );

export const fileNameInvalid = (maxCharacters: number) =>
  new CommonsError(
    'invalid',
    'CONTRIBUTION.FILE_NAME_INVALID',
    `The name of a file has 1 to ${maxCharacters} characters on one line, and none that cannot be seen.`,
    { maxCharacters },
  );
