import { z } from 'zod';
import type { ChangedItem } from './application';
import { parsed } from './problems';

const percent = z.int().min(1).max(99);
const columns = z.array(z.string().max(100)).max(100);

const terms = z.strictObject({
  minPeople: z.int().min(1).max(1_000_000),
  minContributors: z.int().min(1).max(10_000),
  dominance: z
    .array(z.strictObject({ n: z.int().min(1).max(2), k: percent }))
    .max(2)
    .optional(),
  pPercent: percent.optional(),
  roundingBases: z.array(z.int().min(2).max(1_000)).max(10).optional(),
});

const changes = z
  .array(
    z.strictObject({
      item: z.int().min(0).max(19),
      dimensions: columns.optional(),
      measures: columns.optional(),
      terms: terms.optional(),
      endsOn: z.iso.date().optional(),
    }),
  )
  .max(20)
  .refine((items) => new Set(items.map(({ item }) => item)).size === items.length, 'change an item twice');

/** What a handler takes away from a request, before anybody asks whether it is less. @throws APPLICATION.INVALID */
export const parseChanges = (input: unknown): ChangedItem[] => parsed(changes, input, 'changes');
