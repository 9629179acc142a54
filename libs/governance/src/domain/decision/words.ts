import type { Language } from '#identity';
import { Fraction } from 'fraction.js';
import { exactShare, written, type Exact } from '../electorate/exact';
import type { Sentence } from '../sentence';
import type { Threshold } from '../share';
import { shareInWords } from '../statute/words';
import type { Shortfall } from './votes';

/** A number as people write it: `19`, `33 1/3`. */
export const numberIn = (votes: Exact) => votes.toFraction(true);

/** Whether a noun or verb that goes with so many stands in the plural: `0 votes`, `1/2 vote`, `1 1/2 votes`. */
export const isPlural = (count: Exact | number) => {
  const exact = new Fraction(count);
  return exact.equals(0) || exact.gt(1);
};

const VOTE = { it: ['voto', 'voti'], en: ['vote', 'votes'] } as const;
/** `1 vote`, `19 votes`, `33 1/3 votes`. */
export const votesIn = (language: Language, votes: Exact) =>
  `${numberIn(votes)} ${VOTE[language][isPlural(votes) ? 1 : 0]}`;

/** Thresholds that are said in a way of their own. */
const SPECIAL: Readonly<Record<string, Sentence>> = {
  'atLeast 0': { it: 'nessun minimo', en: 'no minimum' },
  'moreThan 0': { it: 'almeno un voto', en: 'at least one vote' },
  'atLeast 1': { it: 'la totalità', en: 'all' },
  'moreThan 1/2': { it: 'più della metà', en: 'more than one half' },
};
const REACH = { atLeast: { it: 'almeno', en: 'at least' }, moreThan: { it: 'più di', en: 'more than' } } as const;

/** `at least two thirds`, `more than one half`, `all`; a share written as 50/100 is one half too. */
export function thresholdIn(language: Language, { share, reach }: Threshold): string {
  const special = SPECIAL[`${reach} ${written(exactShare(share))}`];
  return special?.[language] ?? `${REACH[reach][language]} ${shareInWords(share, language)}`;
}

/** `19 more votes`, `more than 1/3 more vote`; in Italian the verb says `in più` at its end, so only the votes stand here. */
export function shortfallIn(language: Language, { votes, strictly }: Shortfall): string {
  if (language === 'it') return `${strictly ? 'più di ' : ''}${votesIn('it', votes)}`;
  return `${strictly ? 'more than ' : ''}${numberIn(votes)} more ${isPlural(votes) ? 'votes' : 'vote'}`;
}
