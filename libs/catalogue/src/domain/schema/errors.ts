import { CommonsError } from '#kernel';
import type { SchemaChange } from './schema-changes';

export const schemaUnchanged = (number: number) =>
  new CommonsError(
    'refused',
    'SCHEMA.UNCHANGED',
    `Version ${number} of the schema says exactly this already, so there is nothing to amend.`,
    { number },
  );

export const breakingAmendment = (changes: readonly SchemaChange[]) =>
  new CommonsError(
    'refused',
    'SCHEMA.BREAKING',
    `This takes something from people (${changes.map(({ column, what }) => `${column ?? 'table'}: ${what}`).join(', ')}). If you mean it, say so with breaking, and write in the migration note what they have to do.`,
    { changes },
  );

export const amendmentNoteNeeded = () =>
  new CommonsError(
    'refused',
    'SCHEMA.MIGRATION_NOTE_NEEDED',
    'Write a migration note: what contributors and people who draw tables have to do now.',
  );

export const invalidAmendment = (problem: string) =>
  new CommonsError('invalid', 'SCHEMA.INVALID_AMENDMENT', `The schema cannot be amended so: ${problem}.`, { problem });

export const scaleShrinks = (column: string, scale: number) =>
  new CommonsError(
    'refused',
    'SCHEMA.SCALE_SHRINKS',
    `Column ${column} keeps at least ${scale} digits after the mark: tables were released in that unit. Add a new column instead.`,
    { column, scale },
  );

export const schemaAmended = (number: number) =>
  new CommonsError(
    'conflict',
    'SCHEMA.AMENDED',
    `The schema was amended while this file was being checked; it is checked again under version ${number}.`,
    { number },
  );
