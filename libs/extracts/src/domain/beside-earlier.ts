import type { TableSchema } from '#warehouse';
import { changedAlike } from './changed-alike';
import { changesBetween, isOfSameRows, roundingHides, type Difference } from './difference';
import type { UsedPart } from './earlier-table';
import { shownChanged, tooMuchShown } from './errors';
import { impliedMeasures } from './implied-measures';
import { isolates } from './isolation';
import { asTables } from './left-records';
import { questionOf, type LeftTable, type Line } from './left-table';
import type { Terms } from './permit';
import { areCrossed, chainsOf, codesOf, withCoarser } from './shape';
import { standsInTheWay } from './terms-hold';

/** Largest table, totals included, in which tables of the same rows are looked at together, and by how many columns. */
const MOST_CELLS = 50_000;
const MOST_COLUMNS = 8;

/** A table that is to leave the commons, before anything of it is counted. */
export type LaterTable = {
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
  readonly parts: readonly UsedPart[];
  readonly terms: Terms;
};

/** What a table has to be decided by, because of what left before it. */
export type Beside = {
  /** The same was asked of the same rows before: this is the table. */
  readonly repeated: LeftTable | null;
  /** Tables of the same rows that share columns with it, directly or by others. */
  readonly linked: readonly LeftTable[];
  /** Tables of the same rows that have nothing but the total in common with it. */
  readonly unlinked: readonly LeftTable[];
  /** The columns that it is decided by: its own, and those of earlier tables that bear on it. In alphabetical order. */
  readonly columns: readonly string[];
  /** The sums that it is decided by: its own, and those that follow from them, or from them and those of earlier tables. */
  readonly measures: readonly string[];
  /** Cells detailed by no other columns than one of these sets are unsafe, whatever is in them. */
  readonly unsafe: readonly (readonly string[])[];
  readonly differences: readonly Difference[];
};

/**
 * What a table would tell beside everything that left the commons of the same dataset before it.
 *
 * Tables of the same rows are one table with more columns, of which some cells are out already. Of tables of other rows
 * whoever has both can subtract them, and holds the table of the rows in between; where these are too few contributors'
 * (`isolates`), nothing that both tables have in common may be shown.
 *
 * Rows that left one by one are a table too, for whoever has them (`asTables`).
 *
 * Tables with noise are left out on both sides: what they give away adds up in the ledger of the privacy budget, whatever
 * else is known, and their numbers are no sums that could be subtracted exactly.
 *
 * All of it is decided by columns, and by whose rows each table was made from, never by numbers: that something is refused
 * must not tell what it holds.
 *
 * @returns null: it is held back whole, because every cell of it is in tables of nearly the same rows, or lies within a
 *   column that earlier tables were by and its rows were sent without
 * @throws EXTRACT.TOO_MUCH_SHOWN where the tables of the same rows are too much to be looked at together;
 *   EXTRACT.SHOWN_CHANGED where one of them shows, in changed numbers, what this one hides, or changes the same numbers otherwise
 */
export function besideEarlier(later: LaterTable, line: Line): Beside | null {
  if (later.terms.noise) return alone(later);
  const { schema } = line;
  const exact = line.tables.filter(({ terms }) => !terms.noise);
  const tables = asTables(schema, later, exact);
  const repeated = repeatedIn(later, line, tables);
  if (repeated) return { ...alone(later), repeated };
  const same = tables.filter(({ parts }) => isOfSameRows(parts, later.parts));
  const linked = linkedWith(schema, later, same);
  assertNotChanged(schema, later, same, linked);
  const others = tables.filter((one) => !same.includes(one) && !roundingHides(one, later.terms));
  const differences = others.map((one) => differenceOf(schema, later, { one, line }));
  const unsafe = isolatingColumns(later, { others, differences, line });
  if (unsafe.some((columns) => isWithin(later.dimensions, columns))) return null;
  const columns = columnsOf(schema, later, { linked, differences });
  if (later.parts.some((part) => columns.some((name) => line.lacks(part, name)))) return null;
  return {
    ...{ repeated: null, linked, unlinked: same.filter((one) => !linked.includes(one)), unsafe, columns },
    measures: measuresOf(schema, later, same),
    differences: distinct(differences.filter(({ common }) => !unsafe.some((all) => isWithin(common, all)))),
  };
}

const alone = ({ dimensions, measures }: LaterTable): Beside => ({
  ...{
    repeated: null,
    linked: [],
    unlinked: [],
    columns: dimensions.toSorted(),
    measures,
    unsafe: [],
    differences: [],
  },
});

/** Of the very rows that somebody has one sum of, the other is told where a rule puts them together. */
function measuresOf(schema: TableSchema, { measures }: LaterTable, same: readonly LeftTable[]): string[] {
  const told = [...measures, ...same.flatMap((one) => one.measures)];
  return [...measures, ...impliedMeasures(schema, told)];
}

