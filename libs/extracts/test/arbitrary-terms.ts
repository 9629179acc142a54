import type { Grounds } from '#policy';
import fc from 'fast-check';

export type Stated = Grounds['permission']['terms'];

const perCent = fc.integer({ min: 1, max: 99 });
const epsilon = fc.constantFrom('0.25', '0.5', '0.50', '1', '1.125', '4', '12');

/** Terms that a permission could state; what a document's own rules forbid together is among them. */
export const aStatement = fc.record(
  {
    minPeople: fc.integer({ min: 3, max: 50 }),
    minContributors: fc.integer({ min: 1, max: 9 }),
    dominance: fc.record({ n: fc.constantFrom(1, 2), k: perCent }),
    pPercent: perCent,
    roundingBase: fc.integer({ min: 2, max: 1_000 }),
    epsilonPerYear: epsilon,
    minPeopleOutside: fc.integer({ min: 0, max: 9 }),
    groupDisclosurePercent: fc.integer({ min: 50, max: 100 }),
    generalise: fc.boolean(),
    rounding: fc.constantFrom('independent', 'controlled'),
    cellKey: fc.record({
      maxNoise: fc.integer({ min: 3, max: 9 }),
      variance: fc.constantFrom('1', '2.5', '3.00'),
      tables: fc.integer({ min: 1, max: 9 }),
    }),
    noise: fc.record(
      { epsilon, lifetimeEpsilon: epsilon, distribution: fc.constantFrom('gaussian', 'laplace') },
      { requiredKeys: ['epsilon', 'lifetimeEpsilon'] },
    ),
    outputCheck: fc.record({ reviewers: fc.integer({ min: 2, max: 5 }) }),
    microdata: fc.record(
      {
        k: fc.integer({ min: 3, max: 9 }),
        l: fc.integer({ min: 2, max: 3 }),
        t: fc.constantFrom('0.1', '0.25', '0.250'),
        mostSuppressedPercent: fc.integer({ min: 0, max: 9 }),
      },
      { requiredKeys: ['k'] },
    ),
  },
  { requiredKeys: ['minPeople', 'minContributors'] },
) as fc.Arbitrary<Stated>;
