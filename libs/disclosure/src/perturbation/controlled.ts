import { invalidRule } from '../errors';
import { inRows, Program } from '../program/program';
import { loadSolver, type Answer } from '../program/solver';
import { asTable, type Figures, type Inner, type Margin, type Rounding } from './figures';
import { roundToMultiple } from './rounding';
import { beyond, BEYOND, settled } from './settle';

export type ControlledRounding = {
  /** One for each cell of the figures, in their order. */
  readonly rounded: readonly bigint[];
  /** Codes of the margins that are not the sum of their rounded parts; none but in very large tables. */
  readonly unbalanced: readonly (readonly string[])[];
  /** How far a number was moved at most; below the base where every number went to a multiple next to it. */
  readonly furthest: bigint;
};

/** Sums that a program is made of; beyond, each number is rounded by itself. */
const MOST_SUMS = 200_000;
/** As many at most where a search of combinations may find what a search step by step does not. */
const MOST_SEARCHED = 5_000;
const SEARCH = { maxNodes: 200, gap: 0.02 };

/**
 * Rounds all numbers of a table to multiples of a base so that the table still adds up.
 *
 * A multiple stays what it is; every other number goes to the multiple below or above, as few far as can be. With two
 * dimensions (one of them with groups) this is a flow in a network, whose best solution is whole and always exists; with more
 * it may not exist, or not be found, and then margins go further, by as little as was found. Nothing is drawn: the same table is rounded in the same way, in whatever
 * order it is asked for, so that asking again tells nothing.
 *
 * Give hidden cells too: they are parts of margins. Which of the rounded numbers are shown is not decided here.
 *
 * @param base 1 or more, in the units of the values
 * @throws DISCLOSURE.INVALID_RULE, DISCLOSURE.INVALID_TABLE where margins are not the sums of their parts
 * @see Cox (1987), A Constructive Procedure for Unbiased Controlled Rounding; Hundepool et al., chapter 5
 */
export async function roundControlled(figures: Figures, base: bigint): Promise<ControlledRounding> {
  if (base < 1n) throw invalidRule('a rounding base is not a whole number of one or more', { base: String(base) });
  const table = asTable(figures, base);
  const sums = table.margins.reduce((count, { parts }) => count + parts.length, 0);
  if (sums > MOST_SUMS) return byThemselves(figures, table, base);
  const goesUp = await choices(table, sums <= MOST_SEARCHED);
  const rounded = new Array<bigint>(figures.cells.length).fill(0n);
  table.inner.forEach(({ cell, quotient }, i) => {
    rounded[cell] = base * (quotient + (goesUp[i] ? 1n : 0n));
  });
  for (const { cell, parts } of table.margins)
    rounded[cell] = parts.reduce((sum, part) => sum + (rounded[table.inner[part]?.cell ?? -1] ?? 0n), 0n);
  return { rounded, unbalanced: [], furthest: furthestOf(figures, rounded) };
}

const furthestOf = ({ cells }: Figures, rounded: readonly bigint[]): bigint =>
  cells.reduce((furthest, { value }, i) => {
    const moved = (rounded[i] ?? 0n) - value;
    const size = moved < 0n ? -moved : moved;
    return size > furthest ? size : furthest;
  }, 0n);

/** Each number to the nearest multiple; says which margins do not add up. */
function byThemselves(figures: Figures, { inner, margins }: Rounding, base: bigint): ControlledRounding {
  const rounded = figures.cells.map(({ value }) => roundToMultiple(value, base));
  const unbalanced = margins.filter(
    ({ cell, parts }) =>
      rounded[cell] !== parts.reduce((sum, part) => sum + (rounded[inner[part]?.cell ?? -1] ?? 0n), 0n),
  );
  return {
    rounded,
    unbalanced: unbalanced.map(({ cell }) => figures.cells[cell]?.codes ?? []),
    furthest: furthestOf(figures, rounded),
  };
}

/** Which inner cells go up; the others go down, or stay. */
async function choices(table: Rounding, searched: boolean): Promise<boolean[]> {
  const { inner, margins } = table;
  const solver = await loadSolver();
  const choicesIn = (answer: Answer): boolean[] | null =>
    'values' in answer ? inner.map((_, i) => (answer.values[i] ?? 0) > 0.5) : null;
  const near = choicesIn(solver.solve(programOf(inner, margins, 0)));
  const stepwise = settled(table, near ?? inner.map(({ rest }) => rest > 0.5));
  if (beyond(table, stepwise) === 0 || !searched) return stepwise;
  const found = choicesIn(solver.solve(programOf(inner, margins, inner.length), SEARCH));
  const combined = found ? settled(table, found) : stepwise;
  return beyond(table, combined) < beyond(table, stepwise) ? combined : stepwise;
}

/**
 * For each margin: how many of its parts go up is what was left over in them, and one more if it goes up itself; or, with
 * `slack`, further up or down by so many bases at most.
 */
function programOf(inner: readonly Inner[], margins: readonly Margin[], slack: number): Program {
  const program = new Program();
  const column = (cost: number, upper: number) => ({ cost, upper, isWhole: true });
  const rowsOf = inner.map((): number[] => []);
  for (const { parts, carried } of margins) {
    const row = program.addRow(carried, carried);
    for (const part of parts) rowsOf[part]?.push(row);
  }
  inner.forEach(({ rest }, i) => {
    program.addColumn(column(1 - 2 * rest, rest > 0 ? 1 : 0), inRows(rowsOf[i] ?? [], 1));
  });
  margins.forEach(({ rest }, row) => {
    program.addColumn(column(1 - 2 * rest, rest > 0 ? 1 : 0), [[row, -1]]);
    if (slack === 0) return;
    for (const coefficient of [-1, 1]) program.addColumn(column(BEYOND, slack), [[row, coefficient]]);
  });
  return program;
}
