import type { Language } from '#identity';
import { Fraction } from 'fraction.js';
import type { Exact } from '../electorate/exact';
import { sentence, type Sentence } from '../sentence';
import type { Threshold } from '../share';
import type { Base, CallRules, StatuteDocument } from '../statute/statute-document';
import type { Test } from './verdict';
import { shortfallOf } from './votes';
import { isPlural, numberIn, shortfallIn, thresholdIn, votesIn } from './words';

const OUT_OF: Readonly<Record<Language, Readonly<Record<Base, readonly [one: string, many: string]>>>> = {
  it: {
    entitled: ['spettante agli aventi diritto', 'spettanti agli aventi diritto'],
    present: ['presente', 'presenti'],
    cast: ['espresso', 'espressi'],
    valid: ['valido', 'validi'],
    yesNo: ['tra favorevoli e contrari', 'tra favorevoli e contrari'],
  },
  en: {
    entitled: ['entitled', 'entitled'],
    present: ['present', 'present'],
    cast: ['cast', 'cast'],
    valid: ['valid', 'valid'],
    yesNo: ['for and against', 'for and against'],
  },
};

const asksFor = (language: Language, threshold: Threshold, article: string) =>
  `${article} ${language === 'it' ? 'richiede' : 'asks for'} ${thresholdIn(language, threshold)}`;

/** `61 of 120 votes present, statute art. 7 asks for at least two thirds`, or that it asks for no quorum. */
export function presenceIn(language: Language, call: CallRules, votes: { present: Exact; entitled: Exact }): string {
  const [present, entitled] = [numberIn(votes.present), votesIn(language, votes.entitled)];
  const there =
    language === 'en'
      ? `${present} of ${entitled} present`
      : `${isPlural(votes.present) ? 'presenti' : 'presente'} ${votesIn('it', votes.present)} su ${numberIn(votes.entitled)}`;
  if (call.quorum) return `${there}, ${asksFor(language, call.quorum, call.article)}`;
  return `${there}, ${call.article} ${language === 'it' ? 'non richiede un quorum' : 'asks for no quorum'}`;
}

/** `not adopted: 61 of 120 votes present, …; 19 more votes had to be present`. */
export const inquorateReason = (call: CallRules, votes: { present: Exact; entitled: Exact }, test: Test): Sentence =>
  sentence((language) => {
    const lack = shortfallOf(test);
    const missing = shortfallIn(language, lack);
    const there = presenceIn(language, call, votes);
    if (language === 'en') return `not adopted: ${there}; ${missing} had to be present`;
    return `non approvata: ${there}; ${isPlural(lack.votes) ? 'servivano' : 'serviva'} ${missing} in più tra i presenti`;
  });

/** `13 votes in favour out of 20 for and against, statute art. 7 asks for at least two thirds`. */
function favourIn(language: Language, test: Test, call: CallRules): string {
  const of = new Fraction(test.of);
  const votes = votesIn(language, new Fraction(test.have));
  const base = `${numberIn(of)} ${OUT_OF[language][test.base][isPlural(of) ? 1 : 0]}`;
  const inFavour = language === 'it' ? `${votes} a favore su ${base}` : `${votes} in favour out of ${base}`;
  return `${inFavour}, ${asksFor(language, call.majority, call.article)}`;
}

/** `adopted: 61 of 120 votes present, …; 41 votes in favour out of 60 for and against, …`. */
export const adoptedReason = (call: CallRules, votes: { present: Exact; entitled: Exact }, test: Test): Sentence =>
  sentence((language) => {
    const adopted = language === 'it' ? 'approvata' : 'adopted';
    return `${adopted}: ${presenceIn(language, call, votes)}; ${favourIn(language, test, call)}`;
  });

/** The majority of the statute was not reached: by how many of the same votes. */
export const tooFewReason = (call: CallRules, test: Test): Sentence =>
  sentence((language) => {
    const lack = shortfallOf(test);
    const missing = shortfallIn(language, lack);
    const favour = favourIn(language, test, call);
    if (language === 'en')
      return `not adopted: ${favour}; ${missing} in favour ${isPlural(lack.votes) ? 'were' : 'was'} needed among these`;
    return `non approvata: ${favour}; tra questi ${isPlural(lack.votes) ? 'servivano' : 'serviva'} ${missing} a favore in più`;
  });

/** The share of the statute was reached, and yet there were not more in favour than against. */
export const outvotedReason = (yes: Exact, no: Exact): Sentence =>
  sentence((language) =>
    language === 'en'
      ? `not adopted: ${votesIn('en', yes)} in favour and ${numberIn(no)} against; a motion needs more votes in favour than against`
      : `non approvata: ${votesIn('it', yes)} a favore e ${numberIn(no)} contro; una proposta richiede più voti a favore che contro`,
  );

export const nobodyInFavourReason = (no: Exact): Sentence =>
  sentence((language) =>
    language === 'en'
      ? `not adopted: no vote in favour and ${numberIn(no)} against`
      : `non approvata: nessun voto a favore e ${numberIn(no)} contro`,
  );

type Ties = StatuteDocument['ties'];
type ChairVote = 'yes' | 'no' | null;

const TIE_RULES = {
  it: {
    rejects: 'a parità di voti la proposta è respinta',
    yes: 'a parità di voti decide il presidente, che ha votato a favore',
    no: 'a parità di voti decide il presidente, che ha votato contro',
    unknown: 'a parità di voti decide il presidente, di cui non risulta un voto a favore o contro',
  },
  en: {
    rejects: 'a tie rejects',
    yes: 'a tie is decided by the chair, who voted in favour',
    no: 'a tie is decided by the chair, who voted against',
    unknown: 'a tie is decided by the chair, of whom no vote for or against is known',
  },
} as const;

/** A tie that decided: what the statute says of it, and how the chair voted where that counts. */
export const tieReason = (tied: Exact, ties: Ties, chairVoted: ChairVote): Sentence =>
  sentence((language) => {
    const key = ties.rule === 'rejects' ? 'rejects' : (chairVoted ?? 'unknown');
    const adopted = key === 'yes';
    const rule = `${TIE_RULES[language][key]} (${ties.article})`;
    const votes = votesIn(language, tied);
    if (language === 'en')
      return `${adopted ? 'adopted' : 'not adopted'}: ${votes} in favour and as many against; ${rule}`;
    return `${adopted ? 'approvata' : 'non approvata'}: ${votes} a favore e altrettanti contro; ${rule}`;
  });
