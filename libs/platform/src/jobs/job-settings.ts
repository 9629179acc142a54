/** How patient the queue is. Tests are less so. */
export abstract class JobSettings {
  /** Tries before a promise is given up; with the doubling pause between them, ten last about nine minutes. */
  readonly attempts: number = 10;
  /** The first pause after a failure; each further one is twice as long. */
  readonly backoffMs: number = 1_000;
  /** A promise that is not kept by then is published again, in case the queue has lost it. */
  readonly republishAfterMs: number = 60_000;
  /** How often the relay looks by itself, should nobody wake it. */
  readonly pollMs: number = 1_000;
  /** A job whose worker has been silent for this long goes to another worker. */
  readonly lockMs: number = 30_000;
  /** How many workers may die over a job before it is taken for the cause. */
  readonly workersLost: number = 4;
  /** How long a process that is told to stop waits for the job under way; then another worker repeats it. */
  readonly stopWithinMs: number = 6_000;
}

class OwnSettings extends JobSettings {
  constructor(settings: Partial<JobSettings>) {
    super();
    Object.assign(this, settings);
  }
}

export const jobSettings = (settings: Partial<JobSettings> = {}): JobSettings => new OwnSettings(settings);
