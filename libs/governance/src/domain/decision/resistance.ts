import type { Exact } from '../electorate/exact';
import type { Sentence } from '../sentence';
import { decideMotion, type Counts, type MotionInput } from './decide';
import { moreWithheldThanCast, negativeVotes } from './errors';
import type { Verdict } from './verdict';
import { sum } from './votes';

/** The votes that are put in doubt: those of one separate assembly's delegates, or any that were wrongly admitted. */
export type Withheld = {
  /** Whose they are, as in `the separate assembly of Rimini`; shown in the reason. */
  readonly whose: Sentence;
  /** Their votes that were present, cast or not. */
  readonly present: Exact;
  readonly counts: Counts;
  /** Whether the chair is among them, so that its vote decides no tie. */
  readonly includesChair: boolean;
};

export type Resistance = { readonly stands: boolean; readonly verdict: Verdict; readonly reason: Sentence };

const ARTICLES = 'art. 2540 co. 5, art. 2377 co. 5 c.c.';

/**
 * The resistance test: would the resolution stand without these votes?
 *
 * The votes are taken away from those present and from those cast, as if their holders had stayed at home; the entitled
 * stay as many as they were, for what is in doubt is these votes and not the membership behind them. Quorum and majority
 * are both tested again. A resolution stands if the motion that was adopted is adopted still; one that was not adopted
 * stands if it is still not, be it for another reason.
 *
 * @param input what `decideMotion` decided upon
 * @param withheld exact; of each kind at most as many as were counted, and cast ≤ present
 * @returns whether it stands, the verdict without these votes, and why
 * @throws BALLOT.MORE_WITHHELD_THAN_CAST, BALLOT.NEGATIVE_VOTES; and as `decideMotion`
 * @see Codice civile, art. 2540 co. 5 (delegates of separate assemblies irregularly held), 2377 co. 5 no. 1 and 2
 *   (attendance and votes that were decisive)
 */
export function resistanceTest(input: MotionInput, withheld: Withheld): Resistance {
  const before = decideMotion(input);
  const verdict = decideMotion(without(input, withheld));
  const stands = (before.outcome === 'adopted') === (verdict.outcome === 'adopted');
  return { stands, verdict, reason: reasonOf(before.outcome === 'adopted', stands, withheld.whose, verdict) };
}

function without({ chairVoted, votes, ...rules }: MotionInput, withheld: Withheld): MotionInput {
  const { entitled, present, counts } = votes;
  const cast = sum(Object.values(withheld.counts));
  if (cast.gt(withheld.present)) throw moreWithheldThanCast('cast', cast, withheld.present);
  return {
    ...rules,
    chairVoted: withheld.includesChair ? null : chairVoted,
    votes: {
      entitled,
      present: take('present', present, withheld.present),
      counts: {
        yes: take('yes', counts.yes, withheld.counts.yes),
        no: take('no', counts.no, withheld.counts.no),
        abstain: take('abstain', counts.abstain, withheld.counts.abstain),
        blank: take('blank', counts.blank, withheld.counts.blank),
      },
    },
  };
}

function take(what: string, counted: Exact, withheld: Exact): Exact {
  if (withheld.lt(0)) throw negativeVotes(what, withheld);
  if (withheld.gt(counted)) throw moreWithheldThanCast(what, withheld, counted);
  return counted.sub(withheld);
}

const reasonOf = (wasAdopted: boolean, stands: boolean, whose: Sentence, verdict: Verdict): Sentence => ({
  it:
    `${wasAdopted ? 'la delibera' : 'la mancata approvazione'} ${stands ? 'resiste' : 'non resiste'} ` +
    `senza i voti di ${whose.it} (${ARTICLES}): ${verdict.reason.it}`,
  en:
    `${wasAdopted ? 'the resolution' : 'the rejection'} ${stands ? 'stands' : 'does not stand'} ` +
    `without the votes of ${whose.en} (${ARTICLES}): ${verdict.reason.en}`,
});
