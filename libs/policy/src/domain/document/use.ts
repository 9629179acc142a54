import type { BodyId } from '#kernel';
import { z } from 'zod';
import { PURPOSES } from '../purpose';
import { USE_ACTIONS, type UseAction } from '../vocabulary';
import { assignee } from './assignee';
import { column, id, listOf } from './text';
import { terms, type PolicyTerms } from './terms';
import { where } from './where';

const days = (most: number) => z.int().min(1).max(most);

/** A column by which may be counted: this one alone, or this one and every coarser one that it lies within. */
const dimension = z.union([column, z.strictObject({ finest: column })]);

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
  })
  .refine(({ terms: { microdata }, actions }) => microdata === undefined || actions.includes('exportRecords'), {
    message: 'is of records, and none are exported: name exportRecords among the actions, or leave microdata out',
    path: ['terms', 'microdata'],
  })
  .refine(({ terms: { microdata }, rows }) => microdata === undefined || rows === undefined, {
    message: 'hides records from the organisation that they are of: leave microdata out, or rows',
    path: ['terms', 'microdata'],
  })
  .refine(({ terms: { outputCheck }, actions }) => outputCheck === undefined || actions.every(isReleasing), {
    message: 'is of releases, and previews and queries answer at once: permit them in a rule of their own',
    path: ['terms', 'outputCheck'],
  })
  .refine(({ terms: { outputCheck }, rows }) => outputCheck === undefined || rows === undefined, {
    message: 'would show records to others than the organisation that they are of: leave outputCheck out, or rows',
    path: ['terms', 'outputCheck'],
  })
  .refine(({ terms, actions }) => !(terms.noise ?? terms.cellKey) || !actions.includes('exportRecords'), {
    message: 'have noise for numbers, and records have none: permit exportRecords in a rule of its own',
    path: ['terms'],
  });

const isReleasing = (action: UseAction): boolean => action === 'requestExtract' || action === 'exportRecords';

export type UsePermission = z.infer<typeof use>;
export type { PolicyTerms };
export type DimensionRule = UsePermission['dimensions'][number];
export type DecisionRule = NonNullable<UsePermission['decision']>;
export type Duty = NonNullable<UsePermission['duties']>[number];
export type DutyType = Duty['type'];
