import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hierarchyOf, type LabelledHierarchy } from '../src/microdata/hierarchy';
import type { Microdata } from '../src/microdata/table';

/** UCI Adult with ARX's hierarchies; they stand beside the repository, not in it. */
export const DATA = join(__dirname, '../../../../shared/data');
const ADULT = join(DATA, 'microdata/adult');
export const HAS_DATA = existsSync(ADULT);
if (!HAS_DATA) console.warn('The microdata are not here (../shared/data/microdata): left out.');

export const linesOf = (path: string, separator: string): string[][] =>
  readFileSync(join(DATA, path), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(separator));

export type Adult = Microdata & {
  readonly labelled: Readonly<Record<string, LabelledHierarchy>>;
};

/** @param sensitive columns that are not quasi-identifying */
export function adult(sensitive: readonly string[] = []): Adult {
  const [head = [], ...rows] = linesOf('microdata/adult/adult.csv', ';');
  const labelled = Object.fromEntries(
    head.map((name) => [name, hierarchyOf(name, linesOf(`microdata/adult/adult_hierarchy_${name}.csv`, ';'))]),
  );
  const columns = head.map((name, at) => {
    const hierarchy = labelled[name] as LabelledHierarchy;
    const numbers = new Map(hierarchy.labels[0]?.map((value, number) => [value, number]));
    const codes = Uint32Array.from(rows, (row) => numbers.get(row[at] ?? '') ?? NaN);
    return { name, codes, hierarchy, values: hierarchy.values };
  });
  return {
    rows: rows.length,
    quasiIdentifiers: columns.filter(({ name }) => !sensitive.includes(name)),
    sensitive: columns.filter(({ name }) => sensitive.includes(name)),
    labelled,
  };
}