/** What is out already tells nothing by being said again; unless rows were taken back since: made now, it would hide more. */
function repeatedIn(later: LaterTable, { changedAt }: Line, tables: readonly LeftTable[]): LeftTable | null {
  const question = questionOf(later);
  const isLater = ({ at, isKnown }: LeftTable) => isKnown && (changedAt === null || at > changedAt);
  return tables.findLast((one) => isLater(one) && questionOf(one) === question) ?? null;
}

/** Those that share a column, or one that it lies within, with the table or with another such one. */
function linkedWith(schema: TableSchema, { dimensions }: LaterTable, same: readonly LeftTable[]): LeftTable[] {
  const reached = new Set(withCoarser(schema, dimensions));
  let linked: LeftTable[] = [];
  for (;;) {
    const more = same.filter((one) => withCoarser(schema, one.dimensions).some((name) => reached.has(name)));
    if (more.length === linked.length) return more;
    linked = more;
    for (const name of withCoarser(
      schema,
      more.flatMap(({ dimensions: columns }) => columns),
    ))
      reached.add(name);
  }
}

/**
 * That no table of the same rows shows in changed numbers what this one hides, nor changes numbers of both in another way.
 * Of people: what has only the total in common with it shows none that would be hidden while parts of it are shown.
 */
function assertNotChanged(
  schema: TableSchema,
  later: LaterTable,
  same: readonly LeftTable[],
  linked: readonly LeftTable[],
): void {
  const reached = withCoarser(schema, later.dimensions);
  const isInTheWay = (one: LeftTable) => {
    const withSums = one.measures.some((name) => later.measures.includes(name));
    if ((withSums || linked.includes(one)) && standsInTheWay(one.terms, later.terms, withSums)) return true;
    const hasCells = withCoarser(schema, one.dimensions).some((name) => reached.includes(name));
    return hasCells && !changedAlike(one.terms, later.terms);
  };
  if (same.some(isInTheWay)) throw shownChanged();
}

function differenceOf(
  schema: TableSchema,
  later: LaterTable,
  { one, line }: { readonly one: LeftTable; readonly line: Line },
): Difference {
  const reached = withCoarser(schema, one.dimensions);
  return {
    common: withCoarser(schema, later.dimensions)
      .filter((name) => reached.includes(name))
      .sort(),
    ...changesBetween(one.parts, later.parts, line),
  };
}

/** Sets of columns such that cells by no others are in tables that, taken together, leave too few contributors over. */
function isolatingColumns(
  { parts, terms }: LaterTable,
  tables: { readonly others: readonly LeftTable[]; readonly differences: readonly Difference[]; readonly line: Line },
): (readonly string[])[] {
  const { others, differences, line } = tables;
  const countsAs = countsBeside(parts, others, line);
  const sets = new Map(differences.map(({ common }) => [common.join(), common]));
  return [...sets.values()].filter((columns) => {
    const having = others.filter((_, at) => isWithin(columns, differences[at]?.common ?? []));
    const distinctRows = new Map(having.map((one) => [JSON.stringify(one.parts), one.parts]));
    return isolates({ parts, earlier: [...distinctRows.values()] }, countsAs, terms.minContributors);
  });
}

/** Whoever took rows back that are in an earlier table counts for nothing, with whatever they sent instead. */
function countsBeside(parts: readonly UsedPart[], others: readonly LeftTable[], line: Line) {
  const used = new Set(parts.map(({ contributionId }) => contributionId));
  const gone = others.flatMap((one) =>
    one.parts.filter((part) => !used.has(part.contributionId) && !line.counts(part)),
  );
  const takers = new Set(gone.map(({ organisationId }) => line.contributor(organisationId)));
  return ({ organisationId }: UsedPart) =>
    takers.has(line.contributor(organisationId)) ? null : line.contributor(organisationId);
}

function columnsOf(
  schema: TableSchema,
  { dimensions }: LaterTable,
  { linked, differences }: Pick<Beside, 'linked' | 'differences'>,
): string[] {
  const earlier = linked.flatMap((one) => one.dimensions);
  const shared = differences.flatMap(({ common }) => common);
  const columns = [...new Set([...dimensions, ...earlier, ...shared])].sort();
  assertTogether(schema, columns);
  return columns;
}

/** @throws EXTRACT.TOO_MUCH_SHOWN */
function assertTogether(schema: TableSchema, columns: readonly string[]): void {
  const axes = chainsOf(schema, columns).map((chain) => chain.flatMap((name) => codesOf(schema, name)).length + 1);
  const cells = axes.reduce((product, codes) => product * codes, 1);
  if (areCrossed(schema, columns) || columns.length > MOST_COLUMNS || cells > MOST_CELLS) throw tooMuchShown();
}

const isWithin = (columns: readonly string[], others: readonly string[]) =>
  columns.every((name) => others.includes(name));

const distinct = (differences: readonly Difference[]): Difference[] => [
  ...new Map(differences.map((difference) => [JSON.stringify(difference), difference])).values(),
];
