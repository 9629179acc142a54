import type { BodyId } from '#kernel';
import { z } from 'zod';
import { PURPOSES } from '../purpose';
import { USE_ACTIONS } from '../vocabulary';
import { assignee } from './assignee';
import { column, id, listOf } from './text';
import { where } from './where';

const days = (most: number) => z.int().min(1).max(most);
const percent = z.int().min(1).max(99);

/** A column by which may be counted: this one alone, or this one and every coarser one that it lies within. */
const dimension = z.union([column, z.strictObject({ finest: column })]);

/** How much must stand behind each number, and what is done to it. @see Hundepool et al., Statistical Disclosure Control (2012) */
const terms = z.strictObject({
  minPeople: z.int().min(3).max(1_000_000),
  minContributors: z.int().min(1).max(10_000),
  /** The `n` largest contributors hold at most `k` per cent of a sum. */
  dominance: z.strictObject({ n: z.int().min(1).max(2), k: percent }).optional(),
  /** Nobody can come nearer to a contributor's value than this many per cent of it. */
  pPercent: percent.optional(),
  /** Published numbers are multiples of this. */
  roundingBase: z.int().min(2).max(1_000).optional(),
  /** Privacy budget for one year, in so many words of decimal digits, because shares of it are exact. */
  epsilonPerYear: z
    .string()
    .regex(/^(?!0(\.0+)?$)(0|[1-9]\d?)(\.\d{1,3})?$/, 'is not a decimal such as "0.5", above zero')
    .optional(),
});

/** Who says yes to each request; what is left out is decided by the rule itself. */
const decision = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('automatic') }),
  /** So many reviewers, each without knowing of the others' answers. */
  z.strictObject({ type: z.literal('reviewers'), count: z.int().min(1).max(9) }),
  /** A body of the federation; left out: the federation's own assembly. */
  z.strictObject({
    type: z.literal('vote'),
    body: id.transform((text) => text as BodyId).optional(),
  }),
  /** Every contributor whose rows are asked for. */
  z.strictObject({ type: z.literal('consent') }),
]);

const duty = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('cite') }),
  z.strictObject({ type: z.literal('noReidentification') }),
  z.strictObject({ type: z.literal('deleteAfter'), days: days(3_650) }),
  z.strictObject({ type: z.literal('shareResults'), days: days(3_650) }),
  z.strictObject({ type: z.literal('reportUse'), everyDays: days(3_650) }),
]);

/** Permits to draw numbers or rows: what for, how fine, under which terms, decided how, with which duties, how long. */
export const use = z
  .strictObject({
    assignee,
    actions: listOf(z.enum(USE_ACTIONS)),
    subject: z.literal('Dataset'),
    where: where('Dataset'),
    purposes: listOf(z.enum(PURPOSES)),
    dimensions: listOf(dimension),
    measures: z.union([z.tuple([]), listOf(column)]),
    terms,
    /** Whose rows: those of the organisations that the asker belongs to alone. Left out: everybody's. */
    rows: z.literal('own').optional(),
    decision: decision.optional(),
    duties: listOf(duty)
      .refine((items) => new Set(items.map(({ type }) => type)).size === items.length, 'names a duty twice')
      .optional(),
    /** How long one grant lasts at most. */
    grantDays: days(3_650).optional(),
  })
  .refine(({ rows, actions }) => rows === undefined || actions.every((action) => action === 'exportRecords'), {
    message: 'only records are exported for their own contributor: name exportRecords alone',
    path: ['rows'],
  });

export type UsePermission = z.infer<typeof use>;
export type PolicyTerms = UsePermission['terms'];
export type DimensionRule = UsePermission['dimensions'][number];
export type DecisionRule = NonNullable<UsePermission['decision']>;
export type Duty = NonNullable<UsePermission['duties']>[number];
export type DutyType = Duty['type'];
