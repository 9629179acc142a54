import { Reader } from '../../test/follows';
import {
  describeWithAnswers,
  innerCellsOfRows,
  jsonOf,
  rowsOf,
  systemFrom,
  type Column,
  type Row,
} from '../../test/known-answers';
import { Elimination, suppress, type SuppressionTask } from './elimination';
import { membersOf, systemOf, type System } from './system';

/**
 * Primary cells are those that the peer flags, so that complementary suppression alone is compared. Its candidates come in
 * order of their value; it publishes empty cells before all others.
 */
type Answer = { readonly system: System; readonly rows: readonly Row[]; readonly cells: readonly Row[] };

const isTrue = (cell: Row, flag: string) => (String(cell[flag]).toUpperCase() === 'TRUE' ? 1 : 0);
const valueOf = (cell: Row) => Number(cell['value'] ?? cell['freq'] ?? cell['ant']);
const none = ({ inner }: System) => new Int32Array(inner).fill(-1);
const count = (marks: Iterable<number>) => [...marks].reduce((sum, mark) => sum + mark, 0);

/**
 * Places in an order of costs, all different: by value, then by the number of inner cells, then by where they are listed.
 *
 * @param later what is listed later costs 1: more, -1: less
 */
function ranks({ system, cells }: Answer, value: (cell: Row) => number, later: 1 | -1 = -1): Float64Array {
  const order = cells.map((cell, i) => ({ i, value: value(cell), size: membersOf(system, i).length }));
  order.sort((one, other) => one.value - other.value || one.size - other.size || later * (one.i - other.i));
  const cost = new Float64Array(cells.length);
  order.forEach(({ i }, rank) => (cost[i] = rank));
  return cost;
}

const emptyCellsFirst = (answer: Answer) => ranks(answer, (cell) => valueOf(cell) || Infinity);

function taskOf(answer: Answer, given: Partial<SuppressionTask> = {}): SuppressionTask {
  const { system, cells } = answer;
  const nothing = new Uint8Array(system.cells);
  return {
    system,
    primary: Uint8Array.from(cells, (cell) => isTrue(cell, 'primary')),
    open: nothing,
    hide: nothing,
    cost: emptyCellsFirst(answer),
    singles: none(system),
    ...given,
  };
}

const primariesOf = ({ primary }: SuppressionTask) => [...primary.keys()].filter((cell) => primary[cell] === 1);
const theirsOf = ({ cells }: Answer) => Uint8Array.from(cells, (cell) => isTrue(cell, 'suppressed'));

/** Primary cells that somebody who knows all about linear algebra, and nothing else, can tell. */
function told({ system }: Answer, task: SuppressionTask, hidden: Uint8Array): number[] {
  const reader = new Reader(system, hidden);
  return primariesOf(task).filter((cell) => reader.canTell(cell));
}

function read(file: string, input: string, columns: readonly Column[]): Answer {
  const [rows, cells] = [rowsOf(input), rowsOf(file)];
  return { rows, cells, system: systemFrom(rows, columns, cells) };
}

