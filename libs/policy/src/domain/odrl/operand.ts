import { PURPOSES } from '../purpose';
import type { Term } from './graph';
import { iri, nameIn, type Prefix } from './namespaces';

/** One value of a constraint: how we write it, and how we read it again; undefined: it is no such value. */
export type Operand<T = unknown> = {
  readonly what: string;
  write(value: T): unknown;
  read(term: Term): T | undefined;
};

const literal = (term: Term, ...types: string[]): string | undefined =>
  term.type === 'literal' && types.includes(term.datatype) ? term.value : undefined;

const xsd = (...names: string[]) => names.map((name) => iri('xsd', name));
const WHOLE = xsd('integer', 'int', 'long', 'nonNegativeInteger', 'positiveInteger', 'decimal', 'string');

/** Text and rule are compared by hash, so what is written in two ways is not taken. */
export const text: Operand<string> = {
  what: 'a text',
  write: (value) => value,
  read: (term) => literal(term, iri('xsd', 'string')),
};

export const whole: Operand<number> = {
  what: 'a whole number',
  write: (value) => value,
  read: (term) => {
    const digits = literal(term, ...WHOLE);
    return digits !== undefined && /^(0|[1-9]\d{0,8})$/.test(digits) ? Number(digits) : undefined;
  },
};

/** Its digits as they are written, because shares of it are exact. */
export const decimal: Operand<string> = {
  what: 'a decimal number',
  write: (value) => ({ '@value': value, '@type': 'xsd:decimal' }),
  read: (term) => literal(term, ...xsd('decimal', 'integer', 'string')),
};

export const flag: Operand<boolean> = {
  what: 'true or false',
  write: (value) => value,
  read: (term) => {
    const word = literal(term, iri('xsd', 'boolean'));
    return word === 'true' || word === 'false' ? word === 'true' : undefined;
  },
};

/** @see XML Schema 1.1 part 2, duration; whole days only: months differ in length */
export const days: Operand<number> = {
  what: 'a duration in whole days, such as P30D',
  write: (value) => ({ '@value': `P${value}D`, '@type': 'xsd:duration' }),
  read: (term) => {
    const digits = /^P([1-9]\d{0,5})D$/.exec(literal(term, ...xsd('duration', 'dayTimeDuration', 'string')) ?? '');
    return digits ? Number(digits[1]) : undefined;
  },
};

/** One of some words of a vocabulary. */
export const wordOf = <T extends string>(prefix: Prefix, words: readonly T[], what: string): Operand<T> => ({
  what,
  write: (value) => ({ '@id': `${prefix}:${value}` }),
  read: (term) => {
    const name = term.type === 'node' ? nameIn(prefix, term.value) : undefined;
    return words.find((word) => word === name);
  },
});

export const purpose = wordOf(
  'dpv',
  PURPOSES,
  `one of these purposes: ${PURPOSES.map((one) => `dpv:${one}`).join(', ')}`,
);

type Dimension = string | { finest: string };
const FINEST = 'finestColumn';

/** A column; or one and every coarser one that it lies within, which is a type of its own. */
export const dimension: Operand<Dimension> = {
  what: 'a column',
  write: (value) => (typeof value === 'string' ? value : { '@value': value.finest, '@type': `granaio:${FINEST}` }),
  read: (term) => {
    const finest = literal(term, iri('granaio', FINEST));
    return finest === undefined ? text.read(term) : { finest };
  },
};
