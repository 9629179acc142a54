import { breakTie, extremes } from './break-tie';
import type { Round, TieBreak } from './method';
import { mostFirst, optionsOf, sum, zeros, type Finding, type OptionElection } from './option-election';
import type { Ranking } from './ranking';

/** Votes are counted in these: a transfer value has five decimals, any remainder is ignored. */
const PARTS_PER_VOTE = 100_000n;

/**
 * Elects a board or delegates in proportion to the preferences of those who vote: a single transferable vote, surpluses by
 * the weighted inclusive Gregory method, in stages, exact to 1/100000 of a vote.
 *
 * Each round shows what the options have at the end of a stage, who is elected by that, and who is eliminated next. What is
 * lost to rounding counts as exhausted, so that a round always adds up to the valid votes.
 *
 * When only as many are left as seats, they are elected without the quota, even one whom nobody voted for.
 *
 * @param seats how many are to be elected, ≥ 1
 * @see Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45 to 52
 */
export function countStv(election: OptionElection<Ranking>, seats: number): Finding {
  const quota = droopQuota(election.valid, seats);
  const { winners, rounds, tieBreaks } = new Stages(election, seats, quota * PARTS_PER_VOTE).run();
  return { winners, runoff: null, rounds, tieBreaks, quota: String(quota) };
}

/** The fewest whole votes that no more options can have than there are seats (rule 46). */
const droopQuota = (valid: bigint, seats: number): bigint => valid / BigInt(seats + 1) + 1n;

/** Equal papers that go the same way, each worth `value` parts of a vote; they lie with the option at `at` in their order. */
type Parcel = { readonly order: readonly number[]; readonly weight: bigint; value: bigint; at: number };

class Stages {
  readonly winners: number[] = [];
  readonly rounds: Round[] = [];
  readonly tieBreaks: TieBreak[] = [];
  private readonly continuing: Set<number>;
  private readonly heaps: Parcel[][];
  /** In parts of a vote, like the quota. */
  private readonly totals: bigint[];
  private readonly history: bigint[][] = [];

  constructor(
    private readonly election: OptionElection<Ranking>,
    private readonly seats: number,
    private readonly quota: bigint,
  ) {
    const options = optionsOf(election.optionCount);
    this.continuing = new Set(options);
    this.heaps = options.map(() => []);
    this.totals = zeros(election.optionCount);
    for (const { marks, weight } of election.piles) {
      this.pass({ order: marks.ranking.flat(), weight, value: PARTS_PER_VOTE, at: 0 });
    }
  }

  run(): this {
    for (;;) {
      this.history.push([...this.totals]);
      const elected = this.elect();
      const surplus = this.isOver() ? null : this.largestSurplus();
      const last = this.isOver() || surplus !== null ? null : this.last();
      this.record(elected, last === null ? [] : [last]);
      if (surplus !== null) this.transferSurplus(surplus);
      else if (last !== null) this.eliminate(last);
      else return this;
    }
  }

  private isOver(): boolean {
    return this.winners.length >= this.seats || this.continuing.size === 0;
  }

  /** Whoever has the quota (rule 47), and all who are left when there is a seat for each (rule 52). */
  private elect(): number[] {
    const left = this.election.lot.filter((option) => this.continuing.has(option));
    const hasSeats = left.length <= this.seats - this.winners.length;
    const elected = mostFirst(left, this.totals).filter((option) => hasSeats || this.totalOf(option) >= this.quota);
    for (const option of elected) this.continuing.delete(option);
    this.winners.push(...elected);
    return elected;
  }

  /** Rule 49: the largest surplus goes first; null: there is none. */
  private largestSurplus(): number | null {
    const withSurplus = this.winners.filter((option) => this.totalOf(option) > this.quota);
    return withSurplus.length === 0 ? null : this.decide(withSurplus, 'ahead');
  }

  /** Rules 50 and 51. */
  private last(): number {
    return this.decide([...this.continuing], 'behind');
  }

  private decide(options: readonly number[], side: 'ahead' | 'behind'): number {
    const tied = extremes(options, side, this.totals);
    const { option, tieBreak } = breakTie(tied, side, this.history, this.election.lot);
    if (tieBreak) this.tieBreaks.push(tieBreak);
    return option;
  }

  /** Rule 48: every paper of the option goes on with its share of the surplus. */
  private transferSurplus(option: number): void {
    const total = this.totalOf(option);
    for (const parcel of this.take(option, this.quota)) {
      parcel.value = ((total - this.quota) * parcel.value) / total;
      this.pass(parcel);
    }
  }

  /** Rule 50: every paper of the option goes on with the value it had there. */
  private eliminate(option: number): void {
    this.continuing.delete(option);
    for (const parcel of this.take(option, 0n)) this.pass(parcel);
  }

  private take(option: number, left: bigint): readonly Parcel[] {
    const heap = this.heaps[option] ?? [];
    this.heaps[option] = [];
    this.totals[option] = left;
    return heap;
  }

  /** To the next preference that is neither elected nor eliminated; without one it is exhausted, and lies nowhere. */
  private pass(parcel: Parcel): void {
    const { order, weight, value } = parcel;
    while (parcel.at < order.length && !this.continuing.has(order[parcel.at] ?? -1)) parcel.at += 1;
    const next = order[parcel.at];
    if (next === undefined) return;
    this.heaps[next]?.push(parcel);
    this.totals[next] = this.totalOf(next) + weight * value;
  }

  private totalOf(option: number): bigint {
    return this.totals[option] ?? 0n;
  }

  private record(elected: readonly number[], eliminated: readonly number[]): void {
    const exhausted = this.election.valid * PARTS_PER_VOTE - sum(this.totals);
    this.rounds.push({ totals: this.totals.map(inVotes), elected, eliminated, exhausted: inVotes(exhausted) });
  }
}

/** `1725` or `214.65496`. */
function inVotes(parts: bigint): string {
  const fraction = parts % PARTS_PER_VOTE;
  const whole = String(parts / PARTS_PER_VOTE);
  return fraction === 0n ? whole : `${whole}.${String(fraction).padStart(5, '0')}`;
}
