import { odrlTooLarge, odrlUnreadable } from '../domain/errors';

const MOST = { depth: 32, values: 50_000, contexts: 16, terms: 500 } as const;
/** Names that reach behind an object in this language, whatever a library does with them. */
const TRAPS = ['__proto__', 'constructor', 'prototype'];

/**
 * JSON that is safe to hand to a library that walks it by recursion and expands every context that it meets.
 *
 * @throws POLICY.ODRL_UNREADABLE also where a key stands twice in one object: JSON does not say which of the two counts,
 *   and our reader and another's would not agree on what was voted
 * @throws POLICY.ODRL_TOO_LARGE
 */
export function assertPlainJson(text: string): object {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null) throw odrlUnreadable('it is neither an object nor a list');
  const keys = measured(value);
  if (keys !== keysWrittenIn(text)) throw odrlUnreadable('a key stands twice in one object');
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw odrlUnreadable('it is not JSON');
  }
}

/** How many keys there are in all; without recursion, which a deep text would exhaust. */
function measured(root: object): number {
  const counts: Counts = { keys: 0, values: 0, contexts: 0, terms: 0 };
  let level: object[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth >= MOST.depth) throw odrlTooLarge('levels', MOST.depth);
    level = level.flatMap((one) => within(one, counts));
    for (const what of ['values', 'contexts', 'terms'] as const) {
      if (counts[what] > MOST[what]) throw odrlTooLarge(what, MOST[what]);
    }
  }
  return counts.keys;
}

type Counts = Record<'keys' | 'values' | 'contexts' | 'terms', number>;

/** Adds what one object or list has to the counts. @returns the objects and lists within it */
function within(one: object, counts: Counts): object[] {
  const keys = Array.isArray(one) ? [] : Object.keys(one);
  const trap = keys.find((key) => TRAPS.includes(key));
  if (trap !== undefined) throw odrlUnreadable(`no key may be ${trap}`);
  const contexts = contextsOf(one);
  const values: unknown[] = Object.values(one);
  counts.keys += keys.length;
  counts.values += values.length;
  counts.contexts += contexts.length;
  for (const context of contexts) counts.terms += termsOf(context);
  return values.filter((inner): inner is object => typeof inner === 'object' && inner !== null);
}

/** Each context of a list is taken up with all that came before it. */
const contextsOf = (one: object): unknown[] => ('@context' in one ? [one['@context']].flat() : []);

/**
 * How many terms a context defines. One within another is made anew wherever its term stands, so that a few thousand of
 * each keep a machine busy for minutes: there is none in any policy.
 */
function termsOf(context: unknown): number {
  if (typeof context !== 'object' || context === null) return 0;
  const terms: unknown[] = Object.values(context);
  const isScoped = terms.some((term) => typeof term === 'object' && term !== null && '@context' in term);
  if (isScoped) throw odrlUnreadable('a context stands within another');
  return terms.length;
}

/** In JSON that was parsed, a text before a colon is a key, and nothing else is. */
const keysWrittenIn = (text: string): number =>
  [...text.matchAll(/"(?:[^"\\]|\\.)*"\s*(:?)/g)].filter(([, colon]) => colon === ':').length;
