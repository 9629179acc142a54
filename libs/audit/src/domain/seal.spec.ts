import { hashLeaf, merklePath, type EventId } from '#kernel';
import fc from 'fast-check';
import { eventLeaf, type LoggedEvent } from './leaf';
import { MAX_SEALED_EVENTS, nextSeal, proves, sealHash, type Proof } from './seal';

const at = new Date('2026-11-22T10:00:00Z');
const eventOf = (n: number): LoggedEvent => ({
  id: `e${n}` as EventId,
  at,
  by: 'ada',
  type: 'a.b',
  facts: `{"n":${n}}`,
});
const leavesOf = (count: number) => Array.from({ length: count }, (_, i) => eventLeaf(eventOf(i)));

describe('nextSeal', () => {
  it('starts at number and position one, and names what came before', () => {
    const first = nextSeal(undefined, leavesOf(3), at);
    expect(first).toMatchObject({ number: 1, previous: null, firstPosition: 1, count: 3 });
    expect(nextSeal(first, leavesOf(2), at)).toMatchObject({
      number: 2,
      previous: first.hash,
      firstPosition: 4,
      count: 2,
    });
  });

  it('takes one to ten thousand events', () => {
    expect(() => nextSeal(undefined, [], at)).toThrow(RangeError);
    expect(() => nextSeal(undefined, Array<string>(MAX_SEALED_EVENTS + 1).fill(hashLeaf('')), at)).toThrow(RangeError);
  });

  it('has another hash as soon as any field differs', () => {
    const seal = nextSeal(nextSeal(undefined, leavesOf(3), at), leavesOf(2), at);
    expect(sealHash(seal)).toBe(seal.hash);
    const forged = [
      { number: 3 },
      { previous: null },
      { root: hashLeaf('x') },
      { firstPosition: 5 },
      { count: 3 },
      { sealedAt: new Date(at.getTime() + 1) },
      { sealedAt: new Date(NaN) },
    ];
    for (const change of forged) expect(sealHash({ ...seal, ...change })).not.toBe(seal.hash);
  });
});

describe('proves', () => {
  const proofOf = (count: number, index: number): Proof => {
    const leaves = leavesOf(count);
    const seal = nextSeal(nextSeal(undefined, leavesOf(4), at), leaves, at);
    const leaf = leaves[index] ?? '';
    return {
      eventId: eventOf(index).id,
      position: seal.firstPosition + index,
      leaf,
      path: merklePath(leaves, index),
      seal,
    };
  };
  const countAndIndex = fc
    .integer({ min: 1, max: 40 })
    .chain((count) => fc.tuple(fc.constant(count), fc.nat({ max: count - 1 })));

  it('holds for every event of every seal, and for no other event', () => {
    fc.assert(
      fc.property(countAndIndex, fc.nat({ max: 50 }), ([count, index], other) => {
        const proof = proofOf(count, index);
        expect(proves(proof, eventOf(index))).toBe(true);
        expect(proves(proof, eventOf(other))).toBe(other === index);
        expect(proves(proof, { ...eventOf(index), facts: '{"n":-1}' })).toBe(false);
      }),
    );
  });

  it('does not hold once anything in it is forged', () => {
    fc.assert(
      fc.property(countAndIndex, ([count, index]) => {
        const proof = proofOf(count, index);
        const forged: Proof[] = [
          { ...proof, position: proof.position + 1 },
          { ...proof, leaf: hashLeaf('x') },
          { ...proof, path: [...proof.path, hashLeaf('x')] },
          { ...proof, seal: { ...proof.seal, root: hashLeaf('x') } },
          { ...proof, seal: { ...proof.seal, hash: hashLeaf('x') } },
          { ...proof, seal: { ...proof.seal, number: 7 } },
        ];
        for (const one of forged) expect(proves(one, eventOf(index))).toBe(false);
      }),
    );
  });
});
