import { MATTERS, type Matter, type MatterRules, type PluralVotes, type StatuteDocument } from '../statute-language';
import { days, matterName } from '../words';
import { when, type Check, type Contradiction } from './contradiction';

const SECONDS_A_DAY = 24 * 60 * 60;

type MatterCheck = (rules: MatterRules, matter: Matter, document: StatuteDocument) => readonly Contradiction[];

const noTime: MatterCheck = ({ standing }, matter) =>
  when(standing !== null && standing.minSeconds > standing.maxSeconds, {
    code: 'STANDING.NO_TIME',
    path: `matters.${matter}.standing`,
    it: `Per ${matterName(matter, 'it')}, la durata minima del voto fuori riunione supera la massima: nessuna durata è possibile.`,
    en: `For ${matterName(matter, 'en')}, the least time of a ballot outside of meetings is above the most: no closing time is possible.`,
  });

const standingWithTwoCalls: MatterCheck = ({ standing, calls }, matter) =>
  when(standing !== null && calls.length === 2, {
    code: 'STANDING.TWO_CALLS',
    path: `matters.${matter}.calls`,
    it: `Per ${matterName(matter, 'it')}, un voto fuori riunione non ha una seconda convocazione: non si saprebbe quale quorum vale.`,
    en: `For ${matterName(matter, 'en')}, a ballot outside of meetings has no second call: nobody could say which quorum holds.`,
  });

const standingNotRemote: MatterCheck = ({ standing, remote }, matter) =>
  when(standing !== null && !remote, {
    code: 'STANDING.NOT_REMOTE',
    path: `matters.${matter}.remote`,
    it: `Per ${matterName(matter, 'it')}, si vota fuori riunione ma non a distanza: non resta modo di votare.`,
    en: `For ${matterName(matter, 'en')}, one votes outside of meetings but not from afar: no way to vote is left.`,
  });

const standingShorterThanNotice: MatterCheck = ({ standing, noticeDays }, matter) =>
  when(standing !== null && noticeDays * SECONDS_A_DAY > standing.maxSeconds, {
    code: 'STANDING.SHORTER_THAN_NOTICE',
    path: `matters.${matter}.noticeDays`,
    it: `Per ${matterName(matter, 'it')}, il preavviso di ${days(noticeDays, 'it')} è più lungo del voto fuori riunione più lungo.`,
    en: `For ${matterName(matter, 'en')}, the notice of ${days(noticeDays, 'en')} is longer than the longest ballot outside of meetings.`,
  });

/** Who knows the counts of a tied ballot and how it was decided knows how the chair voted. */
const tieRevealsChair: MatterCheck = ({ secrecy }, matter, { ties }) =>
  when(secrecy === 'secret' && ties.rule === 'chairDecides', {
    code: 'TIES.REVEAL_CHAIR',
    path: `matters.${matter}.secrecy`,
    it: `Per ${matterName(matter, 'it')}, il voto è segreto ma in parità decide il presidente: si saprebbe come ha votato.`,
    en: `For ${matterName(matter, 'en')}, the ballot is secret but the chair decides a tie: everybody would know how the chair voted.`,
  });

const MATTER_CHECKS: readonly MatterCheck[] = [
  noTime,
  standingWithTwoCalls,
  standingNotRemote,
  standingShorterThanNotice,
  tieRevealsChair,
];

const ofMatters: Check = (document) =>
  MATTERS.flatMap((matter) => MATTER_CHECKS.flatMap((check) => check(document.matters[matter], matter, document)));

const proxies: Check = ({ voters, proxies: rule }) => [
  ...when(rule !== null && voters.who === 'delegates', {
    code: 'PROXY.OF_DELEGATES',
    path: 'proxies',
    it: 'Votano i delegati delle assemblee separate, che già votano per altri: non possono dare a loro volta una delega.',
    en: 'Delegates of separate assemblies vote, and vote for others already: they cannot give a proxy in turn.',
  }),
  ...when(rule !== null && rule.large !== null && rule.large.maxPerHolder < rule.maxPerHolder, {
    code: 'PROXY.LARGE_BELOW',
    path: 'proxies.large.maxPerHolder',
    it: 'Quando i soci sono molti sarebbero ammesse meno deleghe a testa di quando sono pochi.',
    en: 'With many members, fewer proxies a head would be allowed than with few.',
  }),
];

const delegates: Check = (document) =>
  when(document.delegates !== null && document.voters.who === 'delegates', {
    code: 'DELEGATE.OF_DELEGATES',
    path: 'delegates',
    it: 'In questo organo votano già delegati: non possono eleggere altri delegati.',
    en: 'Delegates vote in this body already: they cannot elect further delegates.',
  });

