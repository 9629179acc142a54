import type { Language } from '#identity';
import { canonicalJson } from '#kernel';
import { english } from './sentence/english';
import { italian } from './sentence/italian';
import type { Phrases, WhichCall } from './sentence/phrases';
import { MATTERS, type Matter, type MatterRules, type StatuteDocument } from './statute-language';
import { listed, matterName } from './words';

const LANGUAGES: Record<Language, Phrases> = { it: italian, en: english };
const VOTES = ['legalPersons', 'exchange', 'financing'] as const;
const CAPS = ['exchangeMember', 'exchangeCategory', 'financingCategory'] as const;

/** A sentence and what it is about, by which it is found again in another version of the statute. */
type Rules = readonly (readonly [about: string, sentence: string])[];

/**
 * Says a statute in plain words, from the very document that is evaluated: every rule with its article, matters with
 * the same rules together.
 *
 * No rule is left unsaid: who has read the sentences has read what decides.
 */
export function statuteSentences(document: StatuteDocument, language: Language): string[] {
  const groups = groupedBy((matter) => canonicalJson(document.matters[matter]));
  const ofMatters = groups.flatMap((matters) => matterRules(document, matters, language));
  return [...identity(document, language), ...ofMatters, ...procedure(document, language)].map(([, said]) => said);
}

/**
 * Says what a new version of a statute changes, and nothing else: each rule as it was and as it would be.
 *
 * @returns empty if both say the same, whatever their shares are written as: 2/4 is one half
 */
export function statuteChanges(before: StatuteDocument, after: StatuteDocument, language: Language): string[] {
  const groups = groupedBy((matter) => canonicalJson([before.matters[matter], after.matters[matter]]));
  return [
    ...changes(identity(before, language), identity(after, language), language),
    ...groups.flatMap((matters) =>
      changes(matterRules(before, matters, language), matterRules(after, matters, language), language),
    ),
    ...changes(procedure(before, language), procedure(after, language), language),
  ];
}

function changes(before: Rules, after: Rules, language: Language): string[] {
  const say = LANGUAGES[language];
  const was = new Map(before);
  const is = new Map(after);
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((about) => {
    const [old, now] = [was.get(about), is.get(about)];
    if (old === now) return [];
    if (old === undefined) return [say.added(now ?? '')];
    return [now === undefined ? say.removed(old) : say.changed(old, now)];
  });
}

/** The matters, those with the same key together, in the order in which they first come. */
function groupedBy(keyOf: (matter: Matter) => string): readonly (readonly Matter[])[] {
  const groups = new Map<string, Matter[]>();
  for (const matter of MATTERS) groups.set(keyOf(matter), [...(groups.get(keyOf(matter)) ?? []), matter]);
  return [...groups.values()];
}

/** Who the body is, who votes and with how many votes. */
function identity({ votes, caps, ...document }: StatuteDocument, language: Language): Rules {
  const say = LANGUAGES[language];
  return [
    ['title', say.title(document.title)],
    ['form', say.form(document.form)],
    ['speaks', say.speaks(document.language, document.timeZone)],
    ['voters', say.voters(document.voters)],
    ['oneVote', say.oneVote],
    ...VOTES.flatMap((name) => optional(`votes.${name}`, votes[name], (rule) => say.pluralVotes(name, rule))),
    ...CAPS.flatMap((name) => optional(`caps.${name}`, caps[name], (cap) => say.cap(name, cap))),
    ['proxies', say.proxies(document.proxies)],
    ...optional('delegates', document.delegates, say.delegates),
  ];
}

/** What is asked to decide on these matters, which all have the same rules. */
function matterRules(document: StatuteDocument, matters: readonly Matter[], language: Language): Rules {
  const [matter = 'other'] = matters;
  const say = LANGUAGES[language];
  const rules = document.matters[matter];
  const named =
    matters.length === MATTERS.length
      ? say.everyMatter
      : say.someMatters(
          listed(
            matters.map((each) => matterName(each, language)),
            language,
          ),
        );
  return [
    ...callsOf(rules).map(([which, call], index) => [`call.${index}`, say.call(named, which, call)] as const),
    ['ballot', say.ballot(named, rules)],
    ['convening', say.convening(named, rules)],
  ];
}

function callsOf({ calls }: MatterRules): readonly (readonly [WhichCall, MatterRules['calls'][0]])[] {
  const [first, second] = calls;
  if (second === undefined) return [['only', first]];
  return [
    ['first', first],
    ['second', second],
  ];
}

/** How the body is convened and decides, and what becomes of its policies and resolutions. */
function procedure(document: StatuteDocument, language: Language): Rules {
  const say = LANGUAGES[language];
  return [
    ['notice', say.notice(document.notice)],
    ['secondCall', say.secondCall(document.secondCall)],
    ['conflicts', say.conflicts(document.conflicts)],
    ['ties', say.ties(document.ties)],
    ['sunset', say.sunset(document.sunset)],
    ['suspension', say.suspension(document.suspension)],
    ['accessPower', say.accessPower(document.delegatesAccessPolicy)],
    ['challenge', say.challenge(document.challenge)],
  ];
}

const optional = <T>(about: string, rule: T | null, say: (rule: T) => string): Rules =>
  rule === null ? [] : [[about, say(rule)]];
