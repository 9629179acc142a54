import { CommonsError } from '#kernel';

export const keyNameInvalid = () =>
  new CommonsError('invalid', 'KEY.NAME_INVALID', 'A key is known by the identifier of what it protects.');

/** Temporary for whoever lost a race: the next attempt finds the key that is there. */
export const keyAlreadyThere = (name: string) =>
  new CommonsError(
    'conflict',
    'KEY.ALREADY_THERE',
    'There is a key of this name already. Try again: it will be used.',
    {
      name,
    },
  );

/** Not temporary: somebody has to bring the key back from where it was copied to, or what it protects is lost. */
export const keyDamaged = (name: string) =>
  new CommonsError('refused', 'KEY.DAMAGED', 'The key is not what was written. Put its copy back, if there is one.', {
    name,
  });
