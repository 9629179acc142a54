import { PHRASES } from './problem-phrases';

type Phrase = { readonly english: RegExp; readonly italian: string };

const BLANK = /[#*]/;
const PATTERN: Readonly<Record<string, string>> = { '#': '(\\d[\\d,.]*)', '*': '(.+?)' };

/** The plainest first: what has no blanks, then what has numbers, then what has anything. */
const rankOf = (english: string) => (english.includes('*') ? 2 : Number(english.includes('#')));

const FIXED = new Map(Object.entries(PHRASES).filter(([english]) => !BLANK.test(english)));
const BLANKED: readonly Phrase[] = Object.entries(PHRASES)
  .filter(([english]) => BLANK.test(english))
  .sort(([one], [other]) => rankOf(one) - rankOf(other))
  .map(([english, italian]) => ({ english: patternOf(english), italian }));

function patternOf(english: string): RegExp {
  const escaped = english.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/[#*]/g, (blank) => PATTERN[blank] ?? blank)}$`, 'u');
}

/** `2,000` is written `2.000`. */
const filled = (italian: string, values: readonly string[]): string => {
  const rest = [...values];
  return italian.replace(/[#*]/g, (blank) => {
    const value = rest.shift() ?? '';
    return blank === '#' ? value.replace(/,(?=\d{3})/g, '.') : value;
  });
};

function phraseOf(problem: string): string | undefined {
  const fixed = FIXED.get(problem);
  if (fixed !== undefined) return fixed;
  for (const { english, italian } of BLANKED) {
    const found = english.exec(problem);
    if (found) return filled(italian, found.slice(1));
  }
  return undefined;
}

/** `title: holds invisible characters`: a place, and what is wrong there. */
const PLACED = /^([\w.]{1,100}): (.+)$/su;

function placed(part: string): string | undefined {
  const [, place, problem = ''] = PLACED.exec(part) ?? [];
  const phrase = phraseOf(problem);
  return place === undefined || phrase === undefined ? phraseOf(part) : `${place}: ${phrase}`;
}

/**
 * The end of a sentence that says what is wrong, in Italian; in its own words where nobody has put them into Italian yet,
 * because a reason in English is worth more than none.
 */
export function problemInItalian(problem: string): string {
  const whole = phraseOf(problem);
  if (whole !== undefined) return whole;
  const parts = problem.split('; ').map(placed);
  const isKnown = parts.every((part) => part !== undefined);
  return isKnown ? parts.join('; ') : `“${problem.replace(/\.$/, '')}” (in inglese)`;
}
