import { describeWithAnswers, jsonOf, rowsOf, type Row } from '../../test/known-answers';
import { dimension, tableOf } from '../../test/tables';
import { feasibilityIntervals } from '../audit/intervals';
import { protectTable } from './protect';
import { TOTAL, type Dimension, type ProtectedCell, type Protection, type Table } from './table';

const distinct = (rows: readonly Row[], column: string) => [...new Set(rows.map((row) => row[column] ?? ''))];
const column = (rows: readonly Row[], name: string, groups: Record<string, string[]> = {}): Dimension =>
  dimension(name, distinct(rows, name), groups);

/** Leaves by the values of a coarser column. */
const grouped = (rows: readonly Row[], leaf: string, by: string, prefix = ''): Record<string, string[]> =>
  Object.fromEntries(
    distinct(rows, by).map((code) => [
      prefix + code,
      distinct(
        rows.filter((row) => row[by] === code),
        leaf,
      ),
    ]),
  );

const counted = (rows: readonly Row[], dimensions: readonly Dimension[], count: string): Table =>
  tableOf(
    dimensions,
    rows.map((row) => ({
      codes: dimensions.map(({ name }) => row[name] ?? ''),
      people: Number(row[count]),
      from: ['x'],
    })),
  );

const keysOf = (cells: readonly { readonly codes: readonly string[] }[]) =>
  cells.map(({ codes }) => codes.join('|')).sort();
const withStatus = ({ cells }: Protection, status: string) => cells.filter((cell) => cell.status === status);
const hiddenOf = ({ primary, secondary }: Protection) => primary + secondary;
const least = (minPeople: number) => ({ minPeople, minContributors: 0 });

describeWithAnswers('known answers of peers', () => {
  describe('sdcTable, regions by gender', () => {
    const rows = rowsOf('sdctable_microdata1.csv').map((row) => ({ ...row, people: '1' }));
    const table = counted(rows, [column(rows, 'region'), column(rows, 'gender')], 'people');
    const hiding = (...hidden: string[]): ProtectedCell[] =>
      table.cells.map(({ codes }) => ({ codes, status: hidden.includes(codes.join('|')) ? 'primary' : 'published' }));

    it('leaves (A, female) known when it is hidden alone', async () => {
      expect(await feasibilityIntervals(table, hiding('A|female'))).toEqual([
        { codes: ['A', 'female'], least: 2, most: 2 },
      ]);
    });
    it.each([
      ['C', 12],
      ['D', 16],
    ])('leaves it between 0 and %s’s %i with a square through that region', async (region, most) => {
      const intervals = await feasibilityIntervals(
        table,
        hiding('A|female', 'A|male', `${region}|male`, `${region}|female`),
      );
      expect(intervals.find(({ codes }) => codes.join('|') === 'A|female')).toMatchObject({ least: 0, most });
    });
    it('is protected by the optimal square', async () => {
      const protection = await protectTable(table, least(3));
      expect(keysOf(withStatus(protection, 'primary'))).toEqual(['A|female']);
      expect(keysOf(withStatus(protection, 'secondary'))).toEqual(['A|male', 'C|female', 'C|male']);
    });
  });

  describe('GaussSuppression', () => {
    const primariesIn = (file: string, names: readonly string[], rename: (row: Row, name: string) => string) =>
      rowsOf(file)
        .filter((row) => row['primary'] === 'TRUE')
        .map((row) => names.map((name) => (row[name] === 'Total' ? TOTAL : rename(row, name))).join('|'))
        .sort();
    const NAMES = ['region', 'hovedint'];
    const plain = (row: Row, name: string) => row[name] ?? '';

    it.each([
      [3, 6],
      [4, 8],
    ])('z1, at most %i: the same primaries, and no more than its %i hidden cells', async (maxN, hidden) => {
      const rows = rowsOf('ssb_z1.csv');
      const table = counted(rows, [column(rows, 'region'), column(rows, 'hovedint')], 'ant');
      const protection = await protectTable(table, least(maxN + 1));
      expect(keysOf(withStatus(protection, 'primary'))).toEqual(
        primariesIn(`ssb_z1_maxN${maxN}_result.csv`, NAMES, plain),
      );
      expect(hiddenOf(protection)).toBeLessThanOrEqual(hidden);
    });

    it.each([
      [3, 29],
      [4, 29],
    ])(
      'z2 with two overlapping hierarchies, at most %i: the same primaries; hidden cells near %i, with whole intervals',
      async (maxN, hidden) => {
        const rows = rowsOf('ssb_z2.csv');
        const groups = { ...grouped(rows, 'region', 'fylke'), ...grouped(rows, 'region', 'kostragr') };
        const table = counted(rows, [column(rows, 'region', groups), column(rows, 'hovedint')], 'ant');
        const protection = await protectTable(table, least(maxN + 1));
        expect(keysOf(withStatus(protection, 'primary'))).toEqual(
          primariesIn(`ssb_z2_maxN${maxN}_result.csv`, NAMES, plain),
        );
        expect(hiddenOf(protection)).toBeLessThanOrEqual(hidden + 4);
      },
    );

    it('z2: the same intervals for its pattern', async () => {
      const rows = rowsOf('ssb_z2.csv');
      const table = counted(rows, [column(rows, 'region'), column(rows, 'hovedint')], 'ant');
      type Answer = Record<'region' | 'hovedint', string> & { suppressed: boolean; lo?: number; up?: number };
      const { z2_intervals: answers } = jsonOf('gauss.json') as { z2_intervals: Answer[] };
      const codesOf = (answer: Answer) =>
        [answer.region, answer.hovedint].map((code) => (code === 'Total' ? TOTAL : code));
      const cells = answers.map((answer): ProtectedCell => ({
        codes: codesOf(answer),
        status: answer.suppressed ? 'secondary' : 'published',
      }));
      const intervals = new Map(
        (await feasibilityIntervals(table, cells)).map(({ codes, ...ends }) => [codes.join('|'), ends]),
      );
      const bounded = answers.filter(({ lo, up }) => lo !== undefined && up !== undefined);
      expect(bounded.length).toBeGreaterThan(0);
      for (const answer of bounded)
        expect(intervals.get(codesOf(answer).join('|'))).toEqual({ least: answer.lo, most: answer.up });
    });

    it('a table of 5,859 cells in four dimensions: the same primaries; more is hidden, for whole intervals', async () => {
      const rows = rowsOf('small.csv');
      const names = ['mun', 'age', 'sex', 'service'];
      const dimensions = names.map((name) => column(rows, name, name === 'mun' ? grouped(rows, 'mun', 'region') : {}));
      const protection = await protectTable(counted(rows, dimensions, 'freq'), least(10));
      const theirs = rowsOf('small_freq_gauss.csv');
      const ours = new Set(keysOf(withStatus(protection, 'primary')));
      const empty = theirs.filter(({ freq }) => freq === '0').length;
      const missed = primariesIn('small_freq_gauss.csv', names, plain).filter((key) => !ours.has(key));
      expect(missed).toEqual([]);
      expect(ours.size).toBe(theirs.filter((row) => row['primary'] === 'TRUE').length + empty);
      // The peer's 311 leave no cell derivable by subtraction; here each must have ten possible counts, zeros included.
      expect(protection.secondary).toBeLessThanOrEqual(1_100);
    }, 300_000);
  });
});