describeWithAnswers('elimination beside GaussSuppression', () => {
  it.each([
    ['ssb_z1_maxN3_result.csv', 'ssb_z1.csv', 6],
    ['ssb_z1_maxN4_result.csv', 'ssb_z1.csv', 8],
    ['ssb_z2_maxN3_result.csv', 'ssb_z2.csv', 29],
    ['ssb_z2_maxN4_result.csv', 'ssb_z2.csv', 29],
  ])('%s: no more hidden cells, and no primary follows', (file, input, hidden) => {
    const answer = read(file, input, [{ leaf: 'region', groups: ['fylke', 'kostragr'] }, { leaf: 'hovedint' }]);
    const task = taskOf(answer, { cost: ranks(answer, valueOf, 1) });
    const ours = suppress(task);
    expect(count(ours)).toBeLessThanOrEqual(hidden);
    expect(told(answer, task, ours)).toEqual([]);
  });

  it.each([
    ['few1', 7],
    ['dom1_80', 9],
    ['p10', 14],
  ] as const)('twenty cells of sums, %s: no more than %i hidden cells, and no primary follows', (rule, hidden) => {
    const rows = rowsOf('ssb_magnitude1.csv');
    const cells = (jsonOf('gauss.json') as { magnitude1: Record<typeof rule, Row[]> }).magnitude1[rule];
    const answer = { rows, cells, system: systemFrom(rows, [{ leaf: 'sector4' }, { leaf: 'geo' }], cells) };
    const task = taskOf(answer);
    const ours = suppress(task);
    expect(count(theirsOf(answer))).toBe(hidden);
    expect(count(ours)).toBeLessThanOrEqual(hidden);
    expect(told(answer, task, ours)).toEqual([]);
  });

  describe('the example of its documentation', () => {
    type Example = { cells: Record<'var1' | 'var2', string>[] & Row[] } & Record<'A' | 'B' | 'C', number[]>;
    const { cells, A, B } = (jsonOf('gauss.json') as { docExample: Example }).docExample;
    const within = (code: string | undefined, leaf: string) => code === 'Total' || code === leaf;
    const inner = ['1', '2', '3'].flatMap((one) => ['A', 'B', 'C', 'D', 'E'].map((other) => [one, other] as const));
    const system = systemOf(
      inner.length,
      cells.map(({ var1, var2 }) =>
        inner.flatMap(([one, other], i) => (within(var1, one) && within(var2, other) ? [i] : [])),
      ),
    );
    const answer = { system, cells, rows: [] };
    const primary = Uint8Array.from(cells, (cell) => Number(cell['primary']));
    const listed = cells.map((_, i) => cells.length - i);
    const emptyFirst = listed.map((rank, i) => (Number(cells[i]?.['values']) === 0 ? 100 + rank : rank));
    const secondary = (given: Partial<SuppressionTask>) =>
      [...suppress(taskOf(answer, { primary, ...given }))].flatMap((is, i) => (is && !primary[i] ? [i + 1] : []));

    it('the same cells where they are taken as listed, and where empty ones are published first', () => {
      expect(secondary({ cost: Float64Array.from(listed) })).toEqual(A);
      expect(secondary({ cost: Float64Array.from(emptyFirst) })).toEqual(B);
    });
    it('fewer with singletons: of three hidden in a row, who knows one cannot tell the other two apart', () => {
      const singles = Int32Array.from(inner, (_, i) => (i < 3 ? i : -1));
      expect(secondary({ cost: Float64Array.from(emptyFirst), singles })).toEqual(B);
    });
  });

  describe('a table of 5,859 cells in four dimensions', () => {
    const COLUMNS = [{ leaf: 'mun', groups: ['region'] }, { leaf: 'age' }, { leaf: 'sex' }, { leaf: 'service' }];
    const small = (file: string) => read(file, 'small.csv', COLUMNS);

    it.each([
      ['small_p10_gaussnone.csv', 1_192, 1_782],
      ['small_few_gaussnone.csv', 963, 1_484],
    ])('%s: the same cells, and no primary follows', (file, primary, hidden) => {
      const answer = small(file);
      const task = taskOf(answer);
      const ours = suppress(task);
      expect([primariesOf(task).length, count(ours)]).toEqual([primary, hidden]);
      expect(ours).toEqual(theirsOf(answer));
      expect(told(answer, task, ours)).toEqual([]);
    });

    it('frequencies: as many cells; some are others, of the same value', () => {
      const answer = small('small_freq_gauss.csv');
      const task = taskOf(answer);
      const ours = suppress(task);
      expect([primariesOf(task).length, count(ours)]).toEqual([2_321, 2_632]);
      expect(told(answer, task, ours)).toEqual([]);
    });

    it.each([
      ['small_p10_gaussnone.csv', 1_780],
      ['small_few_gaussnone.csv', 1_471],
    ])('%s: fewer where an empty cell may be hidden as well, as it costs its readers nothing', (file, hidden) => {
      const answer = small(file);
      expect(count(suppress(taskOf(answer, { cost: ranks(answer, valueOf) })))).toBe(hidden);
    });

    const singlesOf = ({ rows, system }: Answer) => {
      const holders = Array.from({ length: system.inner }, () => new Set<number>());
      innerCellsOfRows(rows, COLUMNS).forEach((inner, i) => {
        holders[inner]?.add(Number(rows[i]?.['coop']?.slice(1)));
      });
      return Int32Array.from(holders, (of) => (of.size === 0 ? -2 : of.size === 1 ? ([...of][0] ?? -1) : -1));
    };
    /** Primary cells of others that a cooperative finds with the cells that it is alone in. */
    const leaks = ({ system }: Answer, { primary, singles }: SuppressionTask, hidden: Uint8Array) => {
      const elimination = new Elimination(system, hidden);
      return [...new Set(singles)].flatMap((holder) => {
        const ofOthers = (cell: number) =>
          membersOf(system, cell).some((inner) => ![holder, -2].includes(singles[inner] ?? -1));
        const asked = [...primary.keys()].filter((cell) => primary[cell] === 1 && ofOthers(cell));
        const known = singles.map((single) => (single === holder ? 1 : 0));
        return holder < 0 ? [] : elimination.derivable(asked, Uint8Array.from(known));
      }).length;
    };

    it.each([
      ['small_p10_gauss.csv', 1_911, 0],
      ['small_few_gauss.csv', 1_677, 2],
      ['small_freq_gauss.csv', 2_648, 13],
    ])(
      '%s: %i hidden cells keep out whoever is alone in some; the peer leaves them %i cells of others',
      (file, hidden, left) => {
        const answer = small(file);
        const task = taskOf(answer, { singles: singlesOf(answer) });
        const ours = suppress(task);
        expect([count(ours), leaks(answer, task, ours)]).toEqual([hidden, 0]);
        expect(leaks(answer, task, theirsOf(answer))).toBe(left);
        if (left === 0) expect(count(ours)).toBeLessThanOrEqual(count(theirsOf(answer)));
      },
    );
  });
});
