import { Fraction } from 'fraction.js';
import { z } from 'zod';

const percent = z.int().min(1).max(99);

/** In so many words of decimal digits, because what is compared with it is exact. What is none is compared with nothing. */
const decimal = (pattern: RegExp, error: string) => z.string().regex(pattern, { error, abort: true });
const below100 = (example: string) =>
  decimal(/^(?!0(\.0+)?$)(0|[1-9]\d?)(\.\d{1,3})?$/, `is not a decimal such as "${example}", above zero and below 100`);
/** A privacy budget. */
const epsilon = below100('0.5');

const isAbove = (one: string, other: string | number): boolean => new Fraction(one).compare(new Fraction(other)) > 0;

/** Noise that is the same for the same records. Not differential privacy. @see Fraser & Wooton (2005), Thompson et al. (2013) */
const cellKey = z
  .strictObject({
    /** No number is moved by more than this. */
    maxNoise: z.int().min(1).max(20),
    variance: below100('2.5'),
    /** So many different tables of one dataset, over all its versions: noise that differs from table to table averages out. */
    tables: z.int().min(1).max(1_000),
  })
  .refine(({ maxNoise, variance }) => !isAbove(variance, maxNoise), {
    message: 'is more than noise of at most maxNoise can have around a count of one: lower it, or raise maxNoise',
    path: ['variance'],
  });

/** Differential privacy for the people counted. @see Bun & Steinke, Concentrated Differential Privacy (2016) */
const noise = z
  .strictObject({
    /** One release. */
    epsilon,
    /** All releases of a dataset together, over all its versions. */
    lifetimeEpsilon: epsilon,
    /** Left out: Gaussian. */
    distribution: z.enum(['gaussian', 'laplace']).optional(),
  })
  .refine((budget) => !isAbove(budget.epsilon, budget.lifetimeEpsilon), {
    message: 'does not last for one release: raise it to epsilon at least, or lower epsilon',
    path: ['lifetimeEpsilon'],
  });

/** How much alike records of different people must be before they leave. @see Samarati (2001); Machanavajjhala et al. (2007); Li et al. (2007) */
const microdata = z
  .strictObject({
    k: z.int().min(3).max(1_000),
    l: z.int().min(2).max(100).optional(),
    /** Distance of a group's distribution from that of all records, above 0 and below 1. */
    t: decimal(/^0\.(?!0+$)\d{1,3}$/, 'is not a decimal such as "0.2", above zero and below one').optional(),
    /** Of the records, at most so many are left out. */
    mostSuppressedPercent: z.int().min(0).max(100).optional(),
  })
  .refine(({ k, l = 0 }) => l <= k, {
    message: 'is more different values than the records of a group: lower l, or raise k',
    path: ['l'],
  });

/**
 * How much must stand behind each number, and what is done to it. What is left out is as `extracts` has it by default;
 * a document that leaves it out stays what it was, to the letter.
 *
 * @see Hundepool et al., Statistical Disclosure Control (2012)
 */
export const terms = z
  .strictObject({
    minPeople: z.int().min(3).max(1_000_000),
    minContributors: z.int().min(1).max(10_000),
    /** The `n` largest contributors hold at most `k` per cent of a sum. */
    dominance: z.strictObject({ n: z.int().min(1).max(2), k: percent }).optional(),
    /** Nobody can come nearer to a contributor's value than this many per cent of it. */
    pPercent: percent.optional(),
    /** Published numbers are multiples of this. */
    roundingBase: z.int().min(2).max(1_000).optional(),
    /** Privacy budget for one year; asks for noise by itself. */
    epsilonPerYear: epsilon.optional(),
    /** People who are not of the largest contributor. */
    minPeopleOutside: z.int().min(0).max(1_000_000).optional(),
    /** One value of a sensitive column is held by less than this many per cent of a group. */
    groupDisclosurePercent: z.int().min(50).max(100).optional(),
    /** Levels are rolled up before cells are suppressed. */
    generalise: z.boolean().optional(),
    /** Each number by itself, or together, so that they add up. */
    rounding: z.enum(['independent', 'controlled']).optional(),
    cellKey: cellKey.optional(),
    noise: noise.optional(),
    /** So many people look at a release before it leaves, none knowing what the others found. */
    outputCheck: z.strictObject({ reviewers: z.int().min(2).max(5) }).optional(),
    microdata: microdata.optional(),
  })
  .refine(({ rounding, roundingBase }) => rounding === undefined || roundingBase !== undefined, {
    message: 'says how numbers are rounded, and nothing says to what: name roundingBase too, or leave rounding out',
    path: ['rounding'],
  })
  .refine((all) => all.cellKey === undefined || !isNoisy(all), {
    message: 'stands beside noise, and numbers are moved once: keep either cellKey, or noise and epsilonPerYear',
    path: ['cellKey'],
  })
  .refine((all) => all.rounding !== 'controlled' || (all.cellKey === undefined && !isNoisy(all)), {
    message: 'is of numbers that add up, which those with noise do not: say "independent", or take the noise out',
    path: ['rounding'],
  })
  .refine((all) => !all.noise || !all.epsilonPerYear || !isAbove(all.noise.epsilon, all.epsilonPerYear), {
    message: 'does not last for one release: raise it to noise.epsilon at least, or lower that',
    path: ['epsilonPerYear'],
  });

const isNoisy = ({ noise, epsilonPerYear }: { readonly noise?: unknown; readonly epsilonPerYear?: unknown }) =>
  noise !== undefined || epsilonPerYear !== undefined;

export type PolicyTerms = z.infer<typeof terms>;
