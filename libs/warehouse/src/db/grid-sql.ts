import type { Field } from '../domain/field';
import type { Grid, GridCell, GridInterval } from '../domain/grid';
import type { Reader } from './aggregate-cells';
import { ALL, contributorRows, ofEachAndAll } from './contributor-rows';
import { groupBy, knownCode, knownCodes, list, orderBy, shownCode, type Counted } from './counted-rows';
import type { EngineWords } from './engine-words';
import { name } from './sql';

/** What is counted, of which measure, and on which grid. */
export type OnGrid = Counted & { readonly measure: Field; readonly grid: Grid };

/**
 * Counts the values of a measure by cell, margins included, contributor and interval. Persons with several rows are counted
 * at the lowest and at the highest of their values in the cell, of one contributor and of all; they do not add up, so each
 * margin counts them anew.
 *
 * @returns one row for what a contributor has in an interval: codes, contributor, interval, persons; and where persons are
 *   told apart how many lowest and highest values, here also of all contributors together (-1)
 */
export function gridSql(counted: OnGrid, words: EngineWords): string {
  const { dimensions, person } = counted.columns;
  const d = dimensions.map((_, i) => `d${i}`);
  const [codes, shown] = [d.map(knownCode), d.map(shownCode)];
  const known = knownCodes(counted, words);
  const { measure, grid } = counted;
  const value = name(measure.name);
  const valued = contributorRows(counted, words, {
    read: [measure],
    columns: [`${words.intervalIn(value, measure, grid)} AS b`],
    where: `${value} IS NOT NULL`,
  });
  const people = counted.columns.weight ? 'sum(w)' : 'count(*)';
  const margins = words.withMargins('margins', { from: 'cells', codes, kept: ['c', 'b'], values: [['bp', 'sum']] });
  return `WITH valued AS (${valued}), cells AS (
    SELECT ${list(known, ['c', 'b', `${people} AS bp`])} FROM valued${groupBy([...d, 'c', 'b'])}
  ), ${margins}${person ? `, ${personRanges(codes, known)}` : ''}
  ${person ? withRanges(shown, words) : `SELECT ${list(shown, [words.wide('c'), 'b', words.wide('tbp')])} FROM margins`}${orderBy([...shown, 'b', 'c'])}`;
}

/** The lowest and the highest value of each person in each cell: of all rows, and of each contributor's. */
const personRanges = (codes: readonly string[], known: readonly string[]): string =>
  `ranges AS (${ofEachAndAll(codes, {
    from: `(SELECT ${list(known, ['c', 'b', 'person'])} FROM valued WHERE person IS NOT NULL) AS told`,
    counts: ['min(b) AS lo', 'max(b) AS hi'],
    apart: ['person'],
  })})`;

function withRanges(shown: readonly string[], words: EngineWords): string {
  const edge = (at: 'lo' | 'hi', counts: string) =>
    `SELECT ${list(shown, ['whose AS c', `${at} AS b`, '0 AS n', counts])} FROM ranges${groupBy([...shown, 'whose', at])}`;
  const sums = ['n', 'l', 'h'].map((count) => words.wide(`sum(${count})`));
  return `SELECT ${list(shown, [`${words.wide('c')} AS whose`, 'b'], sums)} FROM (
    SELECT ${list(shown, ['c', 'b', 'tbp AS n', '0 AS l', '0 AS h'])} FROM margins
    UNION ALL ${edge('lo', 'count(*) AS l, 0 AS h')}
    UNION ALL ${edge('hi', '0 AS l, count(*) AS h')}
  ) AS found${groupBy([...shown, 'c', 'b'])}`;
}

const EVERYBODY = BigInt(ALL);

type Row = { readonly contributor: bigint; readonly step: bigint; readonly counts: readonly bigint[] };

/** The answer to `gridSql`, cell by cell. */
export function gridCells<Value>(
  { columns: { dimensions, person } }: OnGrid,
  rows: readonly (readonly Value[])[],
  { whole }: Reader<Value>,
): GridCell[] {
  const cells = new Map<string, { readonly codes: string[]; readonly found: Row[] }>();
  for (const row of rows) {
    const codes = row.slice(0, dimensions.length).map(String);
    const [contributor = EVERYBODY, step = 0n, ...counts] = row.slice(dimensions.length).map(whole);
    const cell = cells.get(JSON.stringify(codes)) ?? { codes, found: [] };
    cell.found.push({ contributor, step, counts });
    cells.set(JSON.stringify(codes), cell);
  }
  return [...cells.values()].map(({ codes, found }) => ({
    codes,
    intervals: intervalsOf(found, person !== undefined),
  }));
}

/** @param rows of one cell, by interval */
function intervalsOf(rows: readonly Row[], hasPersons: boolean): GridInterval[] {
  const steps = new Map<bigint, Row[]>();
  for (const row of rows) steps.set(row.step, [...(steps.get(row.step) ?? []), row]);
  return [...steps].map(([step, found]) => {
    const own = found.filter(({ contributor }) => contributor !== EVERYBODY);
    const [, lowest = 0n, highest = 0n] = found.find(({ contributor }) => contributor === EVERYBODY)?.counts ?? [];
    return {
      ...{ step, persons: own.reduce((sum, { counts: [persons = 0n] }) => sum + persons, 0n) },
      ...(hasPersons && { lowest, highest }),
      contributors: own.map(({ contributor, counts: [persons = 0n, low = 0n, high = 0n] }) => ({
        ...{ contributor: Number(contributor), persons },
        ...(hasPersons && { lowest: low, highest: high }),
      })),
    };
  });
}
