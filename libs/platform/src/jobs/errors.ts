import { CommonsError } from '#kernel';

export const badPayload = (queue: string) =>
  new CommonsError('invalid', 'JOB.BAD_PAYLOAD', `This is not what ${queue} works on.`);

export const queueUnavailable = (reason: string) =>
  new CommonsError('unavailable', 'QUEUE.UNAVAILABLE', `The queue does not answer (${reason}).`, { reason });
