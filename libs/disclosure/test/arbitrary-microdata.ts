import fc from 'fast-check';
import type { Requirement } from '../src/microdata/table';
import type { Small } from './small-microdata';

const hierarchies = [
  [
    [0, 0, 1, 1],
    [0, 0, 0, 0],
  ],
  [[0, 1, 1]],
  [
    [0, 0, 1],
    [0, 0, 0],
  ],
] as const;
const anyRow = fc.record({
  values: fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 2 }), fc.nat({ max: 2 })),
  sensitive: fc.nat({ max: 3 }),
  person: fc.nat({ max: 9 }),
});
export const anySmall: fc.Arbitrary<Small> = fc.record({
  rows: fc.array(anyRow, { minLength: 1, maxLength: 25 }),
  hierarchies: fc.constant(hierarchies),
  ordered: fc.boolean(),
  countPersons: fc.boolean(),
});
export const anyRequirement: fc.Arbitrary<Requirement> = fc
  .record({
    k: fc.integer({ min: 1, max: 5 }),
    diversity: fc.option(
      fc.record({ kind: fc.constantFrom('distinct' as const, 'entropy' as const), l: fc.integer({ min: 1, max: 3 }) }),
    ),
    closeness: fc.option(fc.nat({ max: 10 }).map((part) => ({ part, of: 10 }))),
    mostSuppressedPercent: fc.constantFrom(0, 10, 40, 100),
  })
  .map(({ diversity, closeness, ...rest }) => ({
    ...rest,
    ...(diversity && { diversity }),
    ...(closeness && { closeness }),
  }));
