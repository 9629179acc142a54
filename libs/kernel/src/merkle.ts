import { hash as digest } from 'node:crypto';

/** A SHA-256 hash as 64 lower-case hexadecimal digits. */
export type Hash = string;

/** The same 32 bytes, one character each: half as long, and the quickest form to pass to the hash function and back. */
type Raw = string;

const RAW_BYTES = 32;
/** Filled anew for every inner node: its prefix, left, right. */
const NODE = Buffer.alloc(1 + 2 * RAW_BYTES, 1);

/** The root over nothing is the hash of nothing. */
const EMPTY: Hash = digest('sha256', '', 'hex');

/** The hash of one entry; its prefix keeps an inner node from ever passing for an entry. @see RFC 6962, section 2.1 */
export const hashLeaf = (entry: string): Hash => digest('sha256', `\0${entry}`, 'hex');

const toRaw = (hash: Hash): Raw => Buffer.from(hash, 'hex').toString('latin1');
const toHash = (raw: Raw): Hash => Buffer.from(raw, 'latin1').toString('hex');

function joinRaw(left: Raw, right: Raw): Raw {
  // What is no hash at all, in a path that somebody made up, must not mix with the node before.
  if (left.length !== RAW_BYTES || right.length !== RAW_BYTES) {
    return digest('sha256', Buffer.from(`\u0001${left}${right}`, 'latin1'), 'binary');
  }
  NODE.write(left, 1, 'latin1');
  NODE.write(right, 1 + RAW_BYTES, 'latin1');
  return digest('sha256', NODE, 'binary');
}

const hashNode = (left: Hash, right: Hash): Hash => toHash(joinRaw(toRaw(left), toRaw(right)));

/**
 * The root of a Merkle tree whose entries come one by one; it holds no more than one hash per level, so the number of
 * entries is not limited by memory.
 *
 * @see RFC 6962, section 2.1
 */
export class RunningRoot {
  #count = 0;
  /** Roots of the perfect trees that the entries so far fill, the largest first. */
  readonly #peaks: Raw[] = [];

  /** Entries so far. */
  get count(): number {
    return this.#count;
  }

  /** Adds an entry at the end; its bytes are those of its text in UTF-8. */
  add(entry: string): void {
    this.#push(digest('sha256', `\0${entry}`, 'binary'));
  }

  /** Adds an entry at the end of which only the hash is known. */
  addLeaf(leaf: Hash): void {
    this.#push(toRaw(leaf));
  }

  /** The root over all entries so far; of none, the hash of nothing. */
  root(): Hash {
    const [last, ...larger] = this.#peaks.toReversed();
    return last === undefined ? EMPTY : toHash(larger.reduce((right, left) => joinRaw(left, right), last));
  }

  #push(leaf: Raw): void {
    let raw = leaf;
    for (let full = this.#count; full % 2 === 1; full = half(full)) raw = joinRaw(this.#peaks.pop() ?? '', raw);
    this.#peaks.push(raw);
    this.#count += 1;
  }
}

/** The root of the Merkle tree over leaf hashes in their order. @see RunningRoot */
export function merkleRoot(leaves: readonly Hash[]): Hash {
  const running = new RunningRoot();
  for (const leaf of leaves) running.addLeaf(leaf);
  return running.root();
}

/** One level up: neighbours are joined, an odd last one rises as it is. */
function parents(level: readonly Hash[]): Hash[] {
  const above: Hash[] = [];
  for (let i = 0; i < level.length; i += 2) {
    const [left = '', right] = level.slice(i, i + 2);
    above.push(right === undefined ? left : hashNode(left, right));
  }
  return above;
}

/**
 * The hashes that lead from one leaf up to the root, nearest first.
 *
 * @param index place of the leaf, counted from 0
 * @throws RangeError if there is no such leaf
 * @see RFC 6962, section 2.1.1
 */
export function merklePath(leaves: readonly Hash[], index: number): Hash[] {
  if (!isPlace(index, leaves.length)) throw new RangeError(`No leaf ${index}.`);
  const path: Hash[] = [];
  let place = index;
  for (let level = leaves; level.length > 1; level = parents(level)) {
    const sibling = level[place % 2 === 0 ? place + 1 : place - 1];
    if (sibling !== undefined) path.push(sibling);
    place = half(place);
  }
  return path;
}

/** What someone holds who was told that a leaf is in a tree: `index` from 0, `count` leaves in all. */
export type Inclusion = {
  readonly leaf: Hash;
  readonly index: number;
  readonly count: number;
  readonly path: readonly Hash[];
};

/**
 * The root that the path arrives at; nothing if a path of this length cannot belong to such a leaf.
 * The leaf is in the tree exactly if this is the tree's root.
 *
 * @see RFC 9162, section 2.1.3.2
 */
export function rootOfPath({ leaf, index, count, path }: Inclusion): Hash | undefined {
  if (!isPlace(index, count)) return undefined;
  const steps = [...path];
  let hash: Hash | undefined = leaf;
  for (let place = index, last = count - 1; last > 0; place = half(place), last = half(last)) {
    const isLeft = place % 2 === 0;
    if (isLeft && place === last) continue;
    hash = join(hash, steps.shift(), isLeft);
  }
  return steps.length === 0 ? hash : undefined;
}

const half = (place: number) => Math.floor(place / 2);

const isPlace = (index: number, count: number) =>
  Number.isInteger(index) && Number.isInteger(count) && index >= 0 && index < count;

function join(hash: Hash | undefined, sibling: Hash | undefined, isLeft: boolean): Hash | undefined {
  if (hash === undefined || sibling === undefined) return undefined;
  return isLeft ? hashNode(hash, sibling) : hashNode(sibling, hash);
}
