import { merkleRoot, type EventId, type Hash } from '#kernel';
import { MAX_SEALED_EVENTS, sealHash, type Head, type Seal } from './seal';

/** What kind of damage it is; `Verdict.message` says it in words. */
export type BreakReason =
  | 'EVENT.CHANGED'
  | 'EVENT.MISSING'
  | 'EVENT.FOREIGN'
  | 'LEAF.CHANGED'
  | 'LEAF.MISSING'
  | 'LEAF.FOREIGN'
  | 'BATCH.REWRITTEN'
  | 'SEAL.CHANGED'
  | 'CHAIN.BROKEN'
  | 'HEAD.DIFFERS'
  | 'END.CUT_OFF';

/** The first place where the log does not hold: a position, a seal, an event, as far as it can be told. */
export type Place = { readonly position?: number; readonly seal?: number; readonly eventId?: EventId };
export type Break = {
  readonly whole: false;
  readonly at: Place;
  readonly reason: BreakReason;
  readonly message: string;
};

/** `events` and `seals` were checked; `unsealed` events were too new to be sealed. */
export type Whole = {
  readonly whole: true;
  readonly events: number;
  readonly seals: number;
  readonly unsealed: number;
  readonly head: Head | null;
};
export type Verdict = Whole | Break;

/** A leaf as stored, with what the journal says today: the hash of the event now, and whether it is marked as sealed. */
export type CheckedLeaf = {
  readonly position: number;
  readonly seal: number;
  readonly eventId: EventId;
  readonly hash: Hash;
  readonly event: { readonly hash: Hash; readonly sealed: boolean } | undefined;
};

export const broken = (reason: BreakReason, at: Place, message: string): Break => ({
  whole: false,
  at,
  reason,
  message,
});

/**
 * Checks one seal by itself, against the one before and against the published head; not yet its events.
 *
 * @param published a head that someone kept outside of this database, if there is one
 * @returns the damage, or nothing
 */
export function checkSeal(previous: Seal | undefined, seal: Seal, published?: Head): Break | undefined {
  const at = { seal: seal.number };
  if (!follows(previous, seal)) {
    return broken('CHAIN.BROKEN', at, `Seal ${seal.number} does not follow ${nameOf(previous)}.`);
  }
  if (sealHash(seal) !== seal.hash || seal.count < 1 || seal.count > MAX_SEALED_EVENTS) {
    return broken('SEAL.CHANGED', at, `Seal ${seal.number} was changed: its hash is not the hash of what it says.`);
  }
  if (published?.number === seal.number && published.hash !== seal.hash) {
    return broken('HEAD.DIFFERS', at, `Seal ${seal.number} is not the one that was published: the log was rewritten.`);
  }
  return undefined;
}

const nameOf = (seal: Seal | undefined) => (seal ? `seal ${seal.number}` : 'the beginning');

function follows(previous: Seal | undefined, seal: Seal): boolean {
  if (!previous) return seal.number === 1 && seal.previous === null && seal.firstPosition === 1;
  return (
    seal.number === previous.number + 1 &&
    seal.previous === previous.hash &&
    seal.firstPosition === previous.firstPosition + previous.count
  );
}

/**
 * Checks the events of a sound seal: each leaf in its place, each event as it was, and all of them under the root.
 * The root decides who lies where a leaf and its event disagree.
 *
 * @param leaves what is stored from the seal's first position on, at most `seal.count` of them
 */
export function checkBatch(seal: Seal, leaves: readonly CheckedLeaf[]): Break | undefined {
  for (let i = 0; i < seal.count; i += 1) {
    const found = checkPlace(seal, seal.firstPosition + i, leaves[i]) ?? checkEvent(seal, leaves, i);
    if (found) return found;
  }
  if (merkleRoot(leaves.map((leaf) => leaf.hash)) === seal.root) return undefined;
  const last = seal.firstPosition + seal.count - 1;
  const where = seal.count === 1 ? `at position ${last}` : `between positions ${seal.firstPosition} and ${last}`;
  const at = { seal: seal.number, ...(seal.count === 1 && { position: last }) };
  return broken(
    'BATCH.REWRITTEN',
    at,
    `In seal ${seal.number}, ${where}, an event was rewritten together with its leaf.`,
  );
}

function checkPlace(seal: Seal, position: number, leaf: CheckedLeaf | undefined): Break | undefined {
  if (!leaf || leaf.position > position) {
    return broken('LEAF.MISSING', { seal: seal.number, position }, `The leaf at position ${position} is missing.`);
  }
  const at = { seal: seal.number, position: leaf.position, eventId: leaf.eventId };
  if (leaf.position < position) return broken('LEAF.FOREIGN', at, `No seal covers the leaf at ${leaf.position}.`);
  if (leaf.seal !== seal.number) {
    return broken('LEAF.CHANGED', at, `The leaf at position ${position} names another seal than its own.`);
  }
  return undefined;
}

function checkEvent(seal: Seal, leaves: readonly CheckedLeaf[], index: number): Break | undefined {
  const leaf = leaves[index];
  if (!leaf) return undefined;
  const at = { seal: seal.number, position: leaf.position, eventId: leaf.eventId };
  const event = `The event ${leaf.eventId} at position ${leaf.position}`;
  if (!leaf.event) return broken('EVENT.MISSING', at, `${event} is missing in the journal.`);
  if (leaf.event.hash !== leaf.hash) {
    if (isLeafToBlame(seal, leaves, index)) {
      return broken('LEAF.CHANGED', at, `The leaf at position ${leaf.position} was changed; its event is as it was.`);
    }
    return broken('EVENT.CHANGED', at, `${event} was changed after it was sealed.`);
  }
  if (!leaf.event.sealed) return broken('EVENT.CHANGED', at, `${event} was marked as not sealed.`);
  return undefined;
}

/** With the event as it is now instead of this leaf, or of all leaves, the tree has the root that was sealed. */
function isLeafToBlame(seal: Seal, leaves: readonly CheckedLeaf[], index: number): boolean {
  const now = (leaf: CheckedLeaf) => leaf.event?.hash ?? leaf.hash;
  const onlyThis = leaves.map((leaf, i) => (i === index ? now(leaf) : leaf.hash));
  return merkleRoot(onlyThis) === seal.root || merkleRoot(leaves.map(now)) === seal.root;
}
