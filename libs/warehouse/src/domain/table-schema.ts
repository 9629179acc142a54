import { z } from 'zod';
import { directIdentifier, schemaInvalid } from './errors';
import type { TableSchema } from './field';
import { schemaIssues } from './table-schema-rules';

const bound = z.union([z.number(), z.string().max(60)]);

const field = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, 'a lower-case letter, then letters, digits or _; at most 63'),
  title: z.string().max(200).optional(),
  description: z.string().max(2_000).optional(),
  type: z.enum(['string', 'integer', 'decimal', 'date', 'boolean']),
  scale: z.number().int().min(0).max(6).optional(),
  required: z.boolean().optional(),
  categories: z.array(z.string().min(1).max(500)).min(1).max(10_000).optional(),
  minimum: bound.optional(),
  maximum: bound.optional(),
  disclosureRole: z.enum(['directIdentifier', 'quasiIdentifier', 'sensitive', 'dimension', 'measure', 'weight']),
  within: z.string().optional(),
});

/**
 * The closed shape of a table schema, with its rules across fields.
 *
 * It lets `directIdentifier` pass, so that `parseTableSchema` can refuse it under a code of its own.
 *
 * @see Data Package v2, Table Schema
 */
const tableSchema: z.ZodType<TableSchema> = z
  .strictObject({
    fields: z.array(field).min(1).max(500),
    primaryKey: z.array(z.string()).min(1).max(20).optional(),
    missingValues: z.array(z.string().max(60)).max(20).optional(),
  })
  .superRefine((schema, context) => {
    for (const { path, message } of schemaIssues(schema)) context.addIssue({ code: 'custom', path, message });
  });

/**
 * Reads a table schema from untrusted JSON.
 *
 * @throws SCHEMA.INVALID with the path of everything that is wrong
 * @throws SCHEMA.DIRECT_IDENTIFIER if a field names people
 */
export function parseTableSchema(input: unknown): TableSchema {
  const parsed = tableSchema.safeParse(input);
  if (!parsed.success) {
    throw schemaInvalid(
      parsed.error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message })),
    );
  }
  const naming = parsed.data.fields.find(({ disclosureRole }) => disclosureRole === 'directIdentifier');
  if (naming) throw directIdentifier(naming.name);
  return parsed.data;
}
