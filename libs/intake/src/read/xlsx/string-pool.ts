import { refusal } from '../../domain/trouble';
import { LIMITS } from '../limits';

const FIRST_BYTES = 1 << 8;
const FIRST_TEXTS = 1 << 6;

/** Many short texts, kept as bytes: a million of them as objects would fill the memory that the reader has. */
export class StringPool {
  private bytes = Buffer.allocUnsafe(FIRST_BYTES);
  private used = 0;
  private ends = new Uint32Array(FIRST_TEXTS);
  private count = 0;

  /** What they take of the memory. */
  get heldBytes(): number {
    return this.bytes.length + this.ends.byteLength;
  }

  /** Forgets them, and keeps their room for others. */
  clear(): void {
    this.used = 0;
    this.count = 0;
  }

  /** @throws FILE.TOO_BIG_INSIDE if there are too many */
  add(text: string): void {
    const length = Buffer.byteLength(text);
    if (this.count === LIMITS.sharedStrings) throw refusal('FILE.TOO_BIG_INSIDE', { limit: LIMITS.sharedStrings });
    if (this.used + length > LIMITS.sharedStringBytes)
      throw refusal('FILE.TOO_BIG_INSIDE', { limit: LIMITS.sharedStringBytes });
    this.makeRoom(length);
    this.used += this.bytes.write(text, this.used);
    this.ends[this.count] = this.used;
    this.count += 1;
  }

  /** @returns undefined if there is none */
  get(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.count) return undefined;
    return this.bytes.toString('utf8', index === 0 ? 0 : this.ends[index - 1], this.ends[index]);
  }

  /** How many bytes one of them has; 0 if there is none. */
  bytesOf(index: number): number {
    return index < this.count ? (this.ends[index] ?? 0) - (index === 0 ? 0 : (this.ends[index - 1] ?? 0)) : 0;
  }

  private makeRoom(length: number): void {
    if (this.used + length > this.bytes.length) {
      const size = Math.min(Math.max(this.bytes.length * 2, this.used + length), LIMITS.sharedStringBytes);
      const larger = Buffer.allocUnsafe(size);
      this.bytes.copy(larger, 0, 0, this.used);
      this.bytes = larger;
    }
    if (this.count === this.ends.length) {
      const more = new Uint32Array(this.ends.length * 2);
      more.set(this.ends);
      this.ends = more;
    }
  }
}
