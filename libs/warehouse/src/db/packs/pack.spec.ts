import { newId, sha256, type ContributionId } from '#kernel';
import fc from 'fast-check';
import { numberOf, packOf, packsFor, packsOf } from './pack';

const fileOf = (n: number) => ({ sha256: sha256(`rows ${n}`), contributionId: newId<ContributionId>() });
const filesOf = (count: number) => Array.from({ length: count }, (_, n) => fileOf(n));
const small = { bytes: 1_000, columns: 'zone VARCHAR' };

describe('packs', () => {
  it('hold every small part of the same columns once, and not too many each', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 700 }), (count) => {
        const files = filesOf(count);
        const packs = packsOf(files.map((file) => ({ file, ...small })));
        const packed = packs.flatMap(({ of }) => of.map((one) => one.sha256));
        expect(packed.sort()).toEqual(files.map((one) => one.sha256).sort());
        expect(packs.length).toBe(Math.ceil(count / 64));
        expect(Math.max(...packs.map(({ of }) => of.length))).toBeLessThanOrEqual(64);
      }),
      { numRuns: 30 },
    );
  });

  it('leave out what is large, or alone with its columns', () => {
    const [one, two, large, other] = filesOf(4);
    if (!one || !two || !large || !other) throw new Error('There are four.');
    const [pack, ...more] = packsOf([
      { file: one, ...small },
      { file: large, ...small, bytes: 9_000_000 },
      { file: other, ...small, columns: 'zone BIGINT' },
      { file: two, ...small },
    ]);
    expect(more).toEqual([]);
    expect(pack).toEqual(packOf([two, one]));
    expect(packsOf([{ file: one, ...small }])).toEqual([]);
  });

  it('have one name for the same parts, in whatever order, and number them in their order', () => {
    const files = filesOf(20);
    const pack = packOf(files);
    expect(packOf([...files].reverse())).toEqual(pack);
    expect(packOf(files.slice(1)).id).not.toBe(pack.id);
    const numbers = pack.of.map(numberOf);
    expect(numbers.every((number, at) => at === 0 || (numbers[at - 1] ?? 0n) < number)).toBe(true);
    expect(numbers.every((number) => number >= 2n ** 62n && number < 2n ** 63n)).toBe(true);
  });

  it('are read from where half of one is wanted, and no part twice', () => {
    const files = filesOf(8);
    const [whole, half, overlapping] = [packOf(files.slice(0, 4)), packOf(files.slice(4)), packOf(files.slice(2, 6))];
    const wanted = files.slice(0, 6);
    expect(packsFor(wanted, [half, whole])).toEqual([whole, half]);
    expect(packsFor(files.slice(0, 5), [half, whole])).toEqual([whole]);
    expect(packsFor(wanted, [half, overlapping, whole]).flatMap(({ of }) => of)).toHaveLength(4);
    expect(packsFor([], [whole])).toEqual([]);
  });
});
