import type { Microdata, Requirement } from '../src/microdata/table';

/** A few rows, looked at by the letter of the definitions: an oracle for what is fast. */
export type Small = {
  readonly rows: readonly { readonly values: readonly number[]; readonly sensitive: number; readonly person: number }[];
  /** For each column the groups of its values, level by level. */
  readonly hierarchies: readonly (readonly (readonly number[])[])[];
  readonly ordered: boolean;
  readonly countPersons: boolean;
};

const SENSITIVE_VALUES = 4;

export function toMicrodata({ rows, hierarchies, ordered, countPersons }: Small): Microdata {
  return {
    rows: rows.length,
    quasiIdentifiers: hierarchies.map((levels, column) => ({
      name: `column ${column}`,
      codes: Uint32Array.from(rows, ({ values }) => values[column] as number),
      hierarchy: { values: levels[0]?.length ?? 0, levels: levels.map((level) => Uint32Array.from(level)) },
    })),
    sensitive: [
      {
        ...{ name: 'need', values: SENSITIVE_VALUES, ordered },
        codes: Uint32Array.from(rows, ({ sensitive }) => sensitive),
      },
    ],
    ...(countPersons && { persons: Uint32Array.from(rows, ({ person }) => person) }),
  };
}

const shares = (values: readonly number[]) =>
  Array.from({ length: SENSITIVE_VALUES }, (_, value) => values.filter((it) => it === value).length / values.length);

/** Whether a group of rows keeps what is asked, in floats with room for their errors; no exact tie is lost to that. */
export function holdsByHand(small: Small, { k, diversity, closeness }: Requirement, group: readonly number[]): boolean {
  const of = (rows: readonly number[]) => rows.map((row) => small.rows[row]?.sensitive as number);
  const people = new Set(group.map((row) => (small.countPersons ? small.rows[row]?.person : row)));
  if (people.size < k) return false;
  const p = shares(of(group));
  const q = shares(of([...small.rows.keys()]));
  if (diversity && !isDiverse(p, diversity)) return false;
  return !closeness || distance(p, q, small.ordered) <= closeness.part / closeness.of + 1e-12;
}

function isDiverse(p: readonly number[], { kind, l }: NonNullable<Requirement['diversity']>): boolean {
  if (kind === 'distinct') return p.filter((share) => share > 0).length >= l;
  const entropy = p.reduce((sum, share) => sum - (share > 0 ? share * Math.log(share) : 0), 0);
  return entropy >= Math.log(l) - 1e-12;
}

function distance(p: readonly number[], q: readonly number[], ordered: boolean): number {
  const apart = p.map((share, value) => share - (q[value] as number));
  if (!ordered) return apart.reduce((sum, by) => sum + Math.abs(by), 0) / 2;
  const carried = apart.map((_, value) => apart.slice(0, value + 1).reduce((sum, by) => sum + by, 0));
  return carried.reduce((sum, by) => sum + Math.abs(by), 0) / (SENSITIVE_VALUES - 1);
}

export function grouped(rows: readonly number[], by: (row: number) => string): number[][] {
  const groups = new Map<string, number[]>();
  for (const row of rows) groups.set(by(row), [...(groups.get(by(row)) ?? []), row]);
  return [...groups.values()];
}

/** 1 for each row that is in a group which does not keep what is asked. */
export function failuresOf(small: Small, requirement: Requirement, levels: readonly number[]): number[] {
  const groupOf = ({ values }: Small['rows'][number]) =>
    values
      .map((value, column) => (levels[column] ? small.hierarchies[column]?.[levels[column] - 1]?.[value] : value))
      .join();
  const groups = grouped([...small.rows.keys()], (row) => groupOf(small.rows[row] as Small['rows'][number]));
  const failing = groups.filter((group) => !holdsByHand(small, requirement, group));
  const fails = small.rows.map(() => 0);
  for (const row of failing.flat()) fails[row] = 1;
  return fails;
}

/** The least loss of all choices of levels that may be released; undefined if there is none. */
export function bestByHand(
  small: Small,
  requirement: Requirement,
  lossAt: (levels: readonly number[]) => number,
): number | undefined {
  const choices = small.hierarchies.reduce<number[][]>(
    (all, { length }) => all.flatMap((levels) => Array.from({ length: length + 1 }, (_, level) => [...levels, level])),
    [[]],
  );
  const safe = choices.filter((levels) => {
    const left = failuresOf(small, requirement, levels).filter((fails) => fails === 0).length;
    const suppressed = small.rows.length - left;
    return left > 0 && suppressed * 100 <= requirement.mostSuppressedPercent * small.rows.length;
  });
  return safe.length === 0 ? undefined : Math.min(...safe.map(lossAt));
}
