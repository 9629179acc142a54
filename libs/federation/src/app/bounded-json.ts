import { tooLarge, unreadable } from '../domain/errors';
import { LIMITS } from './limits';

/** Names that reach behind an object in this language, whatever a library does with them. */
const TRAPS = new Set(['__proto__', 'constructor', 'prototype']);
const MOST_VALUES = 2_000_000;

/**
 * JSON of strangers that is safe to walk by recursion.
 *
 * @throws HARVEST.UNREADABLE, HARVEST.TOO_LARGE
 */
export function boundedJson(text: string): unknown {
  const value = parsed(text);
  let level: unknown[] = [value];
  let [values, contexts] = [0, 0];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > LIMITS.depth) throw tooLarge('things within each other', LIMITS.depth);
    const inner: unknown[] = [];
    for (const one of level) {
      if (typeof one !== 'object' || one === null) continue;
      if (!Array.isArray(one) && Object.keys(one).some((key) => TRAPS.has(key))) throw unreadable('a key is a trap');
      if ('@context' in one) contexts += 1;
      for (const child of Object.values(one) as unknown[]) inner.push(child);
    }
    values += inner.length;
    if (values > MOST_VALUES) throw tooLarge('values', MOST_VALUES);
    if (contexts > LIMITS.contexts) throw tooLarge('contexts', LIMITS.contexts);
    level = inner;
  }
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable('it is not JSON');
  }
}
