import type { Field, TableSchema } from '#warehouse';
import { unboundedPerson, unboundedWeight } from './errors';

/** How much of a table one person is, at most. */
export type PersonBounds = { readonly rowsPerPerson: number; readonly peoplePerRow: number };

/**
 * What noise has to hide of one person, by the schema.
 *
 * Where the schema does not tell people apart, a row is a person, or one of as many as its weight says: each of these is hidden,
 * and the row stays when one of them goes. Where it does, all rows of a person go with them, with all that they count as.
 *
 * @throws EXTRACT.UNBOUNDED_PERSON, EXTRACT.UNBOUNDED_WEIGHT
 */
export function personOf(schema: TableSchema): PersonBounds {
  const { personKey, mostRowsPerPerson } = schema;
  if (personKey === undefined) return { rowsPerPerson: 1, peoplePerRow: 1 };
  if (mostRowsPerPerson === undefined) throw unboundedPerson(personKey);
  return { rowsPerPerson: mostRowsPerPerson, peoplePerRow: mostPeoplePerRow(schema) };
}

/**
 * How many values of a cell change with one person, at most. A row of several people that stays when one of them goes may
 * have any other value afterwards: all its people leave one place, and all but one come to another.
 *
 * @throws EXTRACT.UNBOUNDED_PERSON, EXTRACT.UNBOUNDED_WEIGHT
 */
export function valuesPerPerson(schema: TableSchema): number {
  const people = mostPeoplePerRow(schema);
  return personOf(schema).rowsPerPerson * (2 * people - 1);
}

export const weightOf = ({ fields }: TableSchema): Field | undefined =>
  fields.find(({ disclosureRole }) => disclosureRole === 'weight');

/** So many that all that follows from it is whole and exact. */
const MOST = 1_000_000_000;

function mostPeoplePerRow(schema: TableSchema): number {
  const weight = weightOf(schema);
  if (!weight) return 1;
  const most = Number(weight.maximum ?? Infinity);
  if (!Number.isSafeInteger(most) || most < 1 || most > MOST) throw unboundedWeight(weight.name);
  return most;
}
