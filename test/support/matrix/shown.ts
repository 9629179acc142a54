import type { Member } from '../member';
import type { World } from '../world';
import { ask } from './ask';
import { pathsFor, queryAt } from './paths';
import { asked, fieldsOf, objectTypes, printedSchema } from './schema';

/** Arguments of queries that need some, as text. */
type Arguments = Readonly<Record<string, string | (() => string)>>;

/**
 * All that somebody is shown who follows every field from every query without arguments, and from those that are given:
 * one object of each type whole, and the first page of what is listed there.
 */
export async function everythingShownTo(world: World, by: Member, given: Arguments): Promise<string> {
  const schema = printedSchema();
  const roots = new Map(
    fieldsOf(schema.getQueryType() ?? objectTypes(schema)[0]!).flatMap(({ name, args }) => {
      const text = given[name];
      if (text) return [[name, [typeof text === 'string' ? text : text()]] as const];
      return args.some(({ type }) => String(type).endsWith('!')) ? [[name, []] as const] : [];
    }),
  );
  const paths = await pathsFor(world, [by], schema, roots);
  const shown: string[] = [];
  for (const type of objectTypes(schema)) {
    const path = paths.get(type.name);
    if (!path) continue;
    for (const field of fieldsOf(type)) {
      const { data } = await ask(world, by, queryAt(path, asked(field)));
      shown.push(JSON.stringify(data));
    }
  }
  return shown.join('\n');
}
