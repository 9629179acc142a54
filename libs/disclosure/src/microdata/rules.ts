import { closenessTo } from './closeness';
import { hasEntropyOf } from './diversity';
import type { Histogram } from './histogram';
import { occurrencesOf, type Kinds, type Occurrences } from './kinds';
import type { Microdata, Requirement, SensitiveColumn } from './table';

/** One thing that every group of rows must keep about one column. */
export type GroupRule = {
  /** Whether it is about how many persons there are, which whoever knows everybody's row can tell. */
  readonly isOfPersons: boolean;
  readonly occurrences: Occurrences;
  readonly holds: (group: Histogram) => boolean;
  /** Without it no group that contains fewer rows holds either: joining groups never breaks it. */
  readonly growsWithGroup: (group: Histogram) => boolean;
};

const always = () => true;

/** What a requirement asks of groups besides their number of rows. */
export function rulesOf(table: Microdata, requirement: Requirement, kinds: Kinds): GroupRule[] {
  const { persons, sensitive = [] } = table;
  const aboutColumns = sensitive.map((column) => columnRule(column, requirement, kinds));
  return persons ? [personRule(persons, requirement.k, kinds), ...aboutColumns] : aboutColumns;
}

/** k different persons are k different values of the column that says who a row is about. */
function personRule(persons: Uint32Array, k: number, kinds: Kinds): GroupRule {
  const enough = ({ different }: Histogram) => different >= k;
  const values = persons.reduce((most, person) => Math.max(most, person + 1), 0);
  const occurrences = occurrencesOf(kinds, persons, values);
  return { isOfPersons: true, occurrences, holds: enough, growsWithGroup: enough };
}

/** An entropy of log l takes l different values; that much joining groups can not undo, the entropy itself it can. */
function columnRule(column: SensitiveColumn, { diversity, closeness }: Requirement, kinds: Kinds): GroupRule {
  const occurrences = occurrencesOf(kinds, column.codes, column.values);
  const close = closeness ? closenessTo(column, closeness) : always;
  if (!diversity) return { isOfPersons: false, occurrences, holds: close, growsWithGroup: always };
  const { kind, l } = diversity;
  const distinct = ({ different }: Histogram) => different >= l;
  const diverse = kind === 'distinct' ? distinct : (group: Histogram) => hasEntropyOf(group, l);
  const holds = (group: Histogram) => diverse(group) && close(group);
  return { isOfPersons: false, occurrences, holds, growsWithGroup: distinct };
}
