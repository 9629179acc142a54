import { breakTie } from './break-tie';
import type { Round } from './method';
import { inFull, optionsOf, zeros, type Finding, type OptionElection } from './option-election';
import type { Ranking } from './ranking';

type Matrix = readonly (readonly bigint[])[];
type Beats = (a: number, b: number) => boolean;

/**
 * Elects the option that no other beats by a stronger path of pairwise defeats. Whoever beats every other one to one wins.
 *
 * Of two defeats the one with more votes for its winner is stronger; if those are equal, the one with fewer for its loser.
 *
 * The rounds give the full order from its end: in each, those are eliminated who beat none of the options left, so that
 * equal ones leave together; the last elects the winner. Totals say how many of the options left an option beats. Only the
 * first place can need the lot.
 *
 * @see M. Schulze, A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election
 *   method, Social Choice and Welfare 36 (2011)
 */
export function countSchulze({ piles, valid, optionCount, lot }: OptionElection<Ranking>): Finding {
  const pairwise = pairwiseVotes(piles, optionCount);
  const paths = strongestPaths(pairwise, valid);
  const beats: Beats = (a, b) => (paths[a]?.[b] ?? 0n) > (paths[b]?.[a] ?? 0n);
  const options = optionsOf(optionCount);
  const { option: winner, tieBreak } = breakTie(unbeaten(options, beats), 'ahead', [], lot);
  return {
    winners: [winner],
    runoff: null,
    rounds: fromTheEnd(options, winner, beats),
    tieBreaks: tieBreak ? [tieBreak] : [],
    pairwise: pairwise.map(inFull),
  };
}

const unbeaten = (options: readonly number[], beats: Beats): number[] =>
  options.filter((option) => !options.some((other) => beats(other, option)));

function fromTheEnd(options: readonly number[], winner: number, beats: Beats): Round[] {
  const rounds: Round[] = [];
  const left = new Set(options);
  while (left.size > 0) {
    const beaten = options.map((a) => (left.has(a) ? options.filter((b) => left.has(b) && beats(a, b)).length : 0));
    const eliminated = [...left].filter((option) => beaten[option] === 0 && option !== winner);
    const elected = left.size === 1 ? [winner] : [];
    rounds.push({ totals: beaten.map(String), elected, eliminated, exhausted: '0' });
    for (const option of eliminated.concat(elected)) left.delete(option);
  }
  return rounds;
}

/** How much weight puts the row before the column; what a paper leaves out comes after all it names. */
function pairwiseVotes(piles: OptionElection<Ranking>['piles'], optionCount: number): Matrix {
  const votes = zeros(optionCount * optionCount);
  const places = new Int32Array(optionCount);
  for (const { marks, weight } of piles) {
    places.fill(optionCount);
    for (const [place, group] of marks.ranking.entries()) for (const option of group) places[option] = place;
    addPreferences(votes, places, weight);
  }
  return optionsOf(optionCount).map((row) => votes.slice(row * optionCount, (row + 1) * optionCount));
}

function addPreferences(votes: bigint[], places: Int32Array, weight: bigint): void {
  const count = places.length;
  for (let a = 0; a < count; a += 1) {
    const place = places[a] ?? count;
    for (let b = 0; b < count; b += 1) {
      if (place < (places[b] ?? 0)) votes[a * count + b] = (votes[a * count + b] ?? 0n) + weight;
    }
  }
}

/** A path is as strong as the weakest of its defeats (Floyd and Warshall). */
function strongestPaths(pairwise: Matrix, valid: bigint): Matrix {
  const paths = pairwise.map((row, a) => row.map((votes, b) => strength(votes, pairwise[b]?.[a] ?? 0n, valid)));
  for (const [via, onward] of paths.entries()) {
    for (const path of paths) {
      const there = path[via] ?? 0n;
      for (const [to, rest] of onward.entries()) {
        const weakest = there < rest ? there : rest;
        if (weakest > (path[to] ?? 0n)) path[to] = weakest;
      }
    }
  }
  return paths;
}

/** One number that orders defeats by the votes for, then by the votes against; 0: not a defeat. */
const strength = (votes: bigint, against: bigint, valid: bigint): bigint =>
  votes > against ? votes * (valid + 1n) + (valid - against) : 0n;
