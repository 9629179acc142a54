import { TOTAL, type ProtectedCell } from '#disclosure';
import type { Classification } from './classification';
import { statusesIn } from './joint-table';
import { cellsOf, patternOf, placedIn, showsAnything, showsTotal } from './shown-pattern';

const by = (columns: string[], codes: string[]): Classification => ({
  ...{ columns, combinations: new Set(), dimension: { name: columns[0] ?? '', leaves: codes, groups: [] } },
  labels: new Map([...codes, TOTAL].map((code) => [code, []])),
});
const zone = by(['zone'], ['zone=A', 'zone=B']);
const need = by(['need'], ['need=x']);
const placed = by(['zone', 'district'], ['zone=A', 'zone=B', 'district=N']);
const cell = (status: ProtectedCell['status'], ...codes: string[]): ProtectedCell => ({ codes, status });

describe('the pattern of a table', () => {
  const cells = [
    ...[cell('published', 'zone=A', 'need=x'), cell('primary', 'zone=B', 'need=x'), cell('secondary', TOTAL, 'need=x')],
    ...[cell('published', 'zone=A', TOTAL), cell('secondary', 'zone=B', TOTAL)],
  ];

  it('says of each cell whether it was shown, and of which there is none', () => {
    const pattern = patternOf(cells, [zone, need]);
    expect(pattern.statuses).toBe('FPSFS-');
    expect(cellsOf(pattern)).toEqual(cells);
    expect([showsAnything(pattern), showsTotal(pattern)]).toEqual([true, false]);
    expect(showsAnything(patternOf([cell('primary', TOTAL)], [zone]))).toBe(false);
  });

  it('is found again in a table by more columns, and in other ones as far as it has them', () => {
    const wider = [need, placed];
    expect(placedIn(cells.slice(0, 1), [zone, need], wider)).toEqual([cell('published', 'need=x', 'zone=A')]);
    expect(placedIn(cells, [zone, need], [placed]).map(({ codes }) => codes)).toEqual([['zone=A'], ['zone=B']]);
  });

  it('is hidden where any of the ways to decide it hides it', () => {
    const decided = [cell('published', 'zone=A'), cell('secondary', 'zone=A'), cell('published', TOTAL)];
    expect(statusesIn({ cells: decided, classifications: [placed] }, [zone])).toEqual([
      cell('secondary', 'zone=A'),
      cell('published', TOTAL),
    ]);
  });
});
