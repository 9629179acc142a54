import fc from 'fast-check';
import { compareShares, compareThresholds, reduced } from './exact-share';

const share = fc
  .tuple(fc.nat(1_000_000), fc.integer({ min: 1, max: 1_000_000 }))
  .map(([part, of]) => ({ part: Math.min(part, of), of }));
const threshold = fc.record({ share, reach: fc.constantFrom('atLeast' as const, 'moreThan' as const) });
const times = fc.integer({ min: 1, max: 1_000 });

describe('shares', () => {
  it('compare as their exact quotients do', () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        const exact = BigInt(a.part) * BigInt(b.of) - BigInt(b.part) * BigInt(a.of);
        expect(Math.sign(compareShares(a, b))).toBe(Number(exact > 0n) - Number(exact < 0n));
      }),
    );
  });

  it('are the same however they are written, and have one shortest writing', () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.integer({ min: 1, max: 1_000 }), times, (part, more, n) => {
        const some = { part, of: part + more };
        const longer = { part: some.part * n, of: some.of * n };
        expect(compareShares(some, longer)).toBe(0);
        expect(reduced(longer)).toEqual(reduced(some));
        expect(compareShares(reduced(some), some)).toBe(0);
      }),
    );
  });

  it('order thresholds: to exceed asks for more than to reach', () => {
    fc.assert(
      fc.property(threshold, threshold, (a, b) => {
        expect(Math.sign(compareThresholds(a, b))).toBe(-Math.sign(compareThresholds(b, a)) + 0);
        expect(compareThresholds({ ...a, reach: 'moreThan' }, { ...a, reach: 'atLeast' })).toBeGreaterThan(0);
      }),
    );
  });
});
