import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOTAL } from '../suppression/table';
import { causesOf, type PrimaryRule } from './primary';

/** Figures that a peer (GaussSuppression) computed, and data that one (sdcMicro) comes with; they stand beside the repository. */
const FOLDER = join(__dirname, '../../../../../shared/data');
const present = existsSync(FOLDER);
const describeWithData = present ? describe : describe.skip;
const title = present ? 'known answers of peers' : `known answers of peers: skipped, there is no ${FOLDER}`;

type Entry = { readonly codes: readonly string[]; readonly contributor: string; readonly value: bigint };

const absolute = (value: bigint) => (value < 0n ? -value : value);
const fieldsOf = (line: string) =>
  [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map((found) => found[1] ?? found[2] ?? '');
const linesOf = (path: string) =>
  present ? readFileSync(join(FOLDER, path), 'utf8').trim().split(/\r?\n/).slice(1).map(fieldsOf) : [];

/** What each contributor adds to each cell and margin. */
function cube(entries: readonly Entry[]): Map<string, Map<string, bigint>> {
  const cells = new Map<string, Map<string, bigint>>();
  for (const { codes, contributor, value } of entries)
    for (let margin = 0; margin < 2 ** codes.length; margin += 1) {
      const key = codes.map((code, i) => (margin & (1 << i) ? TOTAL : code)).join('|');
      const parts = cells.get(key) ?? new Map<string, bigint>();
      cells.set(key, parts.set(contributor, (parts.get(contributor) ?? 0n) + value));
    }
  return cells;
}

/** Where people are not what is asked about, as many as keep that rule quiet. */
function judge(parts: ReadonlyMap<string, bigint>, rule: Partial<PrimaryRule>) {
  const sorted = [...parts.values()].map(absolute).sort((a, b) => (a < b ? 1 : -1));
  const magnitude = {
    total: sorted.reduce((sum, value) => sum + value, 0n),
    largest: [sorted[0] ?? 0n, sorted[1] ?? 0n] as const,
  };
  const cell = { people: 1n, contributors: parts.size, magnitudes: [magnitude] };
  return causesOf(cell, { minPeople: 0, minContributors: 0, ...rule });
}

const primaries = (cells: ReadonlyMap<string, ReadonlyMap<string, bigint>>, rule: Partial<PrimaryRule>) =>
  [...cells].filter(([, parts]) => judge(parts, rule).length > 0).map(([key]) => key);

describeWithData(title, () => {
  describe('GaussSuppression on magnitude1: the same primary cells', () => {
    const rows = linesOf('disclosure/ssb_magnitude1.csv');
    const tenths = (text = '') => BigInt(Math.round(Number(text) * 10));
    const entries = (contributor: (row: readonly string[], at: number) => string) =>
      rows.map((row, at): Entry => {
        return { codes: [row[0] ?? '', row[2] ?? ''], contributor: contributor(row, at), value: tenths(row[5]) };
      });
    const byRow = cube(entries((_, at) => String(at)));
    const byCompany = cube(entries((row) => row[4] ?? ''));
    type Answer = { sector4: string; geo: string; primary: boolean };
    const answers = (name: string) => {
      const all = JSON.parse(readFileSync(join(FOLDER, 'disclosure/gauss.json'), 'utf8')) as {
        magnitude1: Record<string, Answer[]>;
      };
      const code = (text: string) => (text === 'Total' ? TOTAL : text);
      return (all.magnitude1[name] ?? [])
        .filter(({ primary }) => primary)
        .map(({ sector4, geo }) => `${code(sector4)}|${code(geo)}`);
    };

    it.each<[string, Map<string, Map<string, bigint>>, Partial<PrimaryRule>]>([
      ['few1', byRow, { minContributors: 2 }], // the peer's contributors were its rows in this run
      ['dom1_80', byRow, { dominance: [{ n: 1, k: 80 }] }],
      [
        'dom_abs',
        byCompany,
        {
          dominance: [
            { n: 1, k: 50 },
            { n: 2, k: 67 },
          ],
        },
      ],
      ['p10', byCompany, { pPercent: 10 }],
    ])('%s', (name, cells, rule) => {
      expect(answers(name).length).toBeGreaterThan(0);
      expect(primaries(cells, rule).sort()).toEqual(answers(name).sort());
    });
  });

  describe('EIA, what utilities earned by state in 1996', () => {
    const STATE = 2;
    const REVENUE = 13;
    const entries = linesOf('microdata/sdcmicro_EIA.csv')
      .filter(([utility]) => utility !== '0') // no utility, but what the office corrects a state by
      .map((row): Entry => ({
        codes: [row[STATE] ?? ''],
        contributor: row[0] ?? '',
        value: BigInt(row[REVENUE] ?? '0'),
      }));
    const cells = cube(entries);

    it('finds by p% the states where the second largest comes nearer than ten per cent to the largest, and only these', () => {
      const tooNear = [...cells].filter(([, parts]) => {
        const values = [...parts.values()].map(absolute);
        const total = values.reduce((sum, value) => sum + value, 0n);
        return values.some((victim, i) =>
          values.some((own, j) => i !== j && 10n * (total - own - victim) < victim) || values.length === 1); // prettier-ignore
      });
      const found = primaries(cells, { pPercent: 10 });
      expect(found.sort()).toEqual(tooNear.map(([key]) => key).sort());
      expect(found.length).toBeGreaterThan(3);
      expect(found).not.toContain(TOTAL);
    });

    it('holds against a utility that registers shells: no state becomes safe by them', () => {
      for (const [key, parts] of cells) {
        const unsafe = judge(parts, { pPercent: 10, minContributors: 3 });
        if (unsafe.length === 0) continue;
        const padded = new Map([...parts, ...['x', 'y', 'z'].map((name) => [`shell ${name}`, 0n] as const)]);
        const naive = judge(padded, { minContributors: 3 });
        expect([key, naive]).toEqual([key, []]); // who only counts contributors is deceived in each of them
        expect(judge(padded, { pPercent: 10, minContributors: 3 })).toContain('pPercent');
      }
    });
  });
});
