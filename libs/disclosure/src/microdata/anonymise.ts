import { checkMicrodata, checkRequirement } from './check';
import { infeasible, invalidMicrodata } from './errors';
import { kindsOf, rowsOf, sortedBy, type Kinds } from './kinds';
import { Lattice } from './lattice';
import { lossOf, type Loss, type LossName } from './loss';
import { Partitioner, type Partition } from './partition';
import { prosecutorRisk, type ProsecutorRisk } from './risk';
import { rulesOf } from './rules';
import { leastLoss, type Verdict } from './search';
import { starredGroups, type StarredGroup } from './stars';
import type { Hierarchy, Microdata, QuasiIdentifier, Requirement } from './table';

/** Rows that may leave for controlled use: in every group of them, at least what was asked for. */
export type Anonymised = {
  /** For each quasi-identifier the level it was coarsened to; 0: not at all. */
  readonly levels: readonly number[];
  /** For each quasi-identifier the group of each row at that level. */
  readonly codes: readonly Uint32Array[];
  /** 1 for each row that must not leave. */
  readonly suppressed: Uint8Array;
  readonly suppressedRows: number;
  /** For each quasi-identifier 1 for each row that leaves without its value. */
  readonly starred: readonly Uint8Array[];
  /** As if rows with stars did not leave. */
  readonly loss: number;
  /** Of the rows that leave. */
  readonly risk: ProsecutorRisk;
  /** How many choices of levels there are, and how many had to be looked at. */
  readonly search: { readonly nodes: number; readonly judged: number };
};

/**
 * Coarsens columns as little as possible and leaves out as few rows as it takes, so that every group of rows that look
 * alike keeps what is asked: full-domain generalisation with local suppression. Nothing loses less (`LossName`) within
 * the limit of suppressed rows; of equals the finest by order of the columns, and the order of rows does not matter.
 * Where single values may be starred, that saves rows afterwards, and changes nothing of what was found.
 *
 * @throws MICRODATA.INVALID, MICRODATA.BROKEN_HIERARCHY, MICRODATA.TOO_MUCH; MICRODATA.INFEASIBLE if nothing keeps it
 * @see Samarati (2001), Protecting Respondents' Identities in Microdata Release
 */
export function anonymise(table: Microdata, requirement: Requirement, loss: LossName = 'entropy'): Anonymised {
  const task = taskOf(table, requirement, loss);
  const lattice = new Lattice(task.hierarchies.map(heightOf));
  const found = leastLoss(lattice, {
    bound: (node) => task.loss.bound(lattice.levelsOf(node)),
    judge: (node) => verdictOn(task, task.partitioner.at(lattice.levelsOf(node))),
  });
  if (!found) throw whyInfeasible(task);
  const partition = task.partitioner.at(lattice.levelsOf(found.node));
  return { ...released(task, partition), search: { nodes: lattice.size, judged: found.judged } };
}

/**
 * The same at levels that somebody chose.
 *
 * @param levels one for each quasi-identifier
 * @throws as `anonymise`; MICRODATA.INFEASIBLE if these levels do not keep it
 */
export function anonymiseAt(
  table: Microdata,
  requirement: Requirement,
  levels: readonly number[],
  loss: LossName = 'entropy',
): Omit<Anonymised, 'search'> {
  const task = taskOf(table, requirement, loss);
  if (levels.length !== task.hierarchies.length || task.hierarchies.some((it, at) => !isLevelOf(it, levels[at])))
    throw invalidMicrodata('a column has no such level', { levels });
  const partition = task.partitioner.at(levels);
  if (!verdictOn(task, partition).safe) throw whyInfeasible(task);
  return released(task, partition);
}

type Task = {
  readonly table: Microdata;
  readonly requirement: Requirement;
  readonly hierarchies: readonly Hierarchy[];
  readonly kinds: Kinds;
  readonly partitioner: Partitioner;
  readonly loss: Loss;
};

function taskOf(table: Microdata, requirement: Requirement, loss: LossName): Task {
  checkRequirement(requirement);
  checkMicrodata(table);
  const kinds = kindsOf(table);
  const hierarchies = table.quasiIdentifiers.map(({ hierarchy }) => hierarchy);
  const partitioner = new Partitioner(kinds, hierarchies, requirement.k, rulesOf(table, requirement, kinds));
  return { table, requirement, hierarchies, kinds, partitioner, loss: lossOf(loss, kinds, hierarchies) };
}

