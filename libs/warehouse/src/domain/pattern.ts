/** Together, and those of a group times what is in it; the engine takes no more, and much less with Unicode classes. */
const MOST_REPEATS = 1_000;
const MOST_UNICODE_REPEATS = 50;

/** Escapes that mean the same in RE2 and here. */
const ESCAPES = /^\\(?:[dDwWsSbtnr]|[.*+?^$|()[\]{}/\\-]|[pP]\{(?:[A-Z][a-z]?|[A-Z][a-z]{3,20})\})/u;

/**
 * What keeps a regular expression from being a pattern; null if nothing does.
 *
 * Patterns come from people and run in the engine on every row: the language is the part of RE2 that JavaScript reads alike,
 * without look-around and references, and small enough to be compiled.
 *
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function patternTrouble(pattern: string): string | null {
  for (let at = pattern.indexOf('\\'); at >= 0;) {
    const escape = ESCAPES.exec(pattern.slice(at))?.[0];
    if (escape === undefined) return 'an escape that is not understood; write \\d \\w \\s \\b \\p{L} or a sign';
    at = pattern.indexOf('\\', at + escape.length);
  }
  const bare = pattern.replaceAll(/\\[pP]\{\w+\}|\\./gsu, 'e');
  if (/\(\?(?!:)/.test(bare)) return 'groups are ( ) or (?: )';
  if (/\[\[:|\[:\w+:\]/.test(bare)) return 'classes are written with \\d, \\w, \\s or ranges';
  if (repeatsOf(bare) > (/\\[pP]/.test(pattern) ? MOST_UNICODE_REPEATS : MOST_REPEATS)) return 'repeats too often';
  return compiles(pattern) ? null : 'not a regular expression';
}

/** An upper bound of how often its smallest parts are repeated. */
function repeatsOf(bare: string): number {
  let sum = 0;
  let product = 1;
  for (const [, group, low = '', high = ''] of bare.matchAll(/(\))?\{(\d+)(?:,(\d*))?\}/g)) {
    const most = Math.max(Number(low), Number(high));
    if (group) product *= Math.max(most, 1);
    else sum += most;
  }
  return Math.max(sum, 1) * product;
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').source !== '';
  } catch {
    return false;
  }
}
