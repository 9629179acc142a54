import type { Value } from './target';

/** A noun as it follows a number, by the plural rules of its language. @see Unicode CLDR, Language Plural Rules */
export type Counted = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** A noun for one thing and for several, where no number stands before it. */
export type OneOrMany = readonly [one: string, many: string];

type Custom = {
  /** A BCP 47 tag. */
  readonly locale: string;
  readonly quotes: readonly [open: string, close: string];
  /** What is said of a value that there is not: “whose series is missing”. */
  readonly missing: string;
  /** The conjunctions; where what follows changes them, from what follows. */
  readonly and: string | ((next: string) => string);
  readonly or: string | ((next: string) => string);
};

/** The habits of a language that every phrase of it follows: quoting, listing, counting, dating. */
export function speech({ locale, quotes, missing, ...joints }: Custom) {
  const plural = new Intl.PluralRules(locale);
  const calendar = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const joined = (joint: 'and' | 'or', next: string) => {
    const word = joints[joint];
    return `${typeof word === 'string' ? word : word(next)} ${next}`;
  };
  const list = (items: readonly string[], joint: 'and' | 'or' = 'and') =>
    items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${joined(joint, items.at(-1) ?? '')}`;
  const quote = (value: Value) => (value === null ? missing : quoted(value, quotes));
  return {
    quote,
    list,
    /** Some names after the noun that they stand beside, which agrees with how many there are. */
    named: (names: readonly Value[], [one, many]: OneOrMany) =>
      `${names.length === 1 ? one : many} ${list(names.map(quote))}`,
    count: (n: number, forms: Counted) => `${n} ${forms[plural.select(n)] ?? forms.other}`,
    /** A calendar day in words; always in UTC, as the rule counts. */
    date: (day: string) => calendar.format(new Date(`${day}T00:00:00Z`)),
  };
}

/** Every character that a language, or a reader, could take for the end of a quotation. */
const QUOTES = /[«»‹›“”„‟"＂❝❞〝〞〟]/gu;

/**
 * Puts what somebody named between the quotes of a language. A name that brings quotes or line breaks of its own could
 * end its quotation and go on as if it were the rule, so it loses them.
 */
const quoted = (text: string | number, [open, close]: readonly [string, string]): string =>
  typeof text === 'number'
    ? String(text)
    : `${open}${text.replace(QUOTES, "'").replace(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')}${close}`;

/** A decimal number with a comma, as most languages write it. */
export const withComma = (decimal: string) => decimal.replace('.', ',');
