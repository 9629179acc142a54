import { TOTAL } from '#disclosure';
import type { OutputTable } from '#warehouse';
import { seeded } from '../../../../disclosure/test/seeded';
import { dimension } from '../spec-support';
import { besideExact } from './beside-exact';
import type { NoisyColumn } from './noise-facts';
import { drawn, noisyTable, shownDraws } from './noisy-table';

const schema = { fields: [dimension('zone', ['A', 'B', 'C']), dimension('need', ['casa'])] };
const NOISE: readonly NoisyColumn[] = [
  { name: 'people', sensitivity: '1', variance: '100', scale: null, halfWidth95: '20' },
];
const COLUMNS = { dimensions: ['zone'], measures: [] };
const PEOPLE = { A: 4n, B: 300n, C: 250n, [TOTAL]: 554n };
const exact: OutputTable = {
  columns: [
    { name: 'zone', type: 'string' },
    { name: 'people', type: 'integer' },
    { name: 'conf_status', type: 'string' },
  ],
  rows: Object.entries(PEOPLE).map(([zone, people]) => [zone, people, 'F']),
};
type Numbers = ReadonlyMap<string, bigint>;
const numbersIn = ({ rows }: OutputTable): Numbers =>
  new Map(rows.flatMap(([zone, people]) => (typeof people === 'bigint' ? [[String(zone), people]] : [])));

const noisy = (seed: number, isHidden: (codes: readonly string[]) => boolean = () => false): OutputTable => {
  const answer = drawn({ table: exact, onGrid: new Map() }, COLUMNS, { columns: NOISE }, seeded(seed));
  return noisyTable(exact, answer, { noise: NOISE, draws: shownDraws(exact, answer, isHidden) });
};

/** Noise where it seems to be needed: small cells get some, large ones and totals are exact. */
const noiseForSmallCells = (seed: number): Numbers => {
  const noise = numbersIn(noisy(seed));
  return new Map(
    Object.entries(PEOPLE).map(([zone, people]) => [zone, people < 10n ? (noise.get(zone) ?? 0n) : people]),
  );
};

/** The total less all other zones: nothing is left of the noise where these are exact. */
const bySubtraction = (numbers: Numbers): bigint | null => {
  const [b, c, total] = ['B', 'C', TOTAL].map((zone) => numbers.get(zone));
  return b === undefined || c === undefined || total === undefined ? null : total - b - c;
};
const isTotal = (codes: readonly string[]) => codes.every((code) => code === TOTAL);

describe('exact numbers beside noisy ones of one group', () => {
  it('undo the noise of the only cell that needed it', () => {
    for (let seed = 1; seed <= 50; seed += 1) expect(bySubtraction(noiseForSmallCells(seed))).toBe(PEOPLE.A);
  });

  it('are in no table of ours: every number of it has a draw of its own', () => {
    const found = Array.from({ length: 200 }, (_, at) => bySubtraction(numbersIn(noisy(at + 1))));
    expect(found.filter((guess) => guess === PEOPLE.A).length).toBeLessThan(20);
    for (const zone of Object.keys(PEOPLE) as (keyof typeof PEOPLE)[]) {
      const shown = Array.from({ length: 50 }, (_, at) => numbersIn(noisy(at + 1)).get(zone));
      expect(shown.filter((people) => people === PEOPLE[zone]).length).toBeLessThan(10);
    }
  });

  it('are in no two tables of ours: of the dimension that was exact nothing is drawn, and of the total neither', () => {
    // An exact total of another table tells the draw of every zone but one, and their sum what is left for it.
    const total = numbersIn(noisy(7)).get(TOTAL) ?? 0n;
    expect(total - PEOPLE[TOTAL]).not.toBe(0n);
    expect(besideExact(schema, ['zone'], [['zone']])).toBe('refused');
    expect(besideExact(schema, ['zone'], [['need']])).toBe('withoutTotal');
    expect(numbersIn(noisy(7, isTotal)).has(TOTAL)).toBe(false);
  });
});
