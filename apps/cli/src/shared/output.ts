import { CommonsError } from '#kernel';

/** For people: the result of a command. */
export const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** For whoever looks after the machine: what happens meanwhile. */
export const log = (text: string): void => void process.stderr.write(`granaio: ${text}\n`);

/** An error in plain words, without a stack. */
export function explain(error: unknown): string {
  if (error instanceof CommonsError) return `${error.code}: ${error.message}`;
  if (error instanceof AggregateError && !error.message) return error.errors.map(explain).join('; ');
  return error instanceof Error ? error.message : String(error);
}
