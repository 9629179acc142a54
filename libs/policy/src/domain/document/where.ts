import { z } from 'zod';
import { FIELDS_OF, type FieldKind, type SubjectName } from '../vocabulary';
import { id, listOf } from './text';

/** Only what a column of that kind can be compared with: anything wider would pass here and break every list's SQL. */
const OPERANDS = {
  id,
  term: z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,62}$/, 'is not a term of a code list'),
  count: z.int().min(0).max(1_000_000),
} satisfies Record<FieldKind, z.ZodType>;

function comparison(kind: FieldKind) {
  const value = OPERANDS[kind];
  const equality = { $eq: value, $ne: value, $in: listOf<z.ZodType>(value), $nin: listOf<z.ZodType>(value) };
  const order = { $lt: value, $lte: value, $gt: value, $gte: value };
  const operators = kind === 'count' ? { ...equality, ...order } : equality;
  return z.strictObject(operators).partial().refine(saysSomething, 'compares with nothing');
}

/** Undefined operands count as nothing said: CASL would let them match everything. */
const saysSomething = (value: object) => {
  const operands: unknown[] = Object.values(value);
  return operands.length > 0 && operands.every((operand) => operand !== undefined);
};

/** Which records of a subject: those that meet every comparison, or everything in so many words. */
export function where(subject: SubjectName) {
  const fields = Object.entries(FIELDS_OF[subject]).map(([field, kind]) => [field, comparison(kind)] as const);
  const conditions = z
    .strictObject(Object.fromEntries(fields))
    .partial()
    .refine(saysSomething, 'has no condition: say "everything" if you mean it');
  return z.union([conditions, z.literal('everything')]);
}

export type Where = z.infer<ReturnType<typeof where>>;
