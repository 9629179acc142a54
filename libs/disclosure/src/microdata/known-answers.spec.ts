import { adult, DATA, HAS_DATA, linesOf, type Adult } from '../../test/adult';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anonymise, type Anonymised } from './anonymise';
import type { LossName } from './loss';
import { frequenciesOf, globalRisk, individualRisks, rowsBelow } from './risk';
import type { Requirement } from './table';

/** What ARX 3.9.2 answered about the same rows. */
type Answer = {
  readonly case: string;
  readonly loss: string;
  readonly levels: Readonly<Record<string, number>>;
  readonly suppressedRows: number;
  readonly classes: number;
  readonly minClass: number;
  readonly maxClass: number;
  readonly prosecutorMax: number;
  readonly prosecutorAvg: number;
};

const describeWithData = HAS_DATA ? describe : describe.skip;
const occupation = ['occupation'];
const at = (k: number, mostSuppressedPercent: number, more: Partial<Requirement> = {}): Requirement => ({
  ...{ k, mostSuppressedPercent },
  ...more,
});

describeWithData('ARX on Adult', () => {
  const answers = new Map<string, Answer>();
  const tables = new Map<string, Adult>();

  beforeAll(() => {
    const lines = readFileSync(join(DATA, 'disclosure/arx/arx_out.jsonl'), 'utf8').trim().split('\n');
    for (const answer of lines.map((line) => JSON.parse(line) as Answer)) answers.set(answer.case, answer);
  });

  const tableWithout = (sensitive: readonly string[]) => {
    const table = tables.get(sensitive.join()) ?? adult(sensitive);
    tables.set(sensitive.join(), table);
    return table;
  };
  const answerTo = (name: string) => answers.get(name) as Answer;
  const figuresOf = ({ suppressedRows, risk }: Omit<Anonymised, 'search'>) => ({
    ...{ suppressedRows, classes: risk.groups, minClass: risk.smallest, maxClass: risk.largest },
    ...{ prosecutorMax: risk.highest, prosecutorAvg: risk.average },
  });
  const levelsOf = (table: Adult, { levels }: Pick<Anonymised, 'levels'>) =>
    Object.fromEntries(table.quasiIdentifiers.map(({ name }, column) => [name, levels[column]]));

  it.each<[string, Requirement, LossName, string[]]>([
    ['k5_s4_entropy', at(5, 4), 'generalisation', []],
    ['k5_s0_entropy', at(5, 0), 'entropy', []],
    ['k100_s4_entropy', at(100, 4), 'generalisation', []],
    ['k5_s100_loss', at(5, 100), 'share', []],
    ['k5_entropyL3_occ_s4', at(5, 4, { diversity: { kind: 'entropy', l: 3 } }), 'entropy', occupation],
    ['k5_distinctL3_occ_s4', at(5, 4, { diversity: { kind: 'distinct', l: 3 } }), 'entropy', occupation],
    ['entropyL5_occ_s4', at(1, 4, { diversity: { kind: 'entropy', l: 5 } }), 'entropy', occupation],
    ['k5_t0.2_occ_s4_discern', at(5, 4, { closeness: { part: 1, of: 5 } }), 'discernibility', occupation],
  ])('has the same best levels and the same loss for %s', (name, requirement, loss, sensitive) => {
    const table = tableWithout(sensitive);
    const found = anonymise(table, requirement, loss);
    const answer = answerTo(name);
    expect(levelsOf(table, found)).toEqual(answer.levels);
    expect(figuresOf(found)).toMatchObject({
      ...{ suppressedRows: answer.suppressedRows, classes: answer.classes },
      ...{ minClass: answer.minClass, maxClass: answer.maxClass },
    });
    expect(found.risk.highest).toBe(answer.prosecutorMax);
    expect(found.risk.average).toBeCloseTo(answer.prosecutorAvg, 12);
    expect(found.loss / Number(answer.loss)).toBeCloseTo(1, 9);
  });

  it('counts what suppression loses, which ARX’s entropy for k-anonymity alone leaves out', () => {
    const table = tableWithout([]);
    const answer = answerTo('k5_s4_entropy');
    const ours = anonymise(table, at(5, 4));
    expect(levelsOf(table, ours)).toEqual(answer.levels);
    expect(ours.loss - Number(answer.loss)).toBeCloseTo(9_411.728, 3);

    const [coarser, finer] = [answerTo('k100_s4_entropy'), anonymise(table, at(100, 4))];
    expect(levelsOf(table, finer)).toEqual(coarser.levels);
    expect(finer.loss).toBeGreaterThan(Number(coarser.loss));
  });

  it('lets the same rows out with the same values, row by row', () => {
    const table = tableWithout([]);
    const { codes, levels, suppressed } = anonymise(table, at(5, 4));
    const [head = [], ...theirs] = linesOf('disclosure/arx/out_k5_s4_entropy.csv', ';');
    const ours = theirs.map((_, row) =>
      head.map((name) => {
        const column = table.quasiIdentifiers.findIndex((it) => it.name === name);
        if (suppressed[row] === 1) return '*';
        return table.labelled[name]?.labels[levels[column] ?? 0]?.[codes[column]?.[row] ?? 0];
      }),
    );
    expect(ours).toEqual(theirs);
  });

  it('starts from the same risks of the rows as they are', () => {
    const { rows, quasiIdentifiers } = tableWithout([]);
    const found = frequenciesOf(quasiIdentifiers.map(({ codes }) => codes));
    const input = JSON.parse(JSON.stringify(answers.get('input'))) as Record<string, number>;
    expect(rowsBelow(2, found) / rows).toBe(input.uniqueFraction);
    expect(rowsBelow(5, found) / rows).toBe(input['prosecutorRecordsAtRisk0.2']);
    const as = anonymise(tableWithout([]), at(1, 0));
    expect(as.levels.every((level) => level === 0)).toBe(true);
    expect(as.risk).toMatchObject({ groups: input.classes, average: input.avgRisk });
  });
});

