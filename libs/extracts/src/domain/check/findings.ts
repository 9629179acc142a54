import { causesOf, type Cause, type Cell, type PrimaryRule, type ProtectedCell, type Protection } from '#disclosure';
import type { OutputTable } from '#warehouse';
import { ruleOf } from '../difference';
import type { Terms } from '../permit';
import { tableOf } from '../protected-table';
import { hiddenWidths, type DecidedNumbers, type HiddenWidth } from '../report/interval-widths';
import { causesByPlace, isExact, placeOf } from '../report/report-facts';

/** What disclosure control has to say of one cell; never a number that is hidden, nor how near one is. */
export type CellFinding = {
  /** As the table shows them. */
  readonly labels: readonly string[];
  /** Of a cell that is hidden for its own sake: by which rules. */
  readonly causes: readonly Cause[];
  /** Of a cell that is shown: by which rules it would be hidden if they were a little stricter. */
  readonly near: readonly Cause[];
  /** Of a hidden cell: what follows for its count from what is shown is hardly wider than a threshold on people needs. */
  readonly isNarrow: boolean;
  /** Of a hidden cell: earlier releases had given it away already. */
  readonly isExposed: boolean;
};

/** A table of which every cell is decided; no protections: the same table left before, and was not decided anew. */
export type DecidedCells = DecidedNumbers & { readonly protections: readonly Protection[] };

/** How near a threshold is near: a fifth of it, one contributor, five per cents. */
const [FIFTHS, CONTRIBUTORS, PER_CENTS] = [5, 1, 5];
const [LEAST_PER_CENT, MOST_PER_CENT] = [1, 99];
/** Less than so many times as wide as a count below the threshold has to be is narrow. */
const NARROW = 2;

/**
 * What people who look at a table before it leaves should look at in particular. How near shown cells are to their limits,
 * and how narrow hidden ones, is said of exact numbers alone: where numbers are changed it would tell what that hides.
 *
 * @param rows of the table as it leaves, one for each cell shown
 * @returns the cells of which there is something to say, in the order of the table
 */
export async function findingsOf(decided: DecidedCells, { rows }: OutputTable, terms: Terms): Promise<CellFinding[]> {
  const { shown, aggregate } = decided;
  const judge = judgeOf(decided, terms, isExact(terms) ? await hiddenWidths(decided) : []);
  return shown
    .map((cell, at) => ({ labels: (rows[at] ?? []).slice(0, aggregate.dimensions.length).map(String), ...judge(cell) }))
    .filter((finding) => !saysNothing(finding));
}

const saysNothing = ({ causes, near, isNarrow, isExposed }: CellFinding) =>
  causes.length + near.length === 0 && !isNarrow && !isExposed;

type Judgement = Omit<CellFinding, 'labels'>;

function judgeOf(
  { aggregate, classifications, protections }: DecidedCells,
  terms: Terms,
  widths: readonly HiddenWidth[],
): (cell: ProtectedCell) => Judgement {
  const cells = new Map(tableOf(aggregate, classifications).cells.map((cell) => [keyOf(cell.codes), cell]));
  const causes = causesByPlace(protections);
  const exposed = new Set(protections.flatMap((one) => one.exposed).map(placeOf));
  const enough = NARROW * (terms.minPeople - 1);
  const narrow = new Set(
    widths.filter(({ width }) => width !== null && width < enough).map(({ codes }) => keyOf(codes)),
  );
  const stricter = isExact(terms) ? aNotchStricter(ruleOf(terms)) : null;
  return ({ codes, status }) => {
    const [cell, place] = [cells.get(keyOf(codes)) ?? NOBODY, placeOf(codes)];
    if (status === 'published') return { ...UNSAID, near: stricter ? causesOf(cell, stricter) : [] };
    const found = status === 'primary' ? [...(causes.get(place) ?? causesAlone(cell, terms))] : [];
    return { ...UNSAID, causes: found, isNarrow: narrow.has(keyOf(codes)), isExposed: exposed.has(place) };
  };
}

const NOBODY: Omit<Cell, 'codes'> = { people: 0n, contributors: 0 };
const UNSAID: Judgement = { causes: [], near: [], isNarrow: false, isExposed: false };

/** Where the same table left before it was not decided again; a cell that no rule hides was hidden for a difference. */
function causesAlone(cell: Omit<Cell, 'codes'>, terms: Terms): Cause[] {
  const causes = causesOf(cell, ruleOf(terms));
  return causes.length > 0 ? causes : ['difference'];
}

/** A rule that asks for nothing stays as it is: where one contributor may be seen alone, that is no finding. */
export function aNotchStricter(rule: PrimaryRule): PrimaryRule {
  const { minPeople, minContributors, minPeopleOutside, dominance, pPercent } = rule;
  const fifthMore = (count: number) => count + Math.ceil(count / FIFTHS);
  return {
    ...rule,
    minPeople: fifthMore(minPeople),
    minContributors: minContributors > 1 ? minContributors + CONTRIBUTORS : minContributors,
    minPeopleOutside: minPeopleOutside === undefined ? undefined : fifthMore(minPeopleOutside),
    dominance: dominance?.map(({ n, k }) => ({ n, k: Math.max(LEAST_PER_CENT, k - PER_CENTS) })),
    pPercent: pPercent === undefined ? undefined : Math.min(MOST_PER_CENT, pPercent + PER_CENTS),
  };
}

const keyOf = (codes: readonly string[]) => JSON.stringify(codes);
