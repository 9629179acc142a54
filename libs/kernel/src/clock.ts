/**
 * How far this installation's time is from the database's, which decides what is on time (`Transaction.now`).
 * In production the two are the same; a test moves its own clock to live through a closing time.
 */
export abstract class Clock {
  /** Milliseconds to add to the database's clock. */
  abstract readonly offsetMs: number;

  /** This process's idea of now: for what is not decided by a transaction, such as a log line's time. */
  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }
}

export class SystemClock extends Clock {
  readonly offsetMs = 0;
}
