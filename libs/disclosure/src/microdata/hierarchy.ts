import { brokenHierarchy } from './errors';
import type { Hierarchy, QuasiIdentifier } from './table';

/** A hierarchy over texts: `labels[level][group]`; level 0 are the values. */
export type LabelledHierarchy = Hierarchy & { readonly labels: readonly (readonly string[])[] };

/**
 * Makes a hierarchy of one path for each value: the value, what it is part of, what that is part of, and so on. Labels may
 * repeat from one level to the next (a region that has no parts).
 *
 * @throws MICRODATA.BROKEN_HIERARCHY for a gap (paths of different lengths, an empty label), an overlap (a value or a
 *   group within two) or a loop (a group above itself)
 */
export function hierarchyOf(column: string, paths: readonly (readonly string[])[]): LabelledHierarchy {
  const height = paths[0]?.length ?? 0;
  if (height === 0) throw brokenHierarchy(column, 'it has no values; list every value that the column may have');
  for (const path of paths) checkPath(column, path, height);
  const labels = Array.from({ length: height }, (_, level) => [...new Set(paths.map((path) => path[level] as string))]);
  if (labels[0]?.length !== paths.length) {
    const twice = paths.find((path, at) => paths.findIndex(([value]) => value === path[0]) < at);
    throw brokenHierarchy(column, 'it overlaps: a value is listed twice; list each once', { value: twice?.[0] });
  }
  const numbers = labels.map((level) => new Map(level.map((label, number) => [label, number])));
  const levels = numbers
    .slice(1)
    .map((number, at) => Uint32Array.from(paths, (path) => number.get(path[at + 1] as string) as number));
  const hierarchy = { values: paths.length, levels };
  checkNested(column, hierarchy, labels);
  return { ...hierarchy, labels };
}

function checkPath(column: string, path: readonly string[], height: number): void {
  const [value] = path;
  if (path.length !== height || path.some((label) => label === ''))
    throw brokenHierarchy(column, 'it has a gap: give every value a group at every level', { value });
  for (const [level, label] of path.entries())
    if (path.indexOf(label) < level && path[level - 1] !== label)
      throw brokenHierarchy(column, 'it has a loop: a group lies above itself; name each group once', {
        value,
        group: label,
      });
}

/**
 * Checks a hierarchy that came as numbers, and that it has the values of the column.
 *
 * @throws MICRODATA.BROKEN_HIERARCHY
 */
export function checkHierarchy({ name, codes, hierarchy }: QuasiIdentifier): void {
  const { values, levels } = hierarchy;
  if (codes.some((code) => code >= values))
    throw brokenHierarchy(name, 'it has a gap: the column has a value that it does not list; add it');
  for (const [at, level] of levels.entries())
    if (level.length !== values || level.some((group) => group >= values))
      throw brokenHierarchy(name, 'it has a gap: give every value a group at every level, numbered from 0', {
        level: at + 1,
      });
  checkNested(name, hierarchy);
}

/** Each group lies within one group of the next level; otherwise coarsening would tell rows apart that were alike. */
function checkNested(column: string, { values, levels }: Hierarchy, labels?: LabelledHierarchy['labels']): void {
  for (const [at, finer] of levels.slice(0, -1).entries()) {
    const coarser = levels[at + 1] as Uint32Array;
    const within = new Int32Array(values).fill(-1);
    for (let value = 0; value < values; value++) {
      const group = finer[value] as number;
      if (within[group] !== -1 && within[group] !== coarser[value])
        throw brokenHierarchy(column, 'it overlaps: a group lies within two of the next level; put it into one', {
          level: at + 1,
          group: labels?.[at + 1]?.[group] ?? group,
        });
      within[group] = coarser[value] as number;
    }
  }
}
