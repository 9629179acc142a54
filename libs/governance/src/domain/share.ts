/** An exact share: two thirds is `{ part: 2, of: 3 }`; 0 ≤ part ≤ of, of ≥ 1. */
export type Share = { readonly part: number; readonly of: number };

/** What a number of votes must do to a share of their base: reach it, or exceed it. */
export type Threshold = { readonly share: Share; readonly reach: 'atLeast' | 'moreThan' };
