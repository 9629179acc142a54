import type { Sentence } from '../sentence';
import type { Base } from '../statute/statute-document';

export const OUTCOMES = ['adopted', 'rejected', 'inquorate', 'elected', 'runoff', 'noResult'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One test of a resolution: how many votes there were, how many were asked, of how many. Exact, `100/3` if need be. */
export type Test = {
  readonly have: string;
  readonly need: string;
  /** Whether `need` itself is enough, or one must have more. */
  readonly reach: 'atLeast' | 'moreThan';
  readonly of: string;
  readonly base: Base;
  readonly met: boolean;
  readonly article: string;
};

/** Why a ballot ended as it did, in words a member understands. */
export type Verdict = {
  readonly outcome: Outcome;
  /** null: however many come. */
  readonly quorum: Test | null;
  /** null: it was inquorate, or an election. */
  readonly majority: Test | null;
  readonly reason: Sentence;
};
