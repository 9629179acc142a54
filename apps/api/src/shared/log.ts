import { pino, stdSerializers, type SerializedError } from 'pino';

/** What a database's error says of the statement, and nothing of the values in it. */
const SAID_OF_ERRORS = [
  'type',
  'message',
  'stack',
  'code',
  'query',
  'schema',
  'table',
  'column',
  'constraint',
] as const;

/**
 * An error as it may be logged. The database adds a statement's parameters and the row that failed to its errors: who
 * voted what, an address, the key of an upload. So what is logged is chosen, and not what is left out.
 */
export function errorForLog(error: Error): Partial<SerializedError> {
  const whole = stdSerializers.err(error);
  return Object.fromEntries(SAID_OF_ERRORS.flatMap((name) => (name in whole ? [[name, whole[name] as unknown]] : [])));
}

/** One JSON line per event on standard error; standard output belongs to what the process was started to say. */
export const log = pino({ name: 'api', serializers: { err: errorForLog } }, pino.destination({ fd: 2, sync: true }));
