import { sha256 } from '#kernel';

/** A SHA-256 hash as 64 lower-case hexadecimal digits. */
export type Hash = string;

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The hash of one entry; its prefix keeps an inner node from ever passing for an entry. @see RFC 6962, section 2.1 */
export const hashLeaf = (entry: string): Hash => sha256(Buffer.concat([LEAF, Buffer.from(entry, 'utf8')]));

const hashNode = (left: Hash, right: Hash): Hash =>
  sha256(Buffer.concat([NODE, Buffer.from(left, 'hex'), Buffer.from(right, 'hex')]));

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
 * The root of the Merkle tree over leaf hashes in their order; of none, the hash of nothing.
 * @see RFC 6962, section 2.1
 */
export function merkleRoot(leaves: readonly Hash[]): Hash {
  let level = leaves;
  while (level.length > 1) level = parents(level);
  return level[0] ?? sha256('');
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
