import { getNamedType, isLeafType, isRequiredArgument, type GraphQLObjectType } from 'graphql';
import type { Member } from '../member';
import type { World } from '../world';
import { ask } from './ask';
import { pathsFor, queryAt, type Path } from './paths';
import { asked, fieldsOf, objectTypes, printedSchema, targetsOf } from './schema';

/** Arguments of queries that need some, as text. */
type Arguments = Readonly<Record<string, string>>;

/**
 * All that somebody is shown who follows every field from every query without arguments, and from those that are given: an
 * object of each type, and whatever it holds; of lists, their first page.
 */
export async function everythingShownTo(world: World, by: Member, given: Arguments): Promise<string> {
  const schema = printedSchema();
  const roots = new Map<string, readonly string[]>();
  for (const { name, args } of fieldsOf(schema.getQueryType() as GraphQLObjectType)) {
    const text = given[name];
    if (text) roots.set(name, [text]);
    else if (args.some(isRequiredArgument)) roots.set(name, []);
  }
  const paths = await pathsFor(world, [by], schema, roots);
  const shown: string[] = [];
  for (const type of objectTypes(schema)) {
    const path = paths.get(type.name);
    for (const field of path ? fieldsOf(type) : []) {
      const { data } = await ask(world, by, queryAt(path as Path, withinReach(field)));
      shown.push(JSON.stringify(data));
    }
  }
  return shown.join('\n');
}

/** A field with all that its objects say of themselves. */
function withinReach(field: ReturnType<typeof fieldsOf>[number]): string {
  const [[target] = []] = targetsOf(field);
  const plain = target && fieldsOf(target).filter((one) => isLeafType(getNamedType(one.type)));
  return plain?.length ? asked(field).replace('__typename', plain.map((one) => asked(one)).join(' ')) : asked(field);
}
