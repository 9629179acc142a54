import { documentHash, type DatasetId } from '#kernel';
import type { Field, TableSchema } from '#warehouse';
import { hasLength, UNPRINTABLE } from '../texts';
import { without } from '../visible-schema';
import { amendmentNoteNeeded, breakingAmendment, invalidAmendment, scaleShrinks, schemaUnchanged } from './errors';
import { isBreaking, schemaChanges, type SchemaChange } from './schema-changes';

/** A column that goes on under another name, for who maps files to columns. */
export type Renaming = { readonly from: string; readonly to: string };

/** What people have to know and do when a schema changes so that they lose something. */
export type SchemaMigration = { readonly note: string; readonly renamed: readonly Renaming[] };

/** A schema as it was in force from one moment; it never changes. */
export type SchemaVersion = {
  readonly datasetId: DatasetId;
  readonly number: number;
  readonly schema: TableSchema;
  /** Known by its content. */
  readonly hash: string;
  /** For people: what changed and why. */
  readonly note: string;
  readonly breaking: boolean;
  readonly migration: SchemaMigration | null;
  /** Rows accepted under earlier versions than this one cannot be read as this schema: they are left out until sent again. */
  readonly readableSince: number;
  readonly createdAt: Date;
  /** The person or the system that made it. */
  readonly createdBy: string;
};

export type Amendment = {
  readonly schema: TableSchema;
  readonly note: string;
  /** Whether it is meant to take something from people. */
  readonly breaking: boolean;
  readonly migration: SchemaMigration | null;
};

/** What a version says of itself; when and by whom comes with the transaction. */
export type AmendedSchema = Omit<SchemaVersion, 'createdAt' | 'createdBy'>;

/** The first version, as a dataset is published. */
export const firstSchema = (datasetId: DatasetId, schema: TableSchema): AmendedSchema => ({
  ...{ datasetId, number: 1, schema, hash: documentHash(schema), note: '', breaking: false },
  ...{ migration: null, readableSince: 1 },
});

/**
 * The next version of a schema.
 *
 * What was accepted stays readable as long as every row would have been accepted by the new schema too, a column that it
 * lacks counting as missing. Otherwise rows are not bent to fit: contributors send them again, and until then they are in
 * no new version. A renamed column is one that goes and one that comes; the renaming tells mappings what to offer.
 *
 * @throws SCHEMA.UNCHANGED, SCHEMA.SCALE_SHRINKS, SCHEMA.BREAKING, SCHEMA.MIGRATION_NOTE_NEEDED, SCHEMA.INVALID_AMENDMENT
 */
export function amend(before: SchemaVersion, { schema, note, breaking, migration }: Amendment): AmendedSchema {
  const changes = schemaChanges(before.schema, schema);
  if (changes.length === 0) throw schemaUnchanged(before.number);
  assertScales(before.schema, schema);
  const isBroken = changes.some(isBreaking);
  if (isBroken) assertMeant(changes.filter(isBreaking), { breaking, migration });
  assertWords(note, migration);
  assertRenamed(migration?.renamed ?? [], before.schema, schema);
  const number = before.number + 1;
  return {
    ...{ datasetId: before.datasetId, number, schema, hash: documentHash(schema), note },
    ...{ breaking: isBroken, migration: isBroken ? migration : null },
    readableSince: resends(changes) ? number : before.readableSince,
  };
}

/**
 * A version as if some columns did not exist. A hash over them would tell those who guess at them that they guessed right,
 * so that of what is left takes its place.
 */
export function visibleVersion(version: SchemaVersion, hidden: ReadonlySet<string>): SchemaVersion {
  const { migration } = version;
  const schema = without(version.schema, hidden);
  const renamed = migration?.renamed.filter(({ from, to }) => !hidden.has(from) && !hidden.has(to)) ?? [];
  const isWhole = schema.fields.length === version.schema.fields.length;
  return {
    ...{ ...version, schema, migration: migration && { ...migration, renamed } },
    hash: isWhole ? version.hash : documentHash(schema),
  };
}

function assertMeant(broken: readonly SchemaChange[], said: Pick<Amendment, 'breaking' | 'migration'>): void {
  if (!said.breaking) throw breakingAmendment(broken);
  if (!said.migration) throw amendmentNoteNeeded();
}

const resends = (changes: readonly SchemaChange[]) => changes.some(({ effect }) => effect === 'rows');

/** Sums of released tables come in units of the column: fewer digits would make one number of two. */
function assertScales({ fields }: TableSchema, now: TableSchema): void {
  const scaleOf = (field: Field | undefined) => (field?.type === 'decimal' ? (field.scale ?? 2) : null);
  for (const field of fields) {
    const [before, after] = [scaleOf(field), scaleOf(now.fields.find(({ name }) => name === field.name))];
    if (before !== null && after !== null && after < before) throw scaleShrinks(field.name, before);
  }
}

function assertWords(note: string, migration: SchemaMigration | null): void {
  if (!isNote(note)) throw invalidAmendment('say in its note, in 3 to 2,000 characters, what changed and why');
  if (migration && !isNote(migration.note)) throw invalidAmendment('its migration note has 3 to 2,000 characters');
}

const isNote = (text: string) => hasLength(text, 3, 2_000) && !UNPRINTABLE.test(text);

function assertRenamed(renamed: readonly Renaming[], before: TableSchema, after: TableSchema): void {
  const has = ({ fields }: TableSchema, column: string) => fields.some(({ name }) => name === column);
  for (const { from, to } of renamed) {
    if (!has(before, from) || has(after, from) || has(before, to) || !has(after, to)) {
      throw invalidAmendment(`a renaming goes from a column that there was to one that there was not: ${from}, ${to}`);
    }
  }
  const ends = renamed.flatMap(({ from, to }) => [from, to]);
  if (new Set(ends).size < ends.length) throw invalidAmendment('each column is renamed once');
}
