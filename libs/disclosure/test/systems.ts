import fc from 'fast-check';
import type { SuppressionTask } from '../src/suppression/elimination';
import { systemOf } from '../src/suppression/system';

/** Codes of a dimension by the leaves that they sum: leaves, groups that may overlap or repeat each other, the total. */
const axis = fc.integer({ min: 2, max: 4 }).chain((leaves) =>
  fc.array(fc.subarray([...Array(leaves).keys()], { minLength: 1 }), { maxLength: 2 }).map((groups) => ({
    leaves,
    codes: [...[...Array(leaves).keys()].map((leaf) => [leaf]), ...groups, [...Array(leaves).keys()]],
  })),
);

const crossed = fc
  .array(axis, { minLength: 1, maxLength: 3 })
  .filter((axes) => axes.reduce((n, a) => n * a.leaves, 1) <= 24);

/** Cells of a cross product of hierarchies, of which some are no cell of the system at all. */
export const anySystem = crossed.chain((axes) => {
  let cells: number[][] = [[0]];
  for (const { leaves, codes } of axes)
    cells = cells.flatMap((cell) => codes.map((code) => cell.flatMap((at) => code.map((leaf) => at * leaves + leaf))));
  const inner = axes.reduce((product, { leaves }) => product * leaves, 1);
  return fc.subarray(cells, { minLength: Math.ceil(cells.length * 0.7) }).map((kept) => systemOf(inner, kept));
});

/** 1 with the given chance in eight. */
export const flags = (length: number, eighths: number) =>
  fc
    .array(fc.integer({ min: 0, max: 7 }), { minLength: length, maxLength: length })
    .map((drawn) => Uint8Array.from(drawn, (value) => (value < eighths ? 1 : 0)));

/** A task on a random system; all costs differ, and no inner cell has a holder. */
export const anyTask: fc.Arbitrary<SuppressionTask> = anySystem.chain((system) =>
  fc
    .record({
      primary: flags(system.cells, 2),
      open: flags(system.cells, 1),
      hide: flags(system.cells, 1),
      order: fc.shuffledSubarray([...Array(system.cells).keys()], { minLength: system.cells, maxLength: system.cells }),
    })
    .map(({ order, ...rest }) => ({
      system,
      ...rest,
      cost: Float64Array.from(order),
      singles: new Int32Array(system.inner).fill(-1),
    })),
);

/** Few holders, so that they are alone in several inner cells; -1 and -2 as in a task. */
export const withSingles = (task: SuppressionTask) =>
  fc
    .array(fc.integer({ min: -2, max: 2 }), { minLength: task.system.inner, maxLength: task.system.inner })
    .map((singles): SuppressionTask => ({ ...task, singles: Int32Array.from(singles) }));
