/** Repeats of single parts, times those of the groups around them. */
const MOST_REPEATS = 1_000;
/** Signs of the pattern, as often as groups repeat them: more, and the engine would not compile it. */
const MOST_SIGNS = 20_000;
/** Classes such as \p{L}, as often as they are repeated: each is hundreds of ranges of bytes. */
const MOST_UNICODE = 100;

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
  if (!escapesAreKnown(pattern)) return 'an escape that is not understood; write \\d \\w \\s \\b \\p{L} or a sign';
  const bare = pattern.replaceAll(/\\[pP]\{\w+\}|\\./gsu, 'e');
  if (/\(\?(?!:)/.test(bare)) return 'groups are ( ) or (?: )';
  if (/\[\[:|\[:\w+:\]/.test(bare)) return 'classes are written with \\d, \\w, \\s or ranges';
  if (isTooLarge(pattern, bare)) return 'repeats too often';
  return compiles(pattern) ? null : 'not a regular expression';
}

function escapesAreKnown(pattern: string): boolean {
  for (let at = pattern.indexOf('\\'); at >= 0;) {
    const escape = ESCAPES.exec(pattern.slice(at))?.[0];
    if (escape === undefined) return false;
    at = pattern.indexOf('\\', at + escape.length);
  }
  return true;
}

/** Measured by upper bounds: the engine is asked to compile nothing that it might refuse. */
function isTooLarge(pattern: string, bare: string): boolean {
  const counted = [...bare.matchAll(/(\))?\{(\d+)(?:,(\d*))?\}/g)].map(([, group, low, high]) => ({
    isGroup: group !== undefined,
    most: Math.max(Number(low), Number(high ?? 0)),
  }));
  const sum = counted.reduce((total, { isGroup, most }) => total + (isGroup ? 0 : most), 0);
  const product = counted.reduce((total, { isGroup, most }) => total * (isGroup ? Math.max(most, 1) : 1), 1);
  const repeats = Math.max(sum, 1) * product;
  const unicode = [...pattern.matchAll(/\\[pP]/g)].length;
  return repeats > MOST_REPEATS || bare.length * product > MOST_SIGNS || unicode * repeats > MOST_UNICODE;
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').source !== '';
  } catch {
    return false;
  }
}
