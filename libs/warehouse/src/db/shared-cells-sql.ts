import type { AggregateDetails } from '../app/warehouse';
import { TOTAL } from '../domain/aggregate';
import type { Field } from '../domain/field';
import {
  contributorNumbers,
  fileCells,
  groupBy,
  knownCode,
  knownCodes,
  list,
  orderBy,
  shortNames,
  shownCode,
  type Counted,
} from './counted-rows';
import { CONTRIBUTOR, FILE, type EngineWords } from './engine-words';
import { personsSql } from './persons-sql';
import { text } from './sql';

/** Between the parts of one contributor's share. */
export const SHARE_MARK = ':';

/**
 * As `cellsSql`, and what rules have to know of the contributors of a cell: margins are made for each contributor before
 * contributors are put together.
 *
 * @returns the same rows; after the sums, as far as they are asked for and in this order: distinct persons; persons outside
 *   the largest contributor; for each measure the total of the contributors' absolute sums and the two largest; and the
 *   shares of a cell that sums over nothing, `contributor:people:sum:sum` with spaces between
 */
export function sharedCellsSql(counted: Counted, words: EngineWords, details: AggregateDetails): string {
  const { measures } = counted.columns;
  const { d, s } = shortNames(counted);
  const [codes, isByPerson] = [d.map(shownCode), countsPersons(counted, details)];
  const margins = words.withMargins('shares', {
    from: 'cells',
    codes: d.map(knownCode),
    kept: ['c'],
    values: ['bp', ...s.map((sum) => `b${sum}`)].map((column) => [column, 'sum']),
  });
  const persons = isByPerson ? `, ${personsSql(counted, words)}` : '';
  const found = detailColumns(counted, words, { ...details, withPersons: isByPerson });
  return `WITH file_cells AS (${fileCells(counted, words)}), cells AS (${contributorCells(counted, words)}), ${margins}${persons}, found AS (
    SELECT ${list(
      codes,
      [`${words.wide('sum(tbp)')} AS people`, 'count(CASE WHEN tbp > 0 THEN 1 END) AS contributors'],
      measures.map((field, i) => `${words.told(`sum(tbs${i})`, field)} AS s${i}`),
      found.flatMap(({ counts = [] }) => counts),
    )} FROM shares${groupBy(codes)}
  ) SELECT ${list(
    codes,
    ['people', 'contributors', ...s],
    found.flatMap(({ shows }) => shows),
  )} FROM found${isByPerson ? joinedBy('person_cells', codes) : ''}${orderBy(codes)}`;
}

/** Columns that one detail adds: to the cells that contributors are put together in, and to the answer. */
type DetailColumns = { readonly counts?: readonly string[]; readonly shows: readonly string[] };

function detailColumns(counted: Counted, words: EngineWords, details: AggregateDetails): DetailColumns[] {
  const { s } = shortNames(counted);
  const outside: DetailColumns = details.withPersons
    ? { shows: [words.wide('coalesce(persons - most, 0)')] }
    : { counts: [`${words.wide('sum(tbp) - max(tbp)')} AS outside`], shows: ['outside'] };
  const largest: DetailColumns = {
    counts: counted.columns.measures.flatMap((field, i) => magnitude(`s${i}`, field, words)),
    shows: s.flatMap((sum) => [`m${sum}`, `x${sum}`, `y${sum}`]),
  };
  const shares: DetailColumns = { counts: [`${words.joined(share(counted, words))} AS parts`], shows: ['parts'] };
  return [
    ...(details.withPersons ? [{ shows: [words.wide('coalesce(persons, 0)')] }] : []),
    ...(details.withOutside ? [outside] : []),
    ...(details.withLargest ? [largest] : []),
    ...(details.withShares ? [shares] : []),
  ];
}

/** Whether persons are told apart from rows in the answer. */
export const countsPersons = ({ columns }: Counted, { withPersons = false }: AggregateDetails): boolean =>
  withPersons && columns.person !== undefined;

/** The cells of each contributor; where everyone has one file, those of the files are. */
function contributorCells(counted: Counted, words: EngineWords): string {
  const { d, s } = shortNames(counted);
  const isOneEach = new Set(counted.contributors).size === counted.contributors.length;
  const sum = (column: string) => (isOneEach ? column : `sum(${column})`);
  return `SELECT ${list(
    knownCodes(counted, words),
    [`${CONTRIBUTOR} AS c`, `${sum('p')} AS bp`],
    s.map((column) => `coalesce(${sum(column)}, 0) AS b${column}`),
  )} FROM file_cells JOIN ${contributorNumbers(counted.contributors, words)} USING (${FILE})${isOneEach ? '' : groupBy([...d, CONTRIBUTOR])}`;
}

function magnitude(sum: string, field: Field, words: EngineWords): string[] {
  const [first, second] = words.twoLargest(`abs(tb${sum})`);
  const total = `sum(abs(tb${sum}))`;
  return [
    `${words.told(total, field)} AS m${sum}`,
    `${words.told(first, field)} AS x${sum}`,
    `${words.told(second, field)} AS y${sum}`,
  ];
}

/** Null where the cell sums over something: shares of margins follow from those of their parts. */
function share({ columns: { dimensions, measures } }: Counted, words: EngineWords): string {
  const parts = [
    'CAST(c AS VARCHAR)',
    'CAST(tbp AS VARCHAR)',
    ...measures.map((field, i) => words.text(`tbs${i}`, field)),
  ].join(` || ${text(SHARE_MARK)} || `);
  const isInner = dimensions.map((_, i) => `${shownCode(`d${i}`)} <> ${text(TOTAL)}`).join(' AND ');
  return isInner ? `CASE WHEN ${isInner} THEN ${parts} END` : parts;
}

const joinedBy = (table: string, codes: readonly string[]) =>
  codes.length > 0 ? ` LEFT JOIN ${table} USING (${list(codes)})` : ` CROSS JOIN ${table}`;
