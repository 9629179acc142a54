import { hashLeaf, merkleRoot, type EventId } from '#kernel';
import fc from 'fast-check';
import { nextSeal, sealHash, type Seal } from './seal';
import { checkBatch, checkSeal, type CheckedLeaf } from './verdict';

const at = new Date('2026-11-22T10:00:00Z');

function sealed(count: number): { seal: Seal; leaves: CheckedLeaf[] } {
  const hashes = Array.from({ length: count }, (_, i) => hashLeaf(`${i}`));
  const seal = nextSeal(nextSeal(undefined, [hashLeaf('a'), hashLeaf('b')], at), hashes, at);
  const leaves = hashes.map((hash, i) => ({
    position: seal.firstPosition + i,
    seal: seal.number,
    eventId: `e${i}` as EventId,
    hash,
    event: { hash, sealed: true },
  }));
  return { seal, leaves };
}

const FORGED = hashLeaf('forged');
type Attack = (leaf: CheckedLeaf) => Partial<CheckedLeaf>;
const ATTACKS: Record<string, Attack> = {
  'EVENT.CHANGED': () => ({ event: { hash: FORGED, sealed: true } }),
  'EVENT.MISSING': () => ({ event: undefined }),
  'LEAF.CHANGED': () => ({ hash: FORGED }),
};

describe('checkBatch', () => {
  it('finds nothing in what was sealed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (count) => {
        const { seal, leaves } = sealed(count);
        expect(checkBatch(seal, leaves)).toBeUndefined();
      }),
    );
  });

  it.each(Object.entries(ATTACKS))('finds %s at the very place', (reason, attack) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(), (count, where) => {
        const { seal, leaves } = sealed(count);
        const index = where % count;
        const forged = leaves.map((leaf, i) => (i === index ? { ...leaf, ...attack(leaf) } : leaf));
        expect(checkBatch(seal, forged)).toMatchObject({
          reason,
          at: { seal: 2, position: seal.firstPosition + index, eventId: `e${index}` },
        });
      }),
    );
  });

  it('blames the leaf and not its event, also where several leaves were changed', () => {
    const { seal, leaves } = sealed(8);
    const forged = leaves.map((leaf, i) => (i === 3 || i === 6 ? { ...leaf, hash: hashLeaf(`forged ${i}`) } : leaf));
    expect(checkBatch(seal, forged)).toMatchObject({
      reason: 'LEAF.CHANGED',
      at: { position: seal.firstPosition + 3 },
    });
  });

  it('names the seal where event and leaf were rewritten together', () => {
    const { seal, leaves } = sealed(8);
    const forged = leaves.map((leaf, i) =>
      i === 3 ? { ...leaf, hash: FORGED, event: { hash: FORGED, sealed: true } } : leaf,
    );
    expect(checkBatch(seal, forged)).toMatchObject({ reason: 'BATCH.REWRITTEN', at: { seal: 2 } });
  });

  it('finds an event that was marked to be sealed again', () => {
    const { seal, leaves } = sealed(3);
    const forged = leaves.map((leaf) => ({ ...leaf, event: { hash: leaf.hash, sealed: false } }));
    expect(checkBatch(seal, forged)).toMatchObject({ reason: 'EVENT.CHANGED', at: { position: 3 } });
  });

  it('finds a missing leaf, a leaf too many, and one under another seal', () => {
    const { seal, leaves } = sealed(5);
    const [first, ...rest] = leaves;
    if (!first) throw new Error('There are five.');
    expect(checkBatch(seal, rest)).toMatchObject({ reason: 'LEAF.MISSING', at: { position: 3 } });
    expect(checkBatch(seal, leaves.slice(0, 4))).toMatchObject({ reason: 'LEAF.MISSING', at: { position: 7 } });
    expect(checkBatch(seal, [{ ...first, position: 0 }, ...leaves])).toMatchObject({
      reason: 'LEAF.FOREIGN',
      at: { position: 0 },
    });
    expect(checkBatch(seal, [{ ...first, seal: 1 }, ...rest])).toMatchObject({
      reason: 'LEAF.CHANGED',
      at: { position: 3 },
    });
  });

  it('sees any order but the sealed one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 30 }), fc.nat(), fc.nat(), (count, a, b) => {
        const [i, j] = [a % count, b % count];
        fc.pre(i !== j);
        const { seal, leaves } = sealed(count);
        const moved = leaves.map((leaf, k) => ({
          ...(leaves[k === i ? j : k === j ? i : k] ?? leaf),
          position: leaf.position,
        }));
        expect(checkBatch(seal, moved)).toMatchObject({ reason: 'BATCH.REWRITTEN' });
      }),
    );
  });
});

describe('checkSeal', () => {
  const { seal: second } = sealed(5);
  const first = nextSeal(undefined, [hashLeaf('a'), hashLeaf('b')], at);
  const rehashed = (change: Partial<Seal>) => ({ ...second, ...change, hash: sealHash({ ...second, ...change }) });

  it('accepts the chain and the published head', () => {
    expect(checkSeal(undefined, first)).toBeUndefined();
    expect(checkSeal(first, second, { number: 2, hash: second.hash })).toBeUndefined();
    expect(checkSeal(first, second, { number: 9, hash: 'later' })).toBeUndefined();
  });

  it('finds a field that was changed without its hash', () => {
    expect(checkSeal(first, { ...second, root: merkleRoot([]) })).toMatchObject({
      reason: 'SEAL.CHANGED',
      at: { seal: 2 },
    });
    expect(checkSeal(first, { ...second, hash: FORGED })).toMatchObject({ reason: 'SEAL.CHANGED' });
    expect(checkSeal(first, rehashed({ count: 1_000_000 }))).toMatchObject({ reason: 'SEAL.CHANGED' });
  });

  it('finds a link that does not fit', () => {
    expect(checkSeal(undefined, second)).toMatchObject({ reason: 'CHAIN.BROKEN', at: { seal: 2 } });
    for (const change of [{ previous: FORGED }, { number: 3 }, { firstPosition: 4 }]) {
      expect(checkSeal(first, rehashed(change))).toMatchObject({ reason: 'CHAIN.BROKEN' });
    }
  });

  it('finds a log that was rewritten from end to end', () => {
    const other = nextSeal(first, [FORGED], at);
    expect(checkSeal(first, other)).toBeUndefined();
    expect(checkSeal(first, other, { number: 2, hash: second.hash })).toMatchObject({
      reason: 'HEAD.DIFFERS',
      at: { seal: 2 },
    });
  });
});
