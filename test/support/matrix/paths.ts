import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { Member } from '../member';
import type { World } from '../world';
import { ask, at, isThere } from './ask';
import { asked, fieldsOf, targetOf } from './schema';

/** How to come from a query to an object of a type: `{ names: ['dataset', 'publisher'], texts: ['dataset(id: "…")', 'publisher'] }`. */
export type Path = { readonly names: readonly string[]; readonly texts: readonly string[] };
type Roots = ReadonlyMap<string, readonly string[]>;
type Step = readonly [GraphQLObjectType, Path];

/** A query for a selection at the end of a path. */
export const queryAt = ({ texts }: Path, selection: string): string =>
  `{ ${texts.join(' { ')} { ${selection} ${'} '.repeat(texts.length)}}`;

/**
 * One path to an object of each type, the shortest, found by walking the API as somebody who may see much. Queries for one
 * thing by its id come before lists.
 *
 * @param roots arguments as text for queries that need some, several for each if need be
 */
export async function pathsFor(
  world: World,
  witness: Member,
  schema: GraphQLSchema,
  roots: Roots,
): Promise<ReadonlyMap<string, Path>> {
  const found = new Map<string, Path>();
  const arrive = async ([type, path]: Step): Promise<Step[]> => {
    if (found.has(type.name)) return [];
    const { data } = await ask(world, witness, queryAt(path, '__typename'));
    if (!isThere(at(data, path.names))) return [];
    found.set(type.name, path);
    return [[type, path]];
  };
  let reached: Step[] = [];
  for (const step of entrances(schema, roots)) reached.push(...(await arrive(step)));
  while (reached.length > 0) {
    const next: Step[] = [];
    for (const [type, path] of reached) {
      for (const step of waysOn(type, path)) next.push(...(await arrive(step)));
    }
    reached = next;
  }
  return found;
}

function entrances(schema: GraphQLSchema, roots: Roots): Step[] {
  const fields = fieldsOf(schema.getQueryType() as GraphQLObjectType);
  const known = (name: string) => Number(roots.has(name));
  return fields
    .toSorted((a, b) => known(b.name) - known(a.name))
    .flatMap((field) => {
      const type = targetOf(field);
      const texts = roots.get(field.name) ?? [undefined];
      return type ? texts.map((args): Step => [type, { names: [field.name], texts: [bare(asked(field, args))] }]) : [];
    });
}

const waysOn = (type: GraphQLObjectType, path: Path): Step[] =>
  fieldsOf(type).flatMap((field) => {
    const target = targetOf(field);
    if (!target) return [];
    return [[target, { names: [...path.names, field.name], texts: [...path.texts, bare(asked(field))] }] as const];
  });

const bare = (text: string) => text.replace(/ \{ __typename \}$/, '');
