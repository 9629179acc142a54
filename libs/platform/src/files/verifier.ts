import { createHash } from 'node:crypto';
import { pipeline, Transform, type Readable, type TransformCallback } from 'node:stream';
import { fileDamaged } from './errors';
import { asStoreFailure } from './store-failure';

/** Lets bytes through and, in place of ending, fails if they are not the bytes of that name. */
class Verifier extends Transform {
  private readonly hash = createHash('sha256');

  constructor(private readonly sha256: string) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.hash.update(chunk);
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    done(this.hash.digest('hex') === this.sha256 ? null : fileDamaged(this.sha256));
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    done(error && asStoreFailure(error));
  }
}

/** @returns the source's bytes, in a stream that fails with FILE.DAMAGED in place of ending; closing it closes both */
export function verified(source: Readable, sha256: string): Readable {
  // The reader hears of an error from the returned stream itself; the callback is there so that nothing throws.
  return pipeline(source, new Verifier(sha256), () => undefined);
}
