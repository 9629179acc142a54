import { z } from 'zod';
import { directIdentifier, schemaInvalid } from './errors';
import type { TableSchema } from './field';
import { RULE_OPERATORS } from './row-rule';
import { derivedWithin } from './table-schema-levels';
import { schemaIssues } from './table-schema-rules';
import { CONSTRAINTS, inOwnWords } from './table-schema-words';

/** Text that the engine can be told: without NUL, and without halves of characters. */
const text = (most: number) =>
  z
    .string()
    .max(most)
    .refine((value) => !/[\0\p{Cs}]/u.test(value), 'no NUL and no half characters');

const bound = z.union([z.number(), text(60)]);
const length = z.number().int().min(0).max(1_000_000);
const names = z.array(z.string()).min(1).max(20);

/** Of other types the library's own words say enough. */
const typeTrouble = ({ input }: { input?: unknown }) =>
  input === 'number' ? 'use decimal, and say in its scale how many digits follow the mark' : undefined;

const field = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, 'a lower-case letter, then letters, digits or _; at most 63'),
  title: text(200).optional(),
  description: text(2_000).optional(),
  type: z.enum(['string', 'integer', 'decimal', 'date', 'boolean'], { error: typeTrouble }),
  scale: z.number().int().min(0).max(6).optional(),
  required: z.boolean().optional(),
  unique: z.boolean().optional(),
  categories: z.array(text(500).min(1)).min(1).max(10_000).optional(),
  codeList: z
    .strictObject({ list: text(200).min(1), version: z.number().int().min(1), level: text(200).min(1) })
    .optional(),
  minimum: bound.optional(),
  maximum: bound.optional(),
  grid: bound.optional(),
  minLength: length.optional(),
  maxLength: length.optional(),
  pattern: text(500).min(1).optional(),
  unit: text(60).min(1).optional(),
  disclosureRole: z.enum(['directIdentifier', 'quasiIdentifier', 'sensitive', 'dimension', 'measure', 'weight']),
  pseudonym: z.boolean().optional(),
  within: z.string().optional(),
  derivedFrom: z.string().optional(),
  enum: z.never('only text, and whole numbers that are codes, have a list of values, said once').optional(),
  constraints: z.never(`only ${CONSTRAINTS.join(', ')}, each said once`).optional(),
});

const term = z.union([
  z.strictObject({ field: z.string() }),
  z.strictObject({ sum: names }),
  z.strictObject({ value: z.union([text(500), z.number(), z.boolean()]) }),
]);
const comparison = { left: term, op: z.enum(RULE_OPERATORS), right: term };
const presence = { field: z.string(), is: z.enum(['present', 'absent']) };
const condition = z.union([z.strictObject(comparison), z.strictObject(presence)]);
const around = { title: text(200).optional(), when: condition.optional() };

const foreignKey = z.strictObject({
  fields: names,
  reference: z.strictObject({ datasetId: text(100), fields: names }),
});

const plausibility = z.strictObject({
  field: z.string().nullable(),
  mostChangePercent: z.number().int().min(0).max(100_000),
});

/**
 * The closed shape of a table schema, with its rules across fields.
 *
 * It lets every `directIdentifier` pass, so that `parseTableSchema` can refuse it under a code of its own.
 *
 * @see Data Package v2, Table Schema
 */
const tableSchema: z.ZodType<TableSchema> = z
  .strictObject({
    fields: z.array(field).min(1).max(500),
    primaryKey: names.optional(),
    personKey: z.string().optional(),
    mostRowsPerPerson: z.number().int().min(1).max(1_000).optional(),
    uniqueKeys: z.array(names).max(20).optional(),
    foreignKeys: z.array(foreignKey).max(20).optional(),
    rules: z
      .array(z.union([z.strictObject({ ...comparison, ...around }), z.strictObject({ ...presence, ...around })]))
      .max(100)
      .optional(),
    plausibility: z.array(plausibility).max(50).optional(),
    impossible: z
      .array(z.strictObject({ fields: z.record(z.string(), text(500)) }))
      .max(1_000)
      .optional(),
    missingValues: z.array(text(60)).max(20).optional(),
  })
  .transform(derivedWithin)
  .superRefine((schema, context) => {
    for (const { path, message } of schemaIssues(schema)) context.addIssue({ code: 'custom', path, message });
  });

/**
 * Reads a table schema from untrusted JSON, in our words or in those of Table Schema that mean the same.
 *
 * @returns the schema, with the `within` that a `derivedFrom` implies
 * @throws SCHEMA.INVALID with the path of everything that is wrong
 * @throws SCHEMA.DIRECT_IDENTIFIER if a field names people and is no pseudonym
 */
export function parseTableSchema(input: unknown): TableSchema {
  const parsed = tableSchema.safeParse(inOwnWords(input));
  if (!parsed.success) {
    throw schemaInvalid(
      parsed.error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message })),
    );
  }
  const naming = parsed.data.fields.find((field) => field.disclosureRole === 'directIdentifier' && !field.pseudonym);
  if (naming) throw directIdentifier(naming.name);
  return parsed.data;
}
