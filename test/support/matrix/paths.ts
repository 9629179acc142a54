import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { Member } from '../member';
import type { World } from '../world';
import { ask, at, isThere } from './ask';
import { asked, fieldsOf, targetOf } from './schema';

/** How to come from a query to an object of a type: `{ names: ['dataset', 'publisher'], text: 'dataset(id: "…") { publisher' }`. */
export type Path = { readonly names: readonly string[]; readonly texts: readonly string[] };

/** A query for a selection at the end of a path. */
export const queryAt = ({ texts }: Path, selection: string): string =>
  `{ ${texts.join(' { ')} { ${selection} ${'} '.repeat(texts.length)}}`;

/** Pages are entered at their items. */
const within = (type: GraphQLObjectType, path: Path): readonly [GraphQLObjectType, Path][] => {
  const items = type.getFields()['items'];
  const inner = items && targetOf(items);
  if (!inner) return [[type, path]];
  return [
    [type, path],
    [inner, { names: [...path.names, 'items'], texts: [...path.texts, 'items'] }],
  ];
};

/**
 * One path to an object of each type, found by walking the API as somebody who may see everything; the shortest.
 *
 * @param roots arguments as text for queries that need some, several for each if need be
 */
export async function pathsFor(
  world: World,
  witness: Member,
  schema: GraphQLSchema,
  roots: ReadonlyMap<string, readonly string[]>,
): Promise<ReadonlyMap<string, Path>> {
  const found = new Map<string, Path>();
  const queue: [GraphQLObjectType, Path][] = [];
  const arrive = async (type: GraphQLObjectType, path: Path) => {
    for (const [inner, innerPath] of within(type, path)) {
      if (found.has(inner.name)) continue;
      const { data } = await ask(world, witness, queryAt(innerPath, '__typename'));
      if (!isThere(at(data, innerPath.names))) continue;
      found.set(inner.name, innerPath);
      queue.push([inner, innerPath]);
    }
  };
  for (const field of fieldsOf(schema.getQueryType() as GraphQLObjectType)) {
    const type = targetOf(field);
    if (!type) continue;
    for (const args of roots.get(field.name) ?? [undefined]) {
      await arrive(type, { names: [field.name], texts: [bare(asked(field, args))] });
    }
  }
  for (let next = queue.shift(); next; next = queue.shift()) {
    const [type, path] = next;
    for (const field of fieldsOf(type)) {
      const target = targetOf(field);
      if (!target || (found.has(target.name) && !target.getFields()['items'])) continue;
      await arrive(target, { names: [...path.names, field.name], texts: [...path.texts, bare(asked(field))] });
    }
  }
  return found;
}

const bare = (text: string) => text.replace(/ \{ __typename \}$/, '');
