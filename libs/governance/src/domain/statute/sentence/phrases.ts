import type { Language } from '#identity';
import type { Threshold } from '../../share';
import type { CallRules, MatterRules, PluralVotes, StatuteDocument } from '../statute-language';
import { counted, type Noun } from '../words';

type Votes = StatuteDocument['votes'];
type Caps = StatuteDocument['caps'];

/** Which call a rule is about; `only` where there is no second one. */
export type WhichCall = 'only' | 'first' | 'second';

/** A language: how it says each part of a statute. Whole sentences, so that each follows its own grammar. */
export type Phrases = {
  readonly title: (title: string) => string;
  readonly form: (form: StatuteDocument['form']) => string;
  readonly speaks: (language: Language, timeZone: string) => string;
  readonly voters: (voters: StatuteDocument['voters']) => string;
  readonly oneVote: string;
  readonly pluralVotes: (name: keyof Votes, rule: PluralVotes) => string;
  readonly cap: (name: keyof Caps, cap: NonNullable<Caps[keyof Caps]>) => string;
  readonly proxies: (proxies: StatuteDocument['proxies']) => string;
  readonly delegates: (delegates: NonNullable<StatuteDocument['delegates']>) => string;
  /** @param matters as the language starts the sentence with them: "for elections" */
  readonly call: (matters: string, which: WhichCall, call: CallRules) => string;
  readonly ballot: (matters: string, rules: MatterRules) => string;
  readonly convening: (matters: string, rules: MatterRules) => string;
  readonly notice: (notice: StatuteDocument['notice']) => string;
  readonly secondCall: (secondCall: StatuteDocument['secondCall']) => string;
  readonly conflicts: (conflicts: StatuteDocument['conflicts']) => string;
  readonly ties: (ties: StatuteDocument['ties']) => string;
  readonly sunset: (sunset: StatuteDocument['sunset']) => string;
  readonly suspension: (suspension: StatuteDocument['suspension']) => string;
  readonly accessPower: (isLeftToFederation: boolean) => string;
  readonly challenge: (challenge: StatuteDocument['challenge']) => string;
  /** All matters, and some of them by name. */
  readonly everyMatter: string;
  readonly someMatters: (names: string) => string;
  readonly changed: (before: string, after: string) => string;
  readonly added: (after: string) => string;
  readonly removed: (before: string) => string;
};

/** Between brackets that no article can close: what follows a rule is never mistaken for another rule. */
export const cited = (article: string): string => `[${article.replaceAll('[', '(').replaceAll(']', ')')}]`;

/** What somebody named, between the quotes of a language, which it cannot close. */
export const quoted = (text: string, [open, close]: readonly [string, string]): string =>
  `${open}${text.replace(/[«»“”„‟"]/g, "'")}${close}`;

/** A threshold that nobody at all still meets: the same as none. */
export const asksForNobody = (quorum: Threshold | null): boolean =>
  quorum === null || (quorum.share.part === 0 && quorum.reach === 'atLeast');

const UNITS = [
  { seconds: 24 * 60 * 60, nouns: { it: ['giorno', 'giorni'], en: ['day', 'days'] } },
  { seconds: 60 * 60, nouns: { it: ['ora', 'ore'], en: ['hour', 'hours'] } },
  { seconds: 60, nouns: { it: ['minuto', 'minuti'], en: ['minute', 'minutes'] } },
] as const satisfies readonly { seconds: number; nouns: Record<Language, Noun> }[];
const SECOND: Record<Language, Noun> = { it: ['secondo', 'secondi'], en: ['second', 'seconds'] };

/** In the largest unit that says it exactly: `60 days`, `90 seconds`. */
export function duration(seconds: number, language: Language): string {
  const unit = UNITS.find((each) => seconds % each.seconds === 0);
  return unit
    ? counted(seconds / unit.seconds, unit.nouns[language], language)
    : counted(seconds, SECOND[language], language);
}
