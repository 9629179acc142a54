export const METHODS = ['yesNo', 'choice', 'approval', 'score', 'schulze', 'instantRunoff', 'stv'] as const;

/**
 * How papers become a result. `seats`: how many options win; 1 for all but approval, score and STV.
 * `highest`: the best score of a paper, for `score` only.
 */
export type Method =
  | { readonly kind: 'yesNo' }
  | { readonly kind: 'choice' | 'schulze' | 'instantRunoff' }
  | { readonly kind: 'approval' | 'stv'; readonly seats: number }
  | { readonly kind: 'score'; readonly seats: number; readonly highest: number };

/**
 * What is marked on a paper. Options are their places on it, from 0. Every method takes `abstain` and `blank`.
 * - yesNo: `yes`, `no`
 * - choice: `{ option }`
 * - approval: `{ options }`, ascending, at least one
 * - score: `{ scores }`, one per option, each 0 … highest; null: not scored, counts as 0
 * - schulze, instantRunoff, stv: `{ ranking }`, best first; a group of more than one is a tie (Schulze only); options that
 *   are left out come after all others
 */
export type Marks =
  | 'yes'
  | 'no'
  | 'abstain'
  | 'blank'
  | { readonly option: number }
  | { readonly options: readonly number[] }
  | { readonly scores: readonly (number | null)[] }
  | { readonly ranking: readonly (readonly number[])[] };

/** A paper in the count: its marks and how much it weighs, a whole number ≥ 0 of the unit the count is made in. */
export type WeightedPaper = { readonly marks: Marks; readonly weight: bigint };

/** What decides between equal options: a step of the rule, or the lot. Recorded whenever it was needed. */
export type TieBreak = {
  readonly among: readonly number[];
  readonly chosen: number;
  /** In words of the rule: `ahead in round 2`, `lot`, `behind in round 3, then lot`. */
  readonly by: string;
  /** The chosen option was eliminated; otherwise it was elected, or its surplus went first. */
  readonly eliminates?: true;
};

/**
 * One step of a count, as it is shown: what each option has, and what followed. Weights are written in full, those of STV with
 * five decimals if they are not whole (`214.65496`). In a Schulze count the totals are how many options an option beats.
 */
export type Round = {
  readonly totals: readonly string[];
  readonly elected: readonly number[];
  readonly eliminated: readonly number[];
  readonly exhausted: string;
};

/** The count of a ballot on options. Weights are decimal integers in text, so that JSON holds them exactly. */
export type OptionCount = {
  readonly method: Exclude<Method['kind'], 'yesNo'>;
  /** The rule by its name and source: a result always says how it was reached. */
  readonly rule: string;
  /** In order of election; empty if there is a runoff or nobody voted for anybody. */
  readonly winners: readonly number[];
  /** The options that go to another ballot (`choice` without a majority); null: none. */
  readonly runoff: readonly number[] | null;
  readonly valid: string;
  readonly blank: string;
  readonly abstain: string;
  readonly rounds: readonly Round[];
  readonly tieBreaks: readonly TieBreak[];
  /** STV only: how many votes elect. */
  readonly quota?: string;
  /** Schulze only: how much weight puts the row before the column. */
  readonly pairwise?: readonly (readonly string[])[];
};

/** The count of a vote on a motion, in whole units. */
export type YesNoCount = {
  readonly method: 'yesNo';
  readonly yes: string;
  readonly no: string;
  readonly abstain: string;
  readonly blank: string;
};
export type Count = YesNoCount | OptionCount;