describeWithData('sdcMicro', () => {
  const known = HAS_DATA
    ? (JSON.parse(readFileSync(join(DATA, 'disclosure/sdcmicro.json'), 'utf8')) as Record<string, Known>)
    : {};
  type Known = Readonly<Record<string, number | number[]>>;
  const columnsOf = (path: string, keys: readonly string[], weight: string) => {
    const [head = [], ...rows] = linesOf(path, ',').map((line) => line.map((cell) => cell.replaceAll('"', '')));
    const cell = (row: readonly string[], name: string) => row[head.indexOf(name)] ?? '';
    return {
      columns: keys.map((name) => encoded(rows.map((row) => cell(row, name)))),
      weights: Float64Array.from(rows, (row) => Number(cell(row, weight))),
    };
  };
  const encoded = (values: readonly string[]) => {
    const numbers = new Map([...new Set(values)].map((value, number) => [value, number]));
    return Uint32Array.from(values, (value) => numbers.get(value) ?? NaN);
  };

  it('has the same frequencies and individual risks for the worked example of Franconi and Polettini', () => {
    const { fk, Fk, risk } = known.francdat as Record<'fk' | 'Fk' | 'risk', number[]>;
    const { columns, weights } = columnsOf('disclosure/sdcmicro_francdat.csv', ['Key1', 'Key2', 'Key3', 'Key4'], 'w');
    const found = frequenciesOf(columns, weights);
    expect([...found.sample]).toEqual(fk);
    expect([...found.population]).toEqual(Fk);
    for (const [row, ours] of individualRisks(found).entries()) expect(ours).toBeCloseTo(risk[row] ?? NaN, 10);
  });

  it('finds as many rows below k and the same global risk on its test data', () => {
    const keys = ['urbrur', 'roof', 'walls', 'water', 'electcon', 'relat', 'sex'];
    const { columns, weights } = columnsOf('microdata/sdcmicro_testdata.csv', keys, 'sampling_weight');
    const found = frequenciesOf(columns, weights);
    const { viol2, viol3, viol5, global_risk, expected_reid } = known.testdata as Record<string, number>;
    expect([2, 3, 5].map((k) => rowsBelow(k, found))).toEqual([viol2, viol3, viol5]);
    const { expected, share } = globalRisk(individualRisks(found));
    expect(share).toBeCloseTo(global_risk ?? NaN, 12);
    expect(expected).toBeCloseTo(expected_reid ?? NaN, 8);
  });

  /**
   * sdcMicro counts a missing value as one that looks like every other, so its starred rows borrow the company of rows that
   * show the value: 293 and 500 stars. Here a star looks like stars alone, so that what is published keeps k as it reads.
   */
  it.each([
    [3, [7, 24, 4, 80, 17, 252, 30]],
    [5, [10, 39, 22, 173, 30, 415, 35]],
  ])('stars more of its test data for k = %s, and every row is among k that show the same', (k, stars) => {
    const keys = ['urbrur', 'roof', 'walls', 'water', 'electcon', 'relat', 'sex'];
    const { columns } = columnsOf('microdata/sdcmicro_testdata.csv', keys, 'sampling_weight');
    const quasiIdentifiers = columns.map((codes, column) => {
      const values = codes.reduce((most, code) => Math.max(most, code + 1), 0);
      return { name: keys[column] ?? '', codes, hierarchy: { values, levels: [] } };
    });
    const rows = columns[0]?.length ?? 0;
    const found = anonymise({ rows, quasiIdentifiers }, at(k, 100, { suppression: 'values' }));
    expect(found.suppressedRows).toBe(0);
    expect(found.starred.map((column) => column.filter((star) => star === 1).length)).toEqual(stars);
    const shown = found.codes.map((codes, column) =>
      codes.map((code, row) => (found.starred[column]?.[row] ? 99 : code)),
    );
    expect(rowsBelow(k, frequenciesOf(shown))).toBe(0);
    const { total } = (known.testdata as unknown as Record<string, { total: number }>)[`localSupp_k${k}`] ?? {
      total: 0,
    };
    expect(total).toBe(k === 3 ? 293 : 500);
    expect(stars.reduce((sum, column) => sum + column, 0)).toBeGreaterThan(total);
  });
});