const isLevelOf = (hierarchy: Hierarchy, level = -1) =>
  Number.isInteger(level) && level >= 0 && level < heightOf(hierarchy);

const heightOf = ({ levels }: Hierarchy) => levels.length + 1;

/**
 * What no finer choice removes rules it out for all of them: groups only get smaller. Where no row may be left out,
 * everything that is asked is of that kind: two groups that keep it keep it together.
 */
function verdictOn({ table, requirement, loss }: Task, partition: Partition): Verdict {
  const { suppressedRows, lostRows } = partition;
  const allowed = (rows: number) => rows * 100 <= requirement.mostSuppressedPercent * table.rows;
  const safe = allowed(suppressedRows) && suppressedRows < table.rows;
  const ruledOut = !allowed(requirement.mostSuppressedPercent === 0 ? suppressedRows : lostRows);
  return { safe, ruledOut, loss: safe ? loss.of(partition) : Infinity };
}

function released(task: Task, partition: Partition): Omit<Anonymised, 'search'> {
  const { table, kinds, loss } = task;
  const { levels, groupOf, rows, fails } = partition;
  const saved = task.requirement.suppression === 'values' ? savedByStars(task, partition) : [];
  const leftOut = Uint8Array.from(groupOf, (group) => fails[group] as number);
  for (const { kinds: theirs } of saved) for (const kind of theirs) leftOut[kind] = 0;
  const savedRows = saved.map(({ kinds: theirs }) => rowsOf(kinds, theirs));
  return {
    levels,
    suppressed: Uint8Array.from(kinds.of, (kind) => leftOut[kind] as number),
    suppressedRows: savedRows.reduce((left, inGroup) => left - inGroup, partition.suppressedRows),
    codes: table.quasiIdentifiers.map((column, at) => coarsened(column, levels[at] as number)),
    starred: table.quasiIdentifiers.map((_, at) => starredIn(at, saved, kinds)),
    loss: loss.of(partition),
    risk: prosecutorRisk(Uint32Array.from([...rows.filter((_, group) => fails[group] === 0), ...savedRows])),
  };
}

/**
 * Groups of rows that were too few to leave, each with the values that have to be starred. What fails for its sensitive
 * values, by itself or with stars, stays out: saved, it would tell that those alike were too much alike.
 */
function savedByStars({ kinds, partitioner, requirement }: Task, partition: Partition): StarredGroup[] {
  const { levels, groupOf, rows, fails } = partition;
  const { starts, order } = sortedBy(groupOf, rows.length);
  const kindsIn = (group: number) => order.subarray(starts[group], starts[group + 1]);
  const tooFew = fails.map((failing, group) => Number(failing === 1 && !partitioner.isCrowd(kindsIn(group))));
  const few = Uint32Array.from(kinds.rows.keys()).filter((kind) => tooFew[groupOf[kind] as number] === 1);
  const columns = partitioner.columnsAt(levels);
  const isCrowd = (some: Uint32Array) => partitioner.isCrowd(some);
  const groups = starredGroups({ kinds, few, columns, isCrowd, fewestRows: requirement.k });
  return groups.filter((group) => partitioner.holds(group.kinds));
}

function starredIn(column: number, groups: readonly StarredGroup[], kinds: Kinds): Uint8Array {
  const starred = new Uint8Array(kinds.count);
  for (const group of groups) if (group.stars.includes(column)) for (const kind of group.kinds) starred[kind] = 1;
  return Uint8Array.from(kinds.of, (kind) => starred[kind] as number);
}

const coarsened = ({ codes, hierarchy }: QuasiIdentifier, level: number) => {
  const groups = hierarchy.levels[level - 1];
  return groups ? codes.map((code) => groups[code] as number) : codes;
};

/** With everything as coarse as it gets, what is still missing. */
function whyInfeasible({ table, hierarchies, partitioner, requirement }: Task) {
  const { suppressedRows } = partitioner.at(hierarchies.map(({ levels }) => levels.length));
  const details = { rows: table.rows, ...requirement };
  if (suppressedRows === table.rows)
    return infeasible(
      'There have to be more rows, of more people and with more different values; or ask for less.',
      details,
    );
  const needsPercent = Math.ceil((100 * suppressedRows) / table.rows);
  const way = 'Let more rows be left out, or give each column a coarsest level that has one value for all of them.';
  return infeasible(way, { ...details, needsPercent });
}
