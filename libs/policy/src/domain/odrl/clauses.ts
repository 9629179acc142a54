import type { Clause } from './constraint';
import { days, decimal, dimension, flag, purpose, text, whole, wordOf, type Operand } from './operand';

const ours = <T>(name: string, operator: string, operand: Operand<T>): Clause<T> => ({
  left: ['granaio', name],
  operators: [operator],
  operand,
});
const oneOf = <T extends string>(words: readonly T[]) =>
  wordOf('granaio', words, `one of ${words.map((word) => `granaio:${word}`).join(', ')}`);
const list = <T>(clause: Clause<T>): Clause<T> => ({ ...clause, operators: ['isAnyOf', 'eq'], many: true });

/** What constraints of a rule can say, besides on which days it holds. */
export const CLAUSES = {
  purposes: { left: ['odrl', 'purpose'], operators: ['isAnyOf', 'isA', 'eq'], operand: purpose, many: true },
  columns: list(ours('column', 'isAnyOf', text)),
  dimensions: list(ours('dimension', 'isAnyOf', dimension)),
  measures: list(ours('measure', 'isAnyOf', text)),
  minPeople: ours('minPeople', 'gteq', whole),
  minContributors: ours('minContributors', 'gteq', whole),
  largestPercent: ours('largestPercent', 'lteq', whole),
  twoLargestPercent: ours('twoLargestPercent', 'lteq', whole),
  pPercent: ours('pPercent', 'gteq', whole),
  roundingBase: ours('roundingBase', 'eq', whole),
  epsilonPerYear: ours('epsilonPerYear', 'lteq', decimal),
  minPeopleOutside: ours('minPeopleOutsideLargest', 'gteq', whole),
  groupDisclosurePercent: ours('groupPercent', 'lt', whole),
  generalise: ours('generalise', 'eq', flag),
  rounding: ours('rounding', 'eq', oneOf(['independent', 'controlled'])),
  cellKeyNoise: ours('cellKeyNoise', 'eq', whole),
  cellKeyVariance: ours('cellKeyVariance', 'eq', decimal),
  cellKeyTables: ours('cellKeyTables', 'lteq', whole),
  epsilonPerRelease: ours('epsilonPerRelease', 'lteq', decimal),
  epsilonPerLifetime: ours('epsilonPerLifetime', 'lteq', decimal),
  noiseDistribution: ours('noiseDistribution', 'eq', oneOf(['gaussian', 'laplace'])),
  outputReviewers: ours('outputReviewers', 'gteq', whole),
  kAnonymity: ours('kAnonymity', 'gteq', whole),
  lDiversity: ours('lDiversity', 'gteq', whole),
  tCloseness: ours('tCloseness', 'lteq', decimal),
  recordsSuppressedPercent: ours('recordsSuppressedPercent', 'lteq', whole),
  rows: ours('rows', 'eq', wordOf('granaio', ['own'], 'granaio:own')),
  decision: ours('decision', 'eq', wordOf('granaio', ['automatic'], 'granaio:automatic')),
  grantDays: { left: ['odrl', 'elapsedTime'], operators: ['lteq'], operand: days },
  validForDays: ours('daysInForce', 'lteq', whole),
} as const satisfies Record<string, Clause>;

export type ClauseName = keyof typeof CLAUSES;
export const CLAUSE_NAMES = Object.keys(CLAUSES) as ClauseName[];
