import { z } from 'zod';
import type { ListedCode } from './code-list';
import { codeListUnusable, tooManyCategories } from './errors';

/** The levels of one version of a list, from the finest, each with its codes where they were asked for. */
export type Hierarchy = {
  readonly levels: readonly string[];
  readonly codes: ReadonlyMap<string, readonly ListedCode[]>;
};

/** A version of a list as fields name it. */
export type ListVersion = { readonly list: string; readonly version: number };

export const keyOf = ({ list, version }: ListVersion): string => `${list}/${String(version)}`;

const MOST_CATEGORIES = 10_000;
/** Of all columns together: a line names a list of thousands, and every use of the dataset reads what it was written out to. */
const MOST_IN_ALL = 100_000;

const field = z.looseObject({
  name: z.string(),
  type: z.string().optional(),
  codeList: z.strictObject({ list: z.string(), version: z.number().int().min(1), level: z.string() }).optional(),
  derivedFrom: z.string().optional(),
  within: z.string().optional(),
});
const naming = z.looseObject({ fields: z.array(field).max(500) });
type Field = z.infer<typeof field>;
/** A schema as somebody wrote it, before anything but its code lists is looked at. */
export type NamingSchema = z.infer<typeof naming>;

/**
 * @returns the very input, with all that whoever parses it may refuse (a copy would lose keys such as `__proto__`); null
 *   where it is no schema in which a code list could be named: who parses it will say what is wrong
 */
export const namingSchema = (input: unknown): NamingSchema | null =>
  naming.safeParse(input).success ? (input as NamingSchema) : null;

/** The versions of lists that a schema names, each once. */
export function namedLists({ fields }: NamingSchema): ListVersion[] {
  const named = fields.flatMap(({ codeList }) => (codeList ? [codeList] : []));
  return [...new Map(named.map(({ list, version }) => [keyOf({ list, version }), { list, version }])).values()];
}

/**
 * Writes out what a schema says by naming code lists: the categories of each level and, for columns that are derived from
 * a finer one, which column lies within which, where it does not say so itself.
 *
 * Once published, a schema stands for itself: a later version of the list changes nothing of it.
 *
 * @param hierarchies by `keyOf`, of every list version that the schema names and that there is
 * @throws SCHEMA.CODE_LIST where a list, version or level is not there, is too long for a column, or the column is no text;
 *   where a derived column's level is not coarser, or of another list; SCHEMA.TOO_MANY_CATEGORIES
 */
export function expandSchema(schema: NamingSchema, hierarchies: ReadonlyMap<string, Hierarchy>): NamingSchema {
  const problems = schema.fields.flatMap((field) =>
    [...listProblems(field, hierarchies), ...derivedProblems(field, schema, hierarchies)].map((problem) => ({
      ...{ column: field.name, problem },
    })),
  );
  if (problems.length > 0) throw codeListUnusable(problems);
  const filledIn = schema.fields.reduce((sum, field) => sum + (codesOf(field, hierarchies)?.length ?? 0), 0);
  if (filledIn > MOST_IN_ALL) throw tooManyCategories(filledIn, MOST_IN_ALL);
  const nested = nesting(schema, hierarchies);
  return {
    ...schema,
    fields: schema.fields.map((field) => {
      const categories = codesOf(field, hierarchies)?.map(({ code }) => code);
      const within = field.within ?? nested.get(field.name);
      return { ...field, ...(categories && { categories }), ...(within !== undefined && { within }) };
    }),
  };
}

const codesOf = ({ codeList }: Field, hierarchies: ReadonlyMap<string, Hierarchy>) =>
  codeList && hierarchies.get(keyOf(codeList))?.codes.get(codeList.level);

function listProblems(field: Field, hierarchies: ReadonlyMap<string, Hierarchy>): string[] {
  if (!field.codeList) return [];
  if (field.type !== 'string') return ['only text has codes'];
  const hierarchy = hierarchies.get(keyOf(field.codeList));
  if (!hierarchy) return ['there is no such version of a code list'];
  const codes = hierarchy.codes.get(field.codeList.level);
  if (!codes) return [`the list has no such level; it has ${hierarchy.levels.join(', ')}`];
  return codes.length > MOST_CATEGORIES ? [`a column has at most ${MOST_CATEGORIES} categories`] : [];
}

function derivedProblems(field: Field, schema: NamingSchema, hierarchies: ReadonlyMap<string, Hierarchy>): string[] {
  if (field.derivedFrom === undefined) return [];
  const finer = schema.fields.find(({ name }) => name === field.derivedFrom);
  if (!field.codeList || !finer?.codeList)
    return ['it and the column that it is derived from name levels of a code list'];
  if (keyOf(field.codeList) !== keyOf(finer.codeList)) return ['it is derived from a column of another code list'];
  const rank = levelOf(hierarchies);
  return rank(field) > rank(finer) ? [] : ['it is derived from a column that is not finer'];
}

const levelOf =
  (hierarchies: ReadonlyMap<string, Hierarchy>) =>
  ({ codeList }: Field): number =>
    codeList ? (hierarchies.get(keyOf(codeList))?.levels.indexOf(codeList.level) ?? -1) : -1;

/** Which column lies in which: a finer column in the finest of those derived from it, that one in the next, and so on. */
function nesting({ fields }: NamingSchema, hierarchies: ReadonlyMap<string, Hierarchy>): ReadonlyMap<string, string> {
  const rank = levelOf(hierarchies);
  const sources = [...new Set(fields.flatMap(({ derivedFrom }) => derivedFrom ?? []))];
  return new Map(
    sources.flatMap((finest) => {
      const derived = fields.filter(({ derivedFrom }) => derivedFrom === finest).sort((a, b) => rank(a) - rank(b));
      const chain = [finest, ...derived.map(({ name }) => name)];
      return derived.map(({ name }, at) => [chain[at] ?? '', name] as const);
    }),
  );
}
