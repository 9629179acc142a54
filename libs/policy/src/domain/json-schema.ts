import { z } from 'zod';
import { assignee } from './document/assignee';
import { column, id, title } from './document/text';
import { use } from './document/use';
import { MAX_RULES, permissionForms, policyDocument } from './policy-document';

/** What this says of a document is also refused here; these rules look at several places at once, and are ours alone. */
const BEYOND = [
  'a document has at least one rule',
  'validUntil is not before validFrom',
  'a prohibition with purposes is of preview, queryAggregates, requestExtract and exportRecords only; one with columns of these and readMetadata',
  'rows: "own" goes with exportRecords alone',
  'no duty stands twice',
  'rounding has a roundingBase, and is not controlled beside cellKey, noise or epsilonPerYear, of which cellKey stands alone',
  'a variance is at most maxNoise; epsilon at most lifetimeEpsilon and epsilonPerYear; l at most k',
  'microdata goes with exportRecords of everybody’s rows; cellKey and noise with anything else; outputCheck with requestExtract and exportRecords of everybody’s rows only',
  'the title is counted without the spaces around it',
];

const ID = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';
const VISIBLE = '^[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}]*$';

/** Where the schema is published: everywhere the same. */
const POLICY_SCHEMA_ID = 'https://w3id.org/granaio/schemas/granaio-policy-1.json';

/** What has a name of its own in the published schema. */
const NAMED = z.registry<{ id: string }>();
NAMED.add(id, { id: 'identifier' });
NAMED.add(column, { id: 'column' });
NAMED.add(assignee, { id: 'assignee' });
NAMED.add(use.shape.terms, { id: 'terms' });

/**
 * The language of policies as JSON Schema (draft 2020-12), made from what parses it. Whatever passes `parsePolicy`
 * passes this; what passes this may still break a rule of those that the description lists.
 *
 * @see https://json-schema.org/draft/2020-12
 */
export function policyJsonSchema(): object {
  const permissions = z.array(permissionForms).max(MAX_RULES);
  const document = z.strictObject({ ...policyDocument.shape, permissions });
  const { $schema, ...schema } = z.toJSONSchema(document, { io: 'input', metadata: NAMED, override: complete });
  return {
    $schema,
    $id: POLICY_SCHEMA_ID,
    title: 'granaio-policy/1',
    description: `A policy about the data of a federation. Besides what this schema says: ${BEYOND.join('; ')}.`,
    ...schema,
  };
}

type Part = { readonly zodSchema: unknown; readonly jsonSchema: z.core.JSONSchema.BaseSchema };

/**
 * What refinements say in code, where JSON Schema has words for it: a list is of different things, and an object whose
 * keys may all be left out, as those of conditions may, has one of them at least.
 */
function complete({ zodSchema, jsonSchema }: Part): void {
  if (zodSchema === id) jsonSchema.pattern = ID;
  if (zodSchema === title) jsonSchema.pattern = VISIBLE;
  if (jsonSchema.minItems === 1) jsonSchema.uniqueItems = true;
  if (jsonSchema.properties && !jsonSchema.required) jsonSchema.minProperties = 1;
  if (jsonSchema.prefixItems?.length !== 0) return;
  delete jsonSchema.prefixItems;
  jsonSchema.maxItems = 0;
}
