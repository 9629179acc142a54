import { CommonsError, type BallotId } from '#kernel';

export const paperTooLong = (bytes: number, most: number) =>
  new CommonsError(
    'invalid',
    'PAPER.TOO_LONG',
    `This paper has ${bytes} bytes, and no paper of this ballot needs more than ${most}. Mark it again.`,
    { bytes, most },
  );

export const paperDamaged = (ballotId: BallotId) =>
  new CommonsError(
    'refused',
    'PAPER.DAMAGED',
    'A paper in this ballot box is not as it was cast: it was changed, or it belongs to another ballot. Restore the box from a backup before counting it.',
    { ballotId },
  );

export const boxLocked = (ballotId: BallotId) =>
  new CommonsError(
    'unavailable',
    'BOX.LOCKED',
    'The key of this ballot box does not open with the secret of this installation. Configure the secret under which the ballot was opened.',
    { ballotId },
  );

export const receiptTwice = (ballotId: BallotId) =>
  new CommonsError(
    'refused',
    'BOX.RECEIPT_TWICE',
    'Two papers in this ballot box have one receipt, so one of them is a copy. Restore the box from a backup before counting it.',
    { ballotId },
  );

export const boxInvalid = (problem: string) =>
  new CommonsError('invalid', 'BOX.INVALID', `This ballot box contradicts itself: ${problem}`, { problem });
