import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { canonicalJson, type BallotId } from '#kernel';
import { boxLocked, paperDamaged, paperTooLong } from '../../domain/box/errors';
import { longestPaper, paperLine, type Paper } from '../../domain/box/paper';
import type { Method } from '../../domain/voting/method';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_PURPOSE = 'granaio/box-key/1';
const PAPER_PURPOSE = 'granaio/paper/1';

/** What every paper of one box has in common. A paper opens only in the box it was sealed for, on the text it was cast on. */
export type BallotBox = {
  readonly ballotId: BallotId;
  readonly textHash: string;
  readonly method: Method;
  /** Number of options on the paper; 0 for a motion. */
  readonly options: number;
};

/**
 * A new random key for one ballot box, wrapped by a key that is derived from the installation's secret.
 *
 * It lies in one row and nowhere else. Once that row is gone nobody opens a sealed paper any more, the installation
 * included: neither in what the database left behind on the disk nor in a backup without that row.
 */
export const newBoxKey = (secret: string, ballotId: BallotId): { readonly wrapped: Buffer } => ({
  wrapped: encrypt(wrappingKey(secret, ballotId), randomBytes(KEY_BYTES), associated(KEY_PURPOSE, { ballotId })),
});

/** Seals papers while a ballot is open, and opens them when it is counted. */
export class PaperSeal {
  readonly #key: Buffer;
  readonly #associated: Buffer;
  readonly #bytes: number;

  /** @throws BOX.LOCKED if the key was wrapped under another secret, or for another ballot */
  constructor(
    secret: string,
    wrapped: Uint8Array,
    private readonly box: BallotBox,
  ) {
    const { ballotId, textHash } = box;
    const key = decrypt(wrappingKey(secret, ballotId), wrapped, associated(KEY_PURPOSE, { ballotId }));
    if (!key) throw boxLocked(ballotId);
    this.#key = key;
    this.#associated = associated(PAPER_PURPOSE, { ballotId, textHash });
    this.#bytes = longestPaper(box.method, box.options);
  }

  /** As many bytes for every paper of the box, and never the same bytes twice. @throws PAPER.TOO_LONG */
  seal(paper: Paper): Buffer {
    const line = Buffer.from(paperLine(paper), 'utf8');
    if (line.length > this.#bytes) throw paperTooLong(line.length, this.#bytes);
    // Spaces behind it are no part of a JSON text: what is opened needs no length.
    const padded = Buffer.alloc(this.#bytes, ' ');
    line.copy(padded);
    return encrypt(this.#key, padded, this.#associated);
  }

  /** @throws PAPER.DAMAGED for what is not, byte by byte, a paper sealed for this box */
  open(sealed: Uint8Array): Paper {
    const line = decrypt(this.#key, sealed, this.#associated);
    if (!line) throw paperDamaged(this.box.ballotId);
    return JSON.parse(line.toString('utf8')) as Paper;
  }
}

const wrappingKey = (secret: string, ballotId: BallotId): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `${KEY_PURPOSE} ${ballotId}`, KEY_BYTES));

const associated = (purpose: string, box: { readonly ballotId: BallotId; readonly textHash?: string }): Buffer =>
  Buffer.from(canonicalJson({ purpose, ...box }), 'utf8');

/** Nonce, ciphertext, tag. A key seals far fewer than 2³² texts, so a random nonce does not come twice. */
function encrypt(key: Buffer, text: Uint8Array, data: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(data);
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}

/** Nothing for what was not encrypted under this key with this data. */
function decrypt(key: Buffer, sealed: Uint8Array, data: Buffer): Buffer | undefined {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const tagAt = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(data)
    .setAuthTag(sealed.subarray(tagAt));
  const text = decipher.update(sealed.subarray(NONCE_BYTES, tagAt));
  try {
    return Buffer.concat([text, decipher.final()]);
  } catch {
    return undefined;
  }
}
