import { CommonsError, type ContributionId } from '#kernel';
import type { ContributionState } from './contribution';

export const notAwaitingFile = (id: ContributionId, state: ContributionState) =>
  new CommonsError(
    'refused',
    'CONTRIBUTION.NOT_AWAITING_FILE',
    'This contribution has its file already; submit a new contribution for another one.',
    { id, state },
  );

export const uploadLost = (id: ContributionId) =>
  new CommonsError('conflict', 'CONTRIBUTION.UPLOAD_LOST', 'The file did not arrive whole; send it again.', { id });
