import { decideElection, decideMotion, countsOf } from '../decision/decide';
import type { Verdict } from '../decision/verdict';
import { applyCaps, unitsOf, type Caps } from '../electorate/caps';
import { whole, written } from '../electorate/exact';
import { countOptions } from '../voting/count';
import { lotOf } from '../voting/lot';
import type { Count, Marks, WeightedPaper } from '../voting/method';
import { countYesNo } from '../voting/yes-no';
import { classKey, type BoxClass, type BoxHeader } from './header';

/** Members who have equally many votes: how many may vote, and how many are present, represented or voting from afar. */
export type Turnout = Pick<BoxClass, 'category' | 'votes' | 'entitled' | 'present'>;

/** Papers of one class that are marked alike. */
export type Pile = { readonly class: string; readonly marks: Marks; papers: number };

/** What each paper weighs, and of how many votes all of them are a part. */
export type Scale = {
  readonly classes: readonly BoxClass[];
  readonly votes: BoxHeader['votes'];
  /** Weight of one paper of a class, in units; 0 for a class of which nobody is present. */
  readonly unitsOf: (key: string) => bigint;
};

/** Applies the ceilings to those entitled and to those present. @see applyCaps */
export function weighClasses(caps: Caps, turnout: readonly Turnout[]): Scale {
  const entitled = applyCaps(
    caps,
    turnout.map(({ category, votes, entitled: members }) => ({ category, votes, members })),
  );
  const present = applyCaps(
    caps,
    turnout.map(({ category, votes, present: members }) => ({ category, votes, members })),
  );
  const units = unitsOf(present);
  const there = turnout.filter((it) => it.present > 0);
  const weights = new Map(there.map((it) => [classKey(it.category, it.votes), units.weightOf(it.category, it.votes)]));
  return {
    classes: turnout.map(({ category, votes, ...members }) => {
      const weight = members.present > 0 ? present.weightOf(category, votes) : whole(0);
      return { ...members, key: classKey(category, votes), category, votes, weight: written(weight) };
    }),
    votes: { entitled: written(entitled.total), present: written(present.total), unit: `${units.perVote}` },
    unitsOf: (key) => weights.get(key) ?? 0n,
  };
}

/** What a box is counted by: the rules it was opened under, what papers weigh, and where the lot is drawn from. */
export type BoxRules = Pick<BoxHeader, 'method' | 'options' | 'rules'> & {
  readonly scale: Scale;
  readonly root: string;
  /** What the chair marked in an open ballot, or else null. */
  readonly chairMarked: Marks | null;
};

/**
 * Counts a ballot box and decides the ballot: when it is closed, and again whenever anybody verifies it.
 *
 * The lot is drawn from the root of the papers, which nobody knows before the last of them is cast.
 *
 * @throws BALLOT.MORE_VOTES_THAN_VOTERS if a class has more papers than members present
 */
export function countBox(box: BoxRules, piles: Iterable<Pile>): { readonly count: Count; readonly verdict: Verdict } {
  const { method, options: labels, scale, root, rules } = box;
  const call = rules.call;
  const votes = { entitled: whole(0).add(scale.votes.entitled), present: whole(0).add(scale.votes.present) };
  if (method.kind === 'yesNo') {
    const count = countYesNo(weighed(piles, scale));
    const counts = countsOf(count, BigInt(scale.votes.unit));
    const chairVoted = box.chairMarked === 'yes' || box.chairMarked === 'no' ? box.chairMarked : null;
    return { count, verdict: decideMotion({ call, ties: rules.ties, chairVoted, votes: { ...votes, counts } }) };
  }
  const count = countOptions(method, labels.length, weighed(piles, scale), lotOf(root, labels.length));
  return { count, verdict: decideElection({ call, votes, count, labels }) };
}

/** A class with more papers than members of it were present, if there is one; that of unknown members is such a class. */
export function overfullClass(classes: readonly BoxClass[], piles: Iterable<Pile>): string | undefined {
  const papersOf = new Map<string, number>();
  for (const { class: key, papers } of piles) papersOf.set(key, (papersOf.get(key) ?? 0) + papers);
  const present = new Map(classes.map((it) => [it.key, it.present]));
  return [...papersOf].find(([key, papers]) => papers > (present.get(key) ?? 0))?.[0];
}

function* weighed(piles: Iterable<Pile>, { unitsOf: weightOf }: Scale): Generator<WeightedPaper> {
  for (const { class: key, marks, papers } of piles) yield { marks, weight: weightOf(key) * BigInt(papers) };
}
