import type { Pile } from './group-papers';
import type { OptionCount } from './method';

/** What every method on options counts. `valid`, the weight of all piles, is more than 0. */
export type OptionElection<M> = {
  readonly piles: readonly Pile<M>[];
  readonly valid: bigint;
  readonly optionCount: number;
  readonly lot: readonly number[];
};

/** What a method finds out; the rest of a count is the same for all. */
export type Finding = Omit<OptionCount, 'method' | 'rule' | 'valid' | 'blank' | 'abstain'>;

export const optionsOf = (optionCount: number): number[] => Array.from({ length: optionCount }, (_, option) => option);
export const zeros = (optionCount: number): bigint[] => new Array<bigint>(optionCount).fill(0n);
export const sum = (weights: readonly bigint[]): bigint => weights.reduce((total, weight) => total + weight, 0n);
export const inFull = (weights: readonly bigint[]): string[] => weights.map(String);

/** The options with more first. Sorting is stable: equal ones stay as they stand, in the order of the lot if they came so. */
export const mostFirst = (options: readonly number[], totals: readonly bigint[]): number[] =>
  options.toSorted((a, b) => compare(totals[b] ?? 0n, totals[a] ?? 0n));

const compare = (a: bigint, b: bigint): number => (a === b ? 0 : a < b ? -1 : 1);