const CAPS = [
  ['exchangeMember', 'di un socio che vota secondo gli scambi', 'of a member whose votes are by mutual exchange'],
  ['exchangeCategory', 'di chi vota secondo gli scambi', 'of those whose votes are by mutual exchange'],
  ['financingCategory', 'dei soci finanziatori', 'of the financing members'],
] as const;

/** A ceiling on financing members means something without plural votes too: many of one vote each may be too many. */
const caps: Check = ({ caps: rules, votes }) =>
  CAPS.flatMap(([name, it, en]) => {
    const path = `caps.${name}`;
    const isOfExchange = name !== 'financingCategory';
    return [
      ...when(rules[name] !== null && isOfExchange && votes.exchange === null, {
        code: 'CAP.WITHOUT_VOTES',
        path,
        it: `C’è un limite ai voti ${it}, ma lo statuto non dà voti secondo gli scambi.`,
        en: `There is a ceiling on the votes ${en}, but the statute gives no votes by mutual exchange.`,
      }),
      ...when(rules[name]?.share.part === 0, {
        code: 'CAP.NOTHING',
        path,
        it: `Il limite ai voti ${it} è zero: avrebbero il voto, ma non conterebbe mai.`,
        en: `The ceiling on the votes ${en} is nothing: they would have a vote that never counts.`,
      }),
    ];
  });

const PLURAL = [
  ['legalPersons', ['shares', 'ownMembers'], 'alle persone giuridiche', 'to legal persons'],
  ['exchange', ['exchange'], 'secondo gli scambi mutualistici', 'by mutual exchange'],
  ['financing', ['shares', 'ownMembers'], 'ai soci finanziatori', 'to financing members'],
] as const;

const pluralVotes: Check = ({ votes }) =>
  PLURAL.flatMap(([name, bases, it, en]) => {
    const rule: PluralVotes | null = votes[name];
    const path = `votes.${name}`;
    return [
      ...when(rule !== null && !(bases as readonly string[]).includes(rule.basis), {
        code: 'VOTES.WRONG_BASIS',
        path: `${path}.basis`,
        it: `I voti ${it} si calcolano su una base che a loro non spetta.`,
        en: `The votes ${en} are computed on a basis that is not theirs.`,
      }),
      ...when(rule?.maxVotes === 1, {
        code: 'VOTES.ONLY_ONE',
        path: `${path}.maxVotes`,
        it: `Lo statuto dà più voti ${it}, ma al massimo uno.`,
        en: `The statute gives several votes ${en}, but one at most.`,
      }),
    ];
  });

const sunset: Check = ({ sunset: { maxDays, reviewDaysBefore }, matters: { accessPolicy } }) => [
  ...when(reviewDaysBefore >= maxDays, {
    code: 'SUNSET.REVIEW_TOO_EARLY',
    path: 'sunset.reviewDaysBefore',
    it: `Il riesame di una politica verrebbe ${days(reviewDaysBefore, 'it')} prima della fine, cioè prima che entri in vigore.`,
    en: `The review of a policy would come ${days(reviewDaysBefore, 'en')} before its end, which is before it is in force.`,
  }),
  ...when(accessPolicy.noticeDays > reviewDaysBefore, {
    code: 'SUNSET.REVIEW_TOO_LATE',
    path: 'sunset.reviewDaysBefore',
    it: `Il riesame di una politica comincia ${days(reviewDaysBefore, 'it')} prima della fine, ma l’avviso per deciderlo ne chiede ${accessPolicy.noticeDays}: la politica scadrebbe prima.`,
    en: `The review of a policy starts ${days(reviewDaysBefore, 'en')} before its end, but the notice to decide on it takes ${accessPolicy.noticeDays}: the policy would lapse first.`,
  }),
];

const suspension: Check = ({ suspension: rule, matters: { accessPolicy } }) =>
  when(rule !== null && leastDays(accessPolicy) > rule.ratifyWithinDays, {
    code: 'SUSPENSION.NO_TIME',
    path: 'suspension.ratifyWithinDays',
    it: 'Una sospensione d’urgenza decadrebbe prima che l’organo possa riunirsi o votare per ratificarla.',
    en: 'An emergency suspension would lapse before the body could meet or vote to ratify it.',
  });

/** The fewest days in which a body can come to a resolution. */
const leastDays = ({ noticeDays, standing }: MatterRules) =>
  standing === null ? noticeDays : Math.max(noticeDays, standing.minSeconds / SECONDS_A_DAY);

/** What the parts of a statute say against each other, whatever the law of the body. */
export const contradictionsOfBody: Check = (document) =>
  [ofMatters, proxies, delegates, caps, pluralVotes, sunset, suspension].flatMap((check) => check(document));
