import { pino } from 'pino';

/** One JSON line per event on standard error; standard output belongs to what the process was started to say. */
export const log = pino({ name: 'api' }, pino.destination({ fd: 2, sync: true }));
