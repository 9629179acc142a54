import type { Language } from '#identity';
import type { Share } from '../share';
import { reduced } from './exact-share';
import type { Matter } from './statute-language';

/** A plural: what one is called, and what more or none are. */
export type Noun = readonly [one: string, many: string];

const NUMBERS = { it: new Intl.NumberFormat('it-IT'), en: new Intl.NumberFormat('en-GB') };

/** `1 day`, `0 days`, `1,500 members`: the number as the language writes it, and its noun. */
export const counted = (n: number, [one, many]: Noun, language: Language): string =>
  `${NUMBERS[language].format(n)} ${n === 1 ? one : many}`;

const DAYS: Record<Language, Noun> = { it: ['giorno', 'giorni'], en: ['day', 'days'] };

export const days = (n: number, language: Language): string => counted(n, DAYS[language], language);

const COMMON: Record<Language, Readonly<Record<string, string>>> = {
  it: {
    ...{ '1/2': 'la metà', '1/3': 'un terzo', '2/3': 'due terzi', '1/4': 'un quarto', '3/4': 'tre quarti' },
    ...{ '1/5': 'un quinto', '2/5': 'due quinti', '3/5': 'tre quinti', '4/5': 'quattro quinti' },
    ...{ '1/6': 'un sesto', '5/6': 'cinque sesti', '1/10': 'un decimo', '3/10': 'tre decimi', '9/10': 'nove decimi' },
  },
  en: {
    ...{ '1/2': 'one half', '1/3': 'one third', '2/3': 'two thirds', '1/4': 'one quarter', '3/4': 'three quarters' },
    ...{ '1/5': 'one fifth', '2/5': 'two fifths', '3/5': 'three fifths', '4/5': 'four fifths' },
    ...{ '1/6': 'one sixth', '5/6': 'five sixths', '1/10': 'one tenth', '3/10': 'three tenths', '9/10': 'nine tenths' },
  },
};
const WHOLE = { it: 'la totalità', en: 'the whole' };
const NOTHING = { it: 'nessuna parte', en: 'no part' };

/** `two thirds`, `due terzi`, in lowest terms; a fraction without a common name as `3/7`. */
export function shareInWords(share: Share, language: Language): string {
  const { part, of } = reduced(share);
  if (part === 0) return NOTHING[language];
  if (part === of) return WHOLE[language];
  return COMMON[language][`${part}/${of}`] ?? `${part}/${of}`;
}

const MATTER_NAMES: Record<Language, Record<Matter, string>> = {
  it: {
    accessPolicy: 'le politiche di accesso ai dati',
    statuteChange: 'le modifiche dello statuto',
    admission: 'le ammissioni di soci',
    election: 'le elezioni',
    other: 'le altre delibere',
  },
  en: {
    accessPolicy: 'policies on access to data',
    statuteChange: 'changes of the statute',
    admission: 'admissions of members',
    election: 'elections',
    other: 'other resolutions',
  },
};

/** What a matter is called, with its article in Italian: `le elezioni`. */
export const matterName = (matter: Matter, language: Language): string => MATTER_NAMES[language][matter];

/** `a`, `a and b`, `a, b and c`, in the language. */
export function listed(names: readonly string[], language: Language): string {
  const [and] = { it: [' e '], en: [' and '] }[language];
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')}${and}${names.at(-1) ?? ''}`;
}
