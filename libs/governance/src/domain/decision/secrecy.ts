import { sentence, type Sentence } from '../sentence';

/**
 * Fewest among whom a vote is secret. One voter's choice is the result; of two, each knows the other's from the result
 * and the own; among three nobody knows alone.
 */
const LEAST_VOTERS = 3;

/**
 * Members whose papers look alike because they weigh the same: those who may vote, and once the ballot is closed those
 * who did. `key` is what the class is called, as in `5`.
 */
export type VoteClass = { readonly key: string; readonly members: number };

export type SecrecyFacts = {
  /** Members entitled to vote, a count ≥ 0. */
  readonly electorate: number;
  /** Members who voted; null as long as the ballot is open, because participation is not known before it closes. */
  readonly voters: number | null;
  readonly classes: readonly VoteClass[];
  /** Whether all papers in the result say the same; false as long as the ballot is open. */
  readonly unanimous: boolean;
};

export const SECRECY_CODES = ['SECRECY.TOO_FEW', 'SECRECY.SMALL_CLASS', 'SECRECY.UNANIMOUS'] as const;
export type SecrecyWarning = Sentence & { readonly code: (typeof SECRECY_CODES)[number] };

/**
 * Says where a secret ballot cannot be secret: before it opens from its electorate, after its count also from who voted
 * and how. It warns and forbids nothing, because the body may have nobody else.
 *
 * Three is the least, not safety: of three voters, two who talk know the third's vote.
 *
 * @returns no warning if each vote is hidden among at least three and the result does not give it away
 */
export function secrecyWarnings({ electorate, voters, classes, unanimous }: SecrecyFacts): readonly SecrecyWarning[] {
  const crowd = voters ?? electorate;
  const small = classes.filter(({ members }) => members > 0 && members < LEAST_VOTERS);
  return [
    ...(crowd > 0 && crowd < LEAST_VOTERS ? [tooFew(crowd, voters !== null)] : []),
    // A single class does not set anybody apart; that there are few in all has been said.
    ...(classes.length > 1 ? small.map(smallClass) : []),
    ...(unanimous && voters !== 0 ? [UNANIMOUS] : []),
  ];
}

const tooFew = (crowd: number, haveVoted: boolean): SecrecyWarning => ({
  code: 'SECRECY.TOO_FEW',
  ...sentence((language) => {
    if (language === 'it') {
      const [voted, may, members] =
        crowd === 1 ? ['Ha votato', 'Può votare', 'socio'] : ['Hanno votato', 'Possono votare', 'soci'];
      return `${haveVoted ? voted : may} solo ${crowd} ${members}: con meno di ${LEAST_VOTERS} il risultato rivela i singoli voti.`;
    }
    const who = `Only ${crowd} ${crowd === 1 ? 'member' : 'members'} ${haveVoted ? 'voted' : 'may vote'}`;
    return `${who}: with fewer than ${LEAST_VOTERS} the result gives away how each one voted.`;
  }),
});

const smallClass = ({ key, members }: VoteClass): SecrecyWarning => ({
  code: 'SECRECY.SMALL_CLASS',
  ...sentence((language) => {
    const isOne = members === 1;
    if (language === 'it') {
      return `Solo ${members} ${isOne ? 'socio è' : 'soci sono'} nella classe di voti «${key}»: dal peso della scheda si può risalire a chi ha votato.`;
    }
    return `Only ${members} ${isOne ? 'member is' : 'members are'} in the class of votes “${key}”: what a paper weighs may tell whose it is.`;
  }),
});

const UNANIMOUS: SecrecyWarning = {
  code: 'SECRECY.UNANIMOUS',
  it: 'Tutte le schede dicono lo stesso: il risultato rivela il voto di ciascuno che ha votato.',
  en: 'All papers say the same: the result gives away how everyone who voted did.',
};
