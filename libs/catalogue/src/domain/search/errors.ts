import { CommonsError } from '#kernel';

export const textTooLong = (characters: number, most: number) =>
  new CommonsError(
    'invalid',
    'SEARCH.TEXT_TOO_LONG',
    `A search has at most ${most} characters; yours has ${characters}. A few words are enough.`,
    { characters, most },
  );

export const invalidSearch = (problem: string) =>
  new CommonsError('invalid', 'SEARCH.INVALID', `This search cannot be made: ${problem}.`, { problem });

export const invalidNeed = (problem: string) =>
  new CommonsError('invalid', 'NEED.INVALID', `This need cannot be posted: ${problem}.`, { problem });

export const needClosed = (id: string) =>
  new CommonsError('refused', 'NEED.CLOSED', 'This need was closed. Post a new one if it has come back.', { id });

export const needExpired = (id: string, until: string) =>
  new CommonsError(
    'refused',
    'NEED.EXPIRED',
    `An answer to this need was of use until ${until}. Who still needs one posts it again with a later day.`,
    { id, until },
  );

export const needAnswered = (id: string) =>
  new CommonsError('refused', 'NEED.ANSWERED_SO', 'This need was answered with exactly this already.', { id });

export const needNotYours = () =>
  new CommonsError(
    'forbidden',
    'NEED.NOT_YOURS_TO_ANSWER',
    'Members, stewards and researchers of the federation’s organisations answer needs. Ask one of them to.',
  );

export const tooManyOpenNeeds = (most: number) =>
  new CommonsError(
    'refused',
    'NEED.TOO_MANY_OPEN',
    `An organisation has at most ${most} open needs. Close those that are over, then post this one.`,
    { most },
  );

export const invalidSavedSearch = (problem: string) =>
  new CommonsError('invalid', 'SAVED_SEARCH.INVALID', `This search cannot be saved: ${problem}.`, { problem });

export const tooManySavedSearches = (most: number) =>
  new CommonsError(
    'refused',
    'SAVED_SEARCH.TOO_MANY',
    `You have ${most} saved searches already. Delete one that you do not need any more.`,
    { most },
  );
