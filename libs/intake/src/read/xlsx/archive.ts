import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { refusal, type IntakeCode } from '../../domain/trouble';
import { LIMITS } from '../limits';

/** A zip whose list of contents was judged before anything was unpacked. Only named parts are ever unpacked, and never to disk. */
export class Archive {
  private constructor(
    private readonly zip: ZipFile,
    private readonly parts: ReadonlyMap<string, Entry>,
  ) {}

  /** @throws Refusal FILE.UNSAFE_ARCHIVE, FILE.TOO_BIG_INSIDE, FILE.ENCRYPTED, FILE.UNREADABLE */
  static async open(path: string): Promise<Archive> {
    const zip = await openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: true }).catch(
      (error: unknown) => {
        throw refused(error);
      },
    );
    try {
      if (zip.entryCount > LIMITS.archiveParts) throw tooBig({ parts: zip.entryCount, limit: LIMITS.archiveParts });
      return new Archive(zip, await contentsOf(zip));
    } catch (error) {
      zip.close();
      throw refused(error);
    }
  }

  get names(): readonly string[] {
    return [...this.parts.keys()];
  }

  has(name: string): boolean {
    return this.parts.has(name);
  }

  /** Bytes of a part, unpacked, as the archive states them. */
  sizeOf(name: string): number {
    return this.parts.get(name)?.uncompressedSize ?? 0;
  }

  /** The bytes of one part. @throws FILE.UNREADABLE if there is no such part */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.parts.get(name);
    if (!entry) throw refusal('FILE.UNREADABLE');
    try {
      const stream = await this.zip.openReadStreamPromise(entry);
      yield* stream as AsyncIterable<Buffer>;
    } catch (error) {
      throw refused(error);
    }
  }

  close(): void {
    this.zip.close();
  }
}

const tooBig = (facts: Record<string, number>) => refusal('FILE.TOO_BIG_INSIDE', facts);

async function contentsOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const parts = new Map<string, Entry>();
  let bytes = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) throw refusal('FILE.ENCRYPTED');
    if (isBomb(entry)) throw tooBig({ ratio: LIMITS.compressionRatio });
    bytes += entry.uncompressedSize;
    if (bytes > LIMITS.archiveBytes) throw tooBig({ limit: LIMITS.archiveBytes });
    // Two parts of one name: one would be judged, and perhaps the other read.
    if (parts.has(entry.fileName)) throw refusal('FILE.UNSAFE_ARCHIVE');
    parts.set(entry.fileName, entry);
  }
  return parts;
}

/** Sizes may lie; the reader stops at the size that stands here, so that a lie is caught as well. */
const isBomb = ({ uncompressedSize, compressedSize }: Entry): boolean =>
  uncompressedSize >= LIMITS.ratioAppliesFromBytes && uncompressedSize > compressedSize * LIMITS.compressionRatio;

const MEANINGS: readonly (readonly [RegExp, IntakeCode])[] = [
  [/relative path|absolute path|characters in fileName/i, 'FILE.UNSAFE_ARCHIVE'],
  [/too many bytes|not enough bytes/i, 'FILE.TOO_BIG_INSIDE'],
];

function refused(error: unknown): unknown {
  const meaning = MEANINGS.find(([pattern]) => pattern.test(String(error)));
  return meaning ? refusal(meaning[1]) : error;
}
