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

const WAY_OUT =
  'Mount the folder or name the bucket that has them (GRANAIO_KEYS, S3_KEYS_BUCKET), or put their copy back. Only if they ' +
  'are lost for good, or these are the right ones without their mark, let `granaio keys --accept` take what is there: rows ' +
  'whose keys are gone cannot be read again, and have to be sent again.';

/** Not temporary: a start without its keys would make new ones beside those that are only somewhere else. */
export const keysNotHere = (place: string) =>
  new CommonsError('refused', 'KEYS.NOT_HERE', `The keys of this installation are not in ${place}. ${WAY_OUT}`, {
    place,
  });

export const keysOfAnother = (place: string) =>
  new CommonsError('refused', 'KEYS.OF_ANOTHER', `The keys in ${place} are those of another installation. ${WAY_OUT}`, {
    place,
  });
