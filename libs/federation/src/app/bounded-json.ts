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
export const boundedJson = (text: string): unknown => assertBounded(parsed(text));

/**
 * What is in several places is counted in each, and what is within itself is endlessly deep.
 *
 * @throws HARVEST.UNREADABLE, HARVEST.TOO_LARGE
 */
export function assertBounded(value: unknown): unknown {
  const counts = { values: 0, contexts: 0 };
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > LIMITS.depth) throw tooLarge('things within each other', LIMITS.depth);
    level = level.flatMap((one) => within(one, counts));
    if (counts.contexts > LIMITS.contexts) throw tooLarge('contexts', LIMITS.contexts);
  }
  return value;
}

function within(one: unknown, counts: { values: number; contexts: number }): unknown[] {
  if (typeof one !== 'object' || one === null) return [];
  if (!Array.isArray(one) && Object.keys(one).some((key) => TRAPS.has(key))) throw unreadable('a key is a trap');
  const values = Object.values(one) as unknown[];
  counts.values += values.length;
  if (counts.values > MOST_VALUES) throw tooLarge('values', MOST_VALUES);
  counts.contexts += '@context' in one ? 1 : 0;
  return values;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable('it is not JSON');
  }
}
