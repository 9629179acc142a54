import { CommonsError } from '#kernel';
import { Logger } from '@nestjs/common';
import type { RowsFile } from '../../app/row-store';
import type { Packs } from './packs';

/** A question that opens more small files than these has them packed for the next one. */
const MOST_LOOSE = 32;

/** Makes packs behind the questions' back, one batch at a time. */
export class Packer {
  private readonly logger = new Logger(Packer.name);
  private stopping = new AbortController();
  private packing: Promise<void> | undefined;

  /** @param loose what a question reads file by file */
  consider(packs: Packs, loose: readonly RowsFile[]): void {
    if (this.packing || packs.packable(loose).length <= MOST_LOOSE) return;
    const { signal } = this.stopping;
    this.packing = packs
      .make(loose, signal)
      .catch((error: unknown) => {
        // Nobody waits for it, and the next question with so many files tries again.
        if (!signal.aborted) this.logger.warn(`Small files were not put together: ${reasonOf(error)}`);
      })
      .finally(() => {
        this.packing = undefined;
      });
  }

  async stop(): Promise<void> {
    this.stopping.abort(new Error('The warehouse stops.'));
    await this.packing;
    this.stopping = new AbortController();
  }
}

/** Never the engine's own message, which may quote a value. */
const reasonOf = (error: unknown) => (error instanceof CommonsError ? error.code : (error as Error).name);
