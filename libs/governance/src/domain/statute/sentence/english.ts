import type { Threshold } from '../../share';
import type { Base, CallRules, Form } from '../statute-language';
import { counted, days, shareInWords, type Noun } from '../words';
import { asksForNobody, cited, duration, quoted, type Phrases } from './phrases';

const MEMBERS: Noun = ['member', 'members'];
const VOTES: Noun = ['vote', 'votes'];

const FORMS: Record<Form, string> = {
  cooperativeSpa: 'an Italian cooperative under the rules of joint-stock companies',
  cooperativeSrl: 'an Italian cooperative under the rules of limited-liability companies',
  thirdSector: 'an Italian association of the third sector',
  europeanCooperative: 'a European Cooperative Society',
  committee: 'a committee, with no rules but its own',
};

const WHO = {
  persons: 'Members vote',
  organisations: 'Member organisations vote, each by a representative',
  delegates: 'The delegates elected by the separate assemblies vote',
} as const;

const BASES: Record<Base, string> = {
  entitled: 'of the votes of all who are entitled',
  present: 'of the votes present or represented',
  cast: 'of the votes cast, counting abstentions and blank papers',
  valid: 'of the valid votes, counting abstentions but no blank papers',
  yesNo: 'of yes and no, not counting abstentions',
};

const PLURAL = {
  legalPersons: 'A legal person',
  exchange: 'A member whose votes are by mutual exchange',
  financing: 'A financing member',
} as const;

const UNITS: Record<'shares' | 'ownMembers' | 'exchange', Noun> = {
  shares: ['share', 'shares'],
  ownMembers: ['member of its own', 'members of its own'],
  exchange: ['unit of mutual exchange', 'units of mutual exchange'],
};

const CAPS = {
  exchangeMember: 'The votes of one member whose votes are by mutual exchange',
  exchangeCategory: 'The votes of all members whose votes are by mutual exchange',
  financingCategory: 'The votes of all financing members',
} as const;

const CALLS = { only: '', first: 'at the first call ', second: 'at the second call ' } as const;

function threshold({ share, reach }: Threshold): string {
  const words = shareInWords(share, 'en');
  if (share.part === 0) return reach === 'atLeast' ? words : 'any part';
  if (reach === 'moreThan') return `more than ${words}`;
  return share.part === share.of ? words : `at least ${words}`;
}

const quorum = (rule: CallRules['quorum']) =>
  rule === null || asksForNobody(rule)
    ? 'the body decides however many take part'
    : `those who take part must have ${threshold(rule)} ${BASES.entitled}`;

export const english: Phrases = {
  title: (title) => `The title is ${quoted(title, ['“', '”'])}.`,
  form: (form) => `The body is ${FORMS[form]}.`,
  speaks: (language, timeZone) =>
    `Notices and minutes are in ${language === 'it' ? 'Italian' : 'English'}; days and hours are those of ${timeZone}.`,
  voters: ({ who, minDays, suspended, inArrears, article }) =>
    `${WHO[who]}, ${minDays === 0 ? 'from the day on which they are' : `once they have been for at least ${days(minDays, 'en')}`} in the members’ book; ` +
    `one who is suspended ${suspended === 'vote' ? 'votes' : 'does not vote'}, one in arrears ${inArrears === 'vote' ? 'votes' : 'does not vote'} ${cited(article)}.`,
  oneVote: 'Each member has one vote, except where it is said otherwise here.',
  pluralVotes: (name, { basis, unitsPerVote, maxVotes, article }) =>
    `${PLURAL[name]} has one vote, and one more for every ${counted(unitsPerVote, UNITS[basis], 'en')}, up to ${counted(maxVotes, VOTES, 'en')} ${cited(article)}.`,
  cap: (name, { share, article }) =>
    `${CAPS[name]} count for at most ${shareInWords(share, 'en')} of the votes present or represented ${cited(article)}.`,
  proxies: (proxies) => {
    if (proxies === null) return 'Nobody votes for another.';
    const { maxPerHolder, large, article } = proxies;
    const more = large
      ? `, or ${counted(large.maxPerHolder, MEMBERS, 'en')} where at least ${large.fromMembers} are entitled to vote`
      : '';
    return `By written proxy, one who takes part represents at most ${counted(maxPerHolder, MEMBERS, 'en')}${more} ${cited(article)}.`;
  },
  delegates: ({ membersPerDelegate, article }) =>
    `One delegate is elected for every ${counted(membersPerDelegate, MEMBERS, 'en')} or part of them ${cited(article)}.`,
  call: (matters, which, { quorum: rule, majority, article }) =>
    `${matters}, ${CALLS[which]}${quorum(rule)}, and the motion passes if the votes for it are ${threshold(majority)} ${BASES[majority.base]} ${cited(article)}.`,
  ballot: (matters, { secrecy, remote }) =>
    `${matters}, the vote is ${secrecy} and may be given ${remote ? 'from afar too' : 'in the room only'}.`,
  convening: (matters, { noticeDays, standing }) => {
    const notice = noticeDays === 0 ? 'no notice is needed' : `notice is of at least ${days(noticeDays, 'en')}`;
    const outside = standing
      ? `there may be a ballot outside of meetings too, open from ${duration(standing.minSeconds, 'en')} to ${duration(standing.maxSeconds, 'en')}`
      : 'the body decides in meetings only';
    return `${matters}, ${notice} and ${outside}.`;
  },
  notice: ({ tooShort, article }) =>
    `A notice that is too short ${tooShort === 'refused' ? 'is not allowed' : 'is allowed, but marked for all to see'} ${cited(article)}.`,
  secondCall: ({ anotherDay, withinDays, article }) =>
    `The second call, where there is one, is ${anotherDay ? 'on another day' : 'on the same day or another'}, within ${days(withinDays, 'en')} of the first ${cited(article)}.`,
  conflicts: ({ rule, article }) =>
    `A member with a conflict of interests declares it and ${rule === 'declared' ? 'may vote' : 'neither votes nor counts for quorums and majorities'} ${cited(article)}.`,
  ties: ({ rule, article }) =>
    `If yes and no are equal, ${rule === 'rejects' ? 'the motion is rejected' : 'the vote of the chair decides'} ${cited(article)}.`,
  sunset: ({ maxDays, reviewDaysBefore }) =>
    `A policy on data holds for at most ${days(maxDays, 'en')}; its review is put on the agenda ${days(reviewDaysBefore, 'en')} before its end.`,
  suspension: (suspension) =>
    suspension
      ? `In an emergency ${suspension.office === 'chair' ? 'the chair' : 'the board'} may suspend a policy on data; not ratified within ${days(suspension.ratifyWithinDays, 'en')}, the suspension lapses ${cited(suspension.article)}.`
      : 'Nobody may suspend a policy on data in an emergency.',
  accessPower: (isLeftToFederation) =>
    isLeftToFederation
      ? 'On its own data, the body leaves decisions to the federation.'
      : 'On its own data, the body decides itself, besides what the federation decides.',
  challenge: ({ days: within, article }) =>
    within === 0
      ? `The statute sets no term for challenging resolutions ${cited(article)}.`
      : `A resolution may be challenged within ${days(within, 'en')} ${cited(article)}.`,
  everyMatter: 'For every resolution',
  someMatters: (names) => `For ${names}`,
  changed: (before, after) => `Until now: ${before} From now on: ${after}`,
  added: (after) => `New: ${after}`,
  removed: (before) => `No longer: ${before}`,
};
