import { invalidRule } from '../errors';
import { exact, ratio, type Exact } from '../noise/exact';
import { maxEntropy } from './max-entropy';

/** What is done to counts, by the terms of a policy. */
export type CellKeyTerms = {
  /** A count moves by so much at most, 1 to 20. */
  readonly maxNoise: number;
  readonly variance: Exact;
  /** Counts from 1 to this are never shown; 0 by default. */
  readonly neverShown?: number | undefined;
};

/** Keys below `upTo` that are not below that of the move before move a count by `by`. */
type Move = { readonly by: bigint; readonly upTo: bigint };

/** The moves of the counts 0, 1, 2, …; the last are those of all larger counts. */
export type PerturbationTable = { readonly rows: readonly (readonly Move[])[] };

const KEYS = 1n << 64n;
/** Chances are whole multiples of 2⁻⁴⁸, which a float holds; a key is of 64 bits. */
const CHANCES = 1n << 48n;

/**
 * The moves of the cell key method: of mean 0 exactly, of the given variance, no count below zero, and zero stays zero.
 *
 * **Not differentially private.** It hides small differences between tables from those who cannot ask for many; so the
 * number of tables has to be limited, and the record keys have to stay secret.
 *
 * The chances are found in floats and made whole numbers once; their moments are then checked in whole numbers.
 *
 * @throws DISCLOSURE.INVALID_RULE where a count could not have that variance, saying which and what it could have
 * @see Thompson, Broadfoot & Elazar (2013), Methodology for the Automatic Confidentialisation of Statistical Outputs;
 *   Giessing & Tent (2019), Concepts for generalising tools implementing the cell key method
 */
export function perturbationTable({ maxNoise, variance, neverShown = 0 }: CellKeyTerms): PerturbationTable {
  if (!isWhole(maxNoise, 1, 20) || !isWhole(neverShown, 0, maxNoise))
    throw invalidRule(
      'the largest noise is not a whole number from 1 to 20, or more counts are hidden than noise can jump',
    );
  const distinct = neverShown === 0 ? maxNoise : maxNoise + neverShown + 1;
  const rows = Array.from({ length: distinct }, (_, i) =>
    movesOf(i + 1, variance, targets(i + 1, maxNoise, neverShown)),
  );
  return { rows: [[{ by: 0n, upTo: KEYS }], ...rows] };
}

const isWhole = (value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most;

/** Moves that end at zero or above what is never shown. */
const targets = (count: number, maxNoise: number, neverShown: number): number[] =>
  Array.from({ length: 2 * maxNoise + 1 }, (_, i) => i - maxNoise).filter(
    (by) => count + by === 0 || count + by > neverShown,
  );

function movesOf(count: number, variance: Exact, moves: readonly number[]): Move[] {
  const [least, most] = varianceRange(moves);
  const refused = () =>
    invalidRule(`counts of ${count} can only have a variance between ${least} and ${most}`, { count, least, most });
  if (variance.compare(least) <= 0 || variance.compare(most) >= 0) throw refused();
  const chances = maxEntropy(moves, variance.valueOf());
  if (!chances) throw refused();
  const whole = balanced(moves, chances);
  if (!hasMoments(moves, whole, variance)) throw refused();
  let upTo = 0n;
  return moves.map((by, i) => ({ by: BigInt(by), upTo: (upTo += (whole[i] ?? 0n) * (KEYS / CHANCES)) }));
}

/** With mean 0, the variance is least on the two moves nearest to 0, or on 0 itself, and largest on the two furthest. */
function varianceRange(moves: readonly number[]): readonly [number, number] {
  const [down, up] = [moves.filter((by) => by < 0), moves.filter((by) => by > 0)];
  const least = moves.includes(0) ? 0 : -(down.at(-1) ?? 0) * (up[0] ?? 0);
  return [least, -(down[0] ?? 0) * (up.at(-1) ?? 0)];
}

/** Chances as whole numbers that sum to all, and whose mean is exactly 0. */
function balanced(moves: readonly number[], chances: readonly number[]): bigint[] {
  const whole = chances.map((chance) => BigInt(Math.round(chance * Number(CHANCES))));
  const shift = (i: number, by: bigint) => {
    whole[i] = (whole[i] ?? 0n) + by;
  };
  const likeliest = chances.indexOf(Math.max(...chances));
  shift(likeliest, CHANCES - whole.reduce((sum, chance) => sum + chance, 0n));
  const mean = moves.reduce((sum, by, i) => sum + BigInt(by) * (whole[i] ?? 0n), 0n);
  const step = likeliestStep(moves, chances);
  shift(step, mean);
  shift(step + 1, -mean);
  return whole;
}

/** The likeliest move that is followed by the next whole number. */
const likeliestStep = (moves: readonly number[], chances: readonly number[]): number => {
  const both = moves.map((by, i) => (moves[i + 1] === by + 1 ? Math.min(chances[i] ?? 0, chances[i + 1] ?? 0) : -1));
  return both.indexOf(Math.max(...both));
};

function hasMoments(moves: readonly number[], whole: readonly bigint[], variance: Exact): boolean {
  const moment = (order: bigint) => moves.reduce((sum, by, i) => sum + BigInt(by) ** order * (whole[i] ?? 0n), 0n);
  const off = ratio(moment(2n), CHANCES).sub(variance).abs();
  const isOff = moment(0n) !== CHANCES || moment(1n) !== 0n || whole.some((chance) => chance < 0n);
  return !isOff && off.compare(exact('0.000000001')) < 0;
}

/**
 * The key of a cell from the secret keys of its records, 64 bits each: their sum, so that the keys of the parts add up to
 * that of the whole, and the same records have the same key in every table.
 */
export function cellKeyOf(recordKeys: Iterable<bigint>): bigint {
  let sum = 0n;
  for (const key of recordKeys) sum += key;
  return BigInt.asUintN(64, sum);
}

/**
 * The count to show: always the same for the same records, in whatever table, however often it is asked for.
 *
 * **Not differentially private**; see perturbationTable. The sum of shown parts is not the shown whole.
 *
 * @param count rows or persons, 0 or more
 * @param cellKey 0 to 2⁶⁴ − 1; see cellKeyOf
 */
export function perturb(count: bigint, cellKey: bigint, { rows }: PerturbationTable): bigint {
  const row = rows[count < BigInt(rows.length) ? Number(count) : rows.length - 1] ?? [];
  const move = row.find(({ upTo }) => cellKey < upTo);
  if (!move || count < 0n || cellKey < 0n) throw invalidRule('a count or a cell key is below zero or too large');
  return count + move.by;
}
