import fc from 'fast-check';
import type { Dimension, Table } from '#disclosure';
import { tableOfHoldings, type Holding } from './holdings';
import { innerCodes } from './table-reader';
import { dimension } from './tables';

export const HOLDERS = 4;

/** Up to `most` leaves, with up to two groups that may overlap or repeat each other. */
const anyDimension = (name: string, most: number): fc.Arbitrary<Dimension> =>
  fc.integer({ min: 1, max: most }).chain((count) => {
    const leaves = Array.from({ length: count }, (_, at) => `${name}${at}`);
    return fc
      .array(fc.subarray(leaves, { minLength: 1 }), { maxLength: 2 })
      .map((groups) => dimension(name, leaves, Object.fromEntries(groups.map((of, at) => [`${name}-g${at}`, of]))));
  });

const people = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 40 }));
const positive = fc.oneof(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 1_000 }));
const anySign = fc.integer({ min: -300, max: 300 });

/** A table by two hierarchies of what four holders have, with one sum; half of the holders are in each cell. */
export const anyHoldings = (signed = false): fc.Arbitrary<Table> =>
  fc.tuple(anyDimension('a', 3), anyDimension('b', 4)).chain(([a, b]) => {
    const inner = innerCodes([a, b]);
    const places = inner.flatMap((codes) => Array.from({ length: HOLDERS }, (_, holder) => ({ codes, holder })));
    const part = fc.record({ people, sum: signed ? anySign : positive, isThere: fc.boolean() });
    return fc.array(part, { minLength: places.length, maxLength: places.length }).map((parts) => {
      const holdings = places.flatMap((place, at): Holding[] => {
        const { people: count = 0, sum = 0, isThere = false } = parts[at] ?? {};
        return isThere ? [{ ...place, people: count, sums: [sum] }] : [];
      });
      return tableOfHoldings([a, b], holdings, HOLDERS);
    });
  });
