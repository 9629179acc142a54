/**
 * A way from the true table to other ones that look the same from outside: whole numbers added to inner cells, once or
 * several times. `inner[i]` are the codes of an inner cell, `by[i]` what it gains with each step, in decimal digits.
 *
 * With `sums` it is a move of people, made once: `sums[j][i]` is what sum j gains with it, so that where nobody is left
 * nothing is spent.
 */
export type CertifiedMove = {
  readonly inner: readonly (readonly string[])[];
  readonly by: readonly string[];
  readonly sums?: readonly (readonly string[])[];
};

/** Which moves, by number, show that a primary cell is as open as it needs to be, to outsiders and to every insider. */
export type CertifiedCell = { readonly codes: readonly string[]; readonly moves: readonly number[] };

/**
 * The proof that hidden cells cannot be worked out, as plain JSON.
 *
 * It is confidential: whoever holds it and the release can narrow down what is hidden. It is kept with the release for
 * those who may see the exact table, and for nobody else; it is never published.
 */
export type Certificate = {
  readonly version: 1;
  readonly moves: readonly CertifiedMove[];
  readonly cells: readonly CertifiedCell[];
  /** Primary cells that were known before this table, for which no proof is possible. */
  readonly exposed: readonly (readonly string[])[];
};
