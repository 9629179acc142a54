import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { Member } from '../member';
import type { World } from '../world';
import { ask, at } from './ask';
import { asked, fieldsOf, targetsOf } from './schema';

/** How to come from a query to an object of a type: `{ names: ['dataset', 'publisher'], texts: ['dataset(id: "…")', 'publisher'] }`. */
export type Path = { readonly names: readonly string[]; readonly texts: readonly string[] };
type Roots = ReadonlyMap<string, readonly string[]>;
type Step = readonly [GraphQLObjectType, Path];

/** A query for a selection at the end of a path. */
export const queryAt = ({ texts }: Path, selection: string): string =>
  `{ ${texts.join(' { ')} { ${selection} ${'} '.repeat(texts.length)}}`;

/**
 * One path to an object of each type, the shortest, found by walking the API as people who may see much, one after the
 * other. Queries for one thing by its id come before lists.
 *
 * @param roots arguments as text for queries that need some, several for each if need be
 */
export async function pathsFor(
  world: World,
  witnesses: readonly Member[],
  schema: GraphQLSchema,
  roots: Roots,
): Promise<ReadonlyMap<string, Path>> {
  const found = new Map<string, Path>();
  for (const witness of witnesses) {
    for (const step of entrances(schema, roots).filter(([, { names }]) => roots.has(names[0] ?? ''))) {
      await arrive(world, witness, step, found);
    }
  }
  for (const witness of witnesses) {
    let reached = entrances(schema, roots);
    for (const step of reached) await arrive(world, witness, step, found);
    while (reached.length > 0) {
      const next: Step[] = [];
      for (const step of reached.flatMap(waysOn)) {
        if (await arrive(world, witness, step, found)) next.push(step);
      }
      reached = next;
    }
  }
  return found;
}

/** So far every way is walked, because what one object has not got another of its type may have. */
const EVERY_WAY = 2;
/** These are walked wherever they are: of each that is found others have something else. */
const ALIKE_IN_NOTHING = ['InsideReport', 'ReleaseReport', 'Terms'];

/** @returns whether to go on from there: an object of a type that was not come to before, or one near a query */
async function arrive(world: World, witness: Member, [type, path]: Step, found: Map<string, Path>): Promise<boolean> {
  const isNear = path.names.length <= EVERY_WAY || ALIKE_IN_NOTHING.includes(type.name);
  if (found.has(type.name) && !isNear) return false;
  const { data } = await ask(world, witness, queryAt(path, '__typename'));
  if (at(data, [...path.names, '__typename']) !== type.name) return false;
  if (!found.has(type.name)) found.set(type.name, path);
  return true;
}

function entrances(schema: GraphQLSchema, roots: Roots): Step[] {
  const fields = fieldsOf(schema.getQueryType() as GraphQLObjectType);
  const known = (name: string) => Number(roots.has(name));
  return fields
    .toSorted((a, b) => known(b.name) - known(a.name))
    .flatMap((field) =>
      targetsOf(field).flatMap(([type, within]) =>
        (roots.get(field.name) ?? [undefined]).map((args): Step => {
          return [type, { names: [field.name], texts: [bare(asked(field, args)), ...within] }];
        }),
      ),
    );
}

const waysOn = ([type, path]: Step): Step[] =>
  fieldsOf(type).flatMap((field) =>
    targetsOf(field).map(([target, within]): Step => {
      const texts = [...path.texts, bare(asked(field)), ...within];
      return [target, { names: [...path.names, field.name], texts }];
    }),
  );

const bare = (text: string) => text.replace(/ \{ __typename \}$/, '');
