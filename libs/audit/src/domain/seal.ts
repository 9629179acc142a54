import { documentHash, merkleRoot, rootOfPath, type EventId, type Hash } from '#kernel';
import { eventLeaf, instant, type LoggedEvent } from './leaf';

/** One seal covers at most so many events: what is held in memory while sealing and verifying. */
export const MAX_SEALED_EVENTS = 10_000;

/** A batch of events closed for good. Positions count the events of the whole log from 1, numbers the seals from 1. */
export type Seal = {
  readonly number: number;
  /** Hash of the seal before; the first has none. */
  readonly previous: Hash | null;
  readonly root: Hash;
  readonly firstPosition: number;
  readonly count: number;
  readonly sealedAt: Date;
  readonly hash: Hash;
};

/** What minutes and mails publish, and what a verifier compares with: it pins everything up to this seal. */
export type Head = { readonly number: number; readonly hash: Hash };

/** Shows that one event is in the log, to someone who has the event and trusts the seal. */
export type Proof = {
  readonly eventId: EventId;
  readonly position: number;
  readonly leaf: Hash;
  readonly path: readonly Hash[];
  readonly seal: Seal;
};

/** The hash a seal must have; it binds every field of the seal and, through `previous`, all that came before. */
export const sealHash = ({ number, previous, root, firstPosition, count, sealedAt }: Omit<Seal, 'hash'>): Hash =>
  documentHash({ number, previous, root, firstPosition, count, sealedAt: instant(sealedAt) });

/**
 * Closes the next batch behind the last one.
 *
 * @param last the newest seal, if there is one
 * @param leaves hashes of the events in the order they get in the log; 1 to `MAX_SEALED_EVENTS`
 * @throws RangeError (a defect) for a batch that is empty or too large
 */
export function nextSeal(last: Seal | undefined, leaves: readonly Hash[], sealedAt: Date): Seal {
  if (leaves.length < 1 || leaves.length > MAX_SEALED_EVENTS)
    throw new RangeError(`A seal of ${leaves.length} events.`);
  const seal = {
    number: (last?.number ?? 0) + 1,
    previous: last?.hash ?? null,
    root: merkleRoot(leaves),
    firstPosition: last ? last.firstPosition + last.count : 1,
    count: leaves.length,
    sealedAt,
  };
  return { ...seal, hash: sealHash(seal) };
}

/** Whether this very event stands at the proof's position in the proof's seal, and the seal is consistent in itself. */
export function proves(proof: Proof, event: LoggedEvent): boolean {
  const { eventId, position, leaf, path, seal } = proof;
  const index = position - seal.firstPosition;
  return (
    event.id === eventId &&
    eventLeaf(event) === leaf &&
    rootOfPath({ leaf, index, count: seal.count, path }) === seal.root &&
    sealHash(seal) === seal.hash
  );
}
