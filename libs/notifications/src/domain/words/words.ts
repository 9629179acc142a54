import type { Language } from '#identity';
import { ENGLISH } from './english';
import { ITALIAN } from './italian';
import type { NotificationWords } from './notification-words';

export const WORDS: Readonly<Record<Language, NotificationWords>> = { it: ITALIAN, en: ENGLISH };

const PLURALS: Readonly<Record<Language, Intl.PluralRules>> = {
  it: new Intl.PluralRules('it'),
  en: new Intl.PluralRules('en'),
};

/** So many of something: `1 richiesta`, `2 richieste`. */
export const countOf = (n: number, { one, other }: NotificationWords['more'], language: Language): string =>
  `${n} ${PLURALS[language].select(n) === 'one' ? one : other}`;
