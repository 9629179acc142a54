import { isUnitFactor, type DatasetId, type Id, type OrganisationId, type PersonId } from '#kernel';
import type { Mapping } from '#intake';
import type { Field, TableSchema } from '#warehouse';
import { mappingInvalid, profileNameInvalid } from './errors';

export type MappingProfileId = Id<'MappingProfile'>;

/** How an organisation's own columns become a dataset's, under a name, to be offered again. */
export type MappingProfile = {
  readonly id: MappingProfileId;
  readonly organisationId: OrganisationId;
  readonly datasetId: DatasetId;
  readonly name: string;
  readonly mapping: Mapping;
  /** How often it was saved under this name. */
  readonly revision: number;
  readonly savedBy: PersonId;
  readonly savedAt: Date;
};

export const MOST_PROFILES = 50;
const MAX_NAME_CHARACTERS = 100;
const MAX_TEXT_CHARACTERS = 500;
const MOST_COLUMNS = 500;
const MOST_IGNORED = 5_000;
const MOST_VALUES = 10_000;
const MOST_PROBLEMS = 20;

/** @throws PROFILE.NAME_INVALID */
export function assertProfileName(name: string): void {
  const isPlain = name.trim() !== '' && name.length <= MAX_NAME_CHARACTERS && !/[\p{C}]/u.test(name);
  if (!isPlain) throw profileNameInvalid();
}

/** How two headers are compared: without byte order mark, outer spaces and case. */
export const headerKey = (header: string): string =>
  header
    .replace(/^\uFEFF/, '')
    .trim()
    .normalize('NFC')
    .toLowerCase();

/**
 * Whether a mapping was made for files with this header: it speaks of all of its columns, and all of its columns are there.
 * Their order does not count.
 */
export function fits({ columns, ignored }: Mapping, header: readonly string[]): boolean {
  const there = new Set(header.map(headerKey));
  const taken = columns.map(({ from }) => headerKey(from));
  const known = new Set([...taken, ...ignored.map(headerKey)]);
  return taken.every((key) => there.has(key)) && [...there].every((key) => known.has(key));
}

type Column = Mapping['columns'][number];

/**
 * Checks a mapping against the schema that it leads to.
 *
 * @throws MAPPING.INVALID with what is wrong, in at most 20 sentences
 */
export function assertMapping(mapping: Mapping, schema: TableSchema): void {
  const problems = [...sizeProblems(mapping), ...repetitions(mapping)];
  const fields = new Map(schema.fields.map((field) => [field.name, field]));
  for (const column of mapping.columns.slice(0, MOST_COLUMNS)) {
    const field = fields.get(column.to);
    if (field) problems.push(...columnProblems(column, field, schema));
    else problems.push(`the dataset has no field “${column.to.slice(0, 63)}”`);
  }
  if (problems.length > 0) throw mappingInvalid(problems.slice(0, MOST_PROBLEMS));
}

function sizeProblems({ columns, ignored }: Mapping): string[] {
  const values = columns.reduce((sum, column) => sum + Object.keys(column.values ?? {}).length, 0);
  const texts = [...columns.map(({ from }) => from), ...ignored];
  return [
    ...(columns.length < 1 || columns.length > MOST_COLUMNS ? [`it has 1 to ${MOST_COLUMNS} columns`] : []),
    ...(ignored.length > MOST_IGNORED ? [`it leaves out at most ${MOST_IGNORED} columns`] : []),
    ...(values > MOST_VALUES ? [`it has at most ${MOST_VALUES} values`] : []),
    ...(texts.some((text) => text.length > MAX_TEXT_CHARACTERS) ? ['the name of a column is too long'] : []),
  ];
}

function repetitions({ columns, ignored }: Mapping): string[] {
  const own = [...columns.map(({ from }) => from), ...ignored].map(headerKey);
  const fields = columns.map(({ to }) => to);
  return [
    ...(new Set(own).size < own.length ? ['a column of the file is in it twice'] : []),
    ...(new Set(fields).size < fields.length ? ['two columns lead to the same field'] : []),
  ];
}

function columnProblems(column: Column, field: Field, { missingValues = [''] }: TableSchema): string[] {
  const { to } = column;
  const known = new Set([...(field.categories ?? []), ...missingValues]);
  const pairs = Object.entries(column.values ?? {});
  const isTooLong = pairs.flat().some((text) => text.length > MAX_TEXT_CHARACTERS);
  const isOutside = field.categories !== undefined && pairs.some(([, value]) => !known.has(value));
  return [
    ...(field.derivedFrom === undefined ? [] : [`“${to}” follows from “${field.derivedFrom}” and is not to be filled`]),
    ...unitProblems(column, field),
    ...(isTooLong ? [`a value for “${to}” is too long`] : []),
    ...(isOutside ? [`a value for “${to}” is not in its list`] : []),
  ];
}

function unitProblems({ to, unit }: Column, { type }: Field): string[] {
  if (!unit) return [];
  if (type !== 'integer' && type !== 'decimal') return [`“${to}” is no number and has no unit`];
  return isUnitFactor(unit.multiplyBy) ? [] : [`the unit of “${to}” is a positive number, such as 0.001 or 5/9`];
}
