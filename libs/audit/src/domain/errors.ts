import { CommonsError, type EventId } from '#kernel';

/** The event is in the journal, and the sealer will come by within seconds. */
export const eventNotSealed = (id: EventId) =>
  new CommonsError('conflict', 'EVENT.NOT_SEALED', `The event ${id} is not sealed yet; ask again in a moment.`, { id });
