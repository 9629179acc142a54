import type { IngestPhase, IngestTask } from '../app/ingest-task';
import type { Session } from './engine';

const WATCH_MS = 250;

/** Tells how far an ingest is. What reads bytes counts them; what the engine does is asked of the engine. */
export class Progress {
  /** Bytes of the file; known once it was opened. */
  total = 0;

  constructor(private readonly listen: IngestTask['onProgress']) {}

  tell(phase: IngestPhase, done: number, total = this.total): void {
    this.listen?.({ phase, done: Math.min(done, total), total });
  }

  /**
   * Runs a statement and tells, from time to time, how much of its input the engine has read.
   *
   * @param span the part of the phase that it is; absent means all
   */
  async watch<T>(
    session: Session,
    phase: IngestPhase,
    work: () => Promise<T>,
    { from, to } = { from: 0, to: this.total },
  ): Promise<T> {
    if (!this.listen) return work();
    await session.run('PRAGMA enable_progress_bar');
    await session.run('PRAGMA disable_print_progress_bar');
    this.tell(phase, from, to);
    const watch = setInterval(() => {
      const { percentage } = session.connection.progress;
      if (percentage > 0) this.tell(phase, from + Math.floor(((to - from) * percentage) / 100), to);
    }, WATCH_MS);
    try {
      return await work();
    } finally {
      clearInterval(watch);
      this.tell(phase, to, to);
    }
  }
}
