import { compareShares } from '../exact-share';
import { MATTERS, type StatuteDocument } from '../statute-language';
import { days, matterName, shareInWords } from '../words';
import { when, type Check, type Contradiction } from './contradiction';
import { LEGAL_LIMITS, type LegalLimits } from './legal-limits';

type LegalCheck = (document: StatuteDocument, limits: LegalLimits) => readonly Contradiction[];

const memberDays: LegalCheck = ({ voters }, { memberDays: limit }) =>
  limit
    ? when(voters.minDays < limit.least, {
        code: 'VOTERS.TOO_NEW',
        path: 'voters.minDays',
        it: `Vota chi è nel libro soci da almeno ${days(limit.least, 'it')} (${limit.article}); lo statuto ne chiede ${voters.minDays}.`,
        en: `Those vote who are in the members’ book for at least ${days(limit.least, 'en')} (${limit.article}); the statute asks for ${voters.minDays}.`,
      })
    : [];

const noticeDays: LegalCheck = ({ matters }, { noticeDays: limit }) =>
  limit
    ? MATTERS.flatMap((matter) =>
        when(matters[matter].noticeDays < limit.least, {
          code: 'NOTICE.TOO_SHORT',
          path: `matters.${matter}.noticeDays`,
          it: `Per ${matterName(matter, 'it')}, il preavviso è di almeno ${days(limit.least, 'it')} (${limit.article}); lo statuto ne dà ${matters[matter].noticeDays}.`,
          en: `For ${matterName(matter, 'en')}, notice is of at least ${days(limit.least, 'en')} (${limit.article}); the statute gives ${matters[matter].noticeDays}.`,
        }),
      )
    : [];

const challengeDays: LegalCheck = ({ challenge }, { challengeDays: limit }) =>
  limit
    ? when(challenge.days < limit.least, {
        code: 'CHALLENGE.TOO_SHORT',
        path: 'challenge.days',
        it: `La legge dà ai soci ${days(limit.least, 'it')} per impugnare una delibera (${limit.article}); lo statuto ne lascia ${challenge.days}.`,
        en: `The law gives members ${days(limit.least, 'en')} to challenge a resolution (${limit.article}); the statute leaves ${challenge.days}.`,
      })
    : [];

const proxiesPerHolder: LegalCheck = ({ proxies }, { proxiesPerHolder: limit }) => {
  const most = proxies && Math.max(proxies.maxPerHolder, proxies.large?.maxPerHolder ?? 0);
  return limit && most !== null
    ? when(most > limit.most, {
        code: 'PROXY.TOO_MANY',
        path: 'proxies',
        it: `Un socio può rappresentarne al massimo ${limit.most} (${limit.article}); lo statuto ne ammette ${most}.`,
        en: `One member may represent ${limit.most} at most (${limit.article}); the statute allows ${most}.`,
      })
    : [];
};

const PLURAL = [
  ['legalPersons', 'votesOfLegalPersons', 'Una persona giuridica', 'A legal person'],
  [
    'exchange',
    'votesByExchange',
    'Un socio che vota secondo gli scambi',
    'A member whose votes are by mutual exchange',
  ],
] as const;

const pluralVotes: LegalCheck = ({ votes }, limits) =>
  PLURAL.flatMap(([name, limited, it, en]) => {
    const rule = votes[name];
    const limit = limits[limited];
    return rule && limit
      ? when(rule.maxVotes > limit.most, {
          code: 'VOTES.TOO_MANY',
          path: `votes.${name}.maxVotes`,
          it: `${it} ha al massimo ${limit.most} voti (${limit.article}); lo statuto ne dà ${rule.maxVotes}.`,
          en: `${en} has ${limit.most} votes at most (${limit.article}); the statute gives ${rule.maxVotes}.`,
        })
      : [];
  });

const CAPS = [
  [
    'exchangeMember',
    'exchange',
    'di un socio che vota secondo gli scambi',
    'of a member whose votes are by mutual exchange',
  ],
  ['exchangeCategory', 'exchange', 'di chi vota secondo gli scambi', 'of those whose votes are by mutual exchange'],
  ['financingCategory', 'financing', 'dei soci finanziatori', 'of the financing members'],
] as const;

const caps: LegalCheck = ({ caps: rules, votes }, limits) =>
  CAPS.flatMap(([name, givenBy, it, en]) => {
    const rule = rules[name];
    const limit = limits.caps[name];
    if (!limit) return [];
    return [
      ...when(rule === null && votes[givenBy] !== null, {
        code: 'CAP.MISSING',
        path: `caps.${name}`,
        it: `Lo statuto dà voto plurimo ma nessun limite ai voti ${it}: la legge ne vuole uno, al massimo ${shareInWords(limit.most, 'it')} dei voti presenti (${limit.article}).`,
        en: `The statute gives plural votes but no ceiling on the votes ${en}: the law asks for one, at most ${shareInWords(limit.most, 'en')} of the votes present (${limit.article}).`,
      }),
      ...(rule
        ? when(compareShares(rule.share, limit.most) > 0, {
            code: 'CAP.TOO_HIGH',
            path: `caps.${name}.share`,
            it: `I voti ${it} sono al massimo ${shareInWords(limit.most, 'it')} dei voti presenti (${limit.article}); lo statuto ammette ${shareInWords(rule.share, 'it')}.`,
            en: `The votes ${en} are at most ${shareInWords(limit.most, 'en')} of the votes present (${limit.article}); the statute allows ${shareInWords(rule.share, 'en')}.`,
          })
        : []),
    ];
  });

const meetings: LegalCheck = ({ matters }, limits) =>
  MATTERS.flatMap((matter) => {
    const article = limits.meetings[matter];
    return article
      ? when(matters[matter].standing !== null, {
          code: 'STANDING.NEEDS_MEETING',
          path: `matters.${matter}.standing`,
          it: `Per ${matterName(matter, 'it')} decide l’assemblea riunita (${article}): non si può votare fuori riunione.`,
          en: `The assembly decides in a meeting (${article}) on ${matterName(matter, 'en')}: a ballot outside of meetings cannot.`,
        })
      : [];
  });

const LEGAL_CHECKS: readonly LegalCheck[] = [
  ...[memberDays, noticeDays, challengeDays, proxiesPerHolder],
  ...[pluralVotes, caps, meetings],
];

/** Where a statute goes beyond what the law of its form allows. */
export const contradictionsWithLaw: Check = (document) =>
  LEGAL_CHECKS.flatMap((check) => check(document, LEGAL_LIMITS[document.form]));
