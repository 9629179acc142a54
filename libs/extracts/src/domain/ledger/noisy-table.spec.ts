import { cryptoRandom } from '#disclosure';
import type { OutputTable } from '#warehouse';
import type { NoisyColumn } from './noise-facts';
import { answerFrom, answerText, drawn, noisyTable, shownDraws } from './noisy-table';

const noiseOf = (name: string, variance = '4'): NoisyColumn => ({
  ...{ name, sensitivity: '1', variance, scale: null, halfWidth95: '4' },
});
const NOISE = [noiseOf('people'), noiseOf('cost', '1000000')];
const tableOf = (rows: OutputTable['rows']): OutputTable => ({
  columns: [
    { name: 'zone', type: 'string' },
    { name: 'need', type: 'string' },
    { name: 'people', type: 'integer' },
    { name: 'cost', type: 'decimal', scale: 2 },
    { name: 'conf_status', type: 'string' },
  ],
  rows,
});
const exact = tableOf([
  ['A', 'casa', 120n, 5_000n, 'F'],
  ['A', 'cura', null, null, 'C'],
  ['_T', '_T', 120n, 5_000n, 'F'],
]);
const shown = tableOf([
  ['A', 'casa', 120n, 5_000n, 'F'],
  ['A', 'cura', null, null, 'C'],
  ['_T', '_T', null, null, 'C'],
]);
const COLUMNS = { dimensions: ['need', 'zone'], measures: ['cost'] };
const none = () => false;
const draw = (table: OutputTable) => drawn({ table, onGrid: new Map() }, COLUMNS, { columns: NOISE }, cryptoRandom());

describe('a table with noise', () => {
  const answer = draw(exact);
  const shownAs = (table: OutputTable, isHidden: (codes: readonly string[]) => boolean) =>
    noisyTable(table, answer, { noise: NOISE, draws: shownDraws(table, answer, isHidden) });

  it('has a draw of its own for every declared number, hidden ones and empty ones too', () => {
    expect(answer.cells.map((cell) => cell.slice(0, 2))).toEqual([
      ['casa', 'A'],
      ['cura', 'A'],
      ['_T', '_T'],
    ]);
    for (const cell of answer.cells) expect(cell.slice(2).every((value) => typeof value === 'bigint')).toBe(true);
    const other = draw(exact);
    expect(answerText(other)).not.toBe(answerText(answer));
  });

  it('shows what is shown, with its margin, and hides what is hidden', () => {
    const { columns, rows } = shownAs(shown, none);
    expect(columns.slice(5)).toEqual([
      { name: 'people_margin_95', type: 'integer' },
      { name: 'cost_margin_95', type: 'decimal', scale: 2 },
    ]);
    const [, , people, cost] = answer.cells[0] ?? [];
    expect(rows).toEqual([
      ['A', 'casa', people, cost, 'F', 4n, 4n],
      ['A', 'cura', null, null, 'C', null, null],
      ['_T', '_T', null, null, 'C', null, null],
    ]);
  });

  it('is the same numbers for whoever sees more of it', () => {
    const [one] = shownAs(shown, none).rows;
    const [same, , total] = shownAs(exact, none).rows;
    expect(same).toEqual(one);
    expect(total?.slice(2, 4)).toEqual(answer.cells[2]?.slice(2));
  });

  it('leaves out the cells that are known exactly, and those that were never drawn', () => {
    const isTotal = (codes: readonly string[]) => codes.every((code) => code === '_T');
    expect(shownAs(exact, isTotal).rows[2]).toEqual(['_T', '_T', null, null, 'C', null, null]);
    const later = tableOf([['B', 'casa', 300n, 1n, 'F']]);
    expect(shownAs(later, none).rows).toEqual([['B', 'casa', null, null, 'C', null, null]]);
  });

  it('keeps counts below zero as they were drawn', () => {
    const empty = tableOf(Array.from({ length: 200 }, (_, at) => ['A', String(at), null, null, 'C']));
    const counts = draw(empty).cells.map((cell) => cell[2] as bigint);
    expect(counts.some((count) => count < 0n)).toBe(true);
  });

  it('leaves out numbers that were not drawn', () => {
    const exactHours = exact.columns.toSpliced(4, 0, { name: 'hours', type: 'integer' });
    const table = { columns: exactHours, rows: exact.rows.map((row) => row.toSpliced(4, 0, 77n)) };
    const { columns, rows } = shownAs(table, none);
    expect(columns.map(({ name }) => name)).not.toContain('hours');
    expect(rows.flat()).not.toContain(77n);
  });

  it('is kept and read back to the last digit', () => {
    const large = { ...answer, cells: [...answer.cells, ['x', 'y', -(10n ** 30n), 7n]] };
    expect(answerFrom(answerText(large))).toEqual(large);
  });
});
