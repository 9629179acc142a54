import { ACTIONS_ON, USE_ACTIONS } from '../vocabulary';
import { readTypes } from './constraint';
import { placeOf, type Reading, type Value } from './graph';
import type { Importing } from './importing';
import { iri, nameIn } from './namespaces';

export type Effect = 'permission' | 'prohibition';

const ALL: readonly string[] = [...new Set(Object.values(ACTIONS_ON).flat())];
/** Whatever can be done with a dataset that exists. */
const ON_DATASETS: readonly string[] = ACTIONS_ON.Dataset.filter((action) => action !== 'create');

/**
 * The actions of a rule, each once. ODRL's own words are wider than ours: as a prohibition, `read` and `use` forbid all
 * that lies within them; as a permission, `read` shows what is known of the data, and `use` is refused, because
 * numbers and rows are drawn under terms only, which nobody can make up for the author.
 */
export function readActions(
  importing: Importing,
  values: readonly Value[],
  { at, effect }: { readonly at: Value; readonly effect: Effect },
): string[] {
  if (values.length > 0) return [...new Set(values.flatMap((value) => readAction(importing, value, effect)))];
  if (effect === 'prohibition') return [...ON_DATASETS];
  importing.reading.refuseTerm(at.path, 'odrl:action', 'is missing: whoever permits anything at all must name what');
  return [];
}

const USE = iri('odrl', 'use');
const READ = iri('odrl', 'read');

function readAction({ reading }: Importing, value: Value, effect: Effect): readonly string[] {
  const action = wordOf(reading, value);
  const ours = nameIn('granaio', action);
  if (ours !== undefined && ALL.includes(ours)) return [ours];
  const wider = WIDER[effect].get(action);
  if (wider && effect === 'permission') {
    reading.remark(
      value.path,
      'odrl:read',
      'Read as: to know of it and of what is known about it. Numbers and rows take terms.',
    );
  }
  if (wider) return wider;
  const why = action === USE ? USE_IS_TOO_WIDE : 'is no action of this language';
  reading.refuse({ ...value, term: { type: 'node', value: action } }, why);
  return [];
}

const WIDER: Readonly<Record<Effect, ReadonlyMap<string, readonly string[]>>> = {
  permission: new Map([[READ, ['read']]]),
  prohibition: new Map([
    [USE, ON_DATASETS],
    [READ, ['read', ...USE_ACTIONS]],
  ]),
};

const USE_IS_TOO_WIDE = `permits whatever can be done with data; name what, and for ${USE_ACTIONS.join(', ')} the terms`;

/** Written as a word, or as a node with the word for its value; what else such a node says is left for others to find. */
function wordOf(reading: Reading, value: Value): string {
  const { term } = value;
  if (term.type !== 'node' || !reading.has(term.value, 'rdf', 'value')) return term.value;
  readTypes(reading, placeOf(value), ['Action']);
  return reading.value(placeOf(value), 'rdf', 'value')?.term.value ?? term.value;
}
