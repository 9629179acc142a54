import { CommonsError } from '#kernel';

/** One place in a document that is wrong, such as `fields.2.scale`, and what would be right. */
export type SchemaIssue = { readonly path: string; readonly message: string };

export const schemaInvalid = (issues: readonly SchemaIssue[]) =>
  new CommonsError(
    'invalid',
    'SCHEMA.INVALID',
    `The table schema is not valid: ${issues.map(({ path, message }) => `${path || 'schema'}: ${message}`).join('; ')}`,
    { issues },
  );

export const directIdentifier = (field: string) =>
  new CommonsError(
    'refused',
    'SCHEMA.DIRECT_IDENTIFIER',
    `The field ${field} identifies people directly; direct identifiers do not enter the commons. Leave the column out.`,
    { field },
  );

export const columnUnknown = (column: string) =>
  new CommonsError('invalid', 'AGGREGATE.UNKNOWN_COLUMN', `The table has no column ${column}.`, { column });

export const columnNotGrouping = (column: string) =>
  new CommonsError('invalid', 'AGGREGATE.NOT_A_DIMENSION', `The column ${column} cannot be grouped by.`, { column });

export const columnNotSummable = (column: string) =>
  new CommonsError('invalid', 'AGGREGATE.NOT_A_MEASURE', `The column ${column} cannot be summed.`, { column });

export const columnWithoutGrid = (column: string) =>
  new CommonsError('invalid', 'AGGREGATE.NO_GRID', `The schema declares no grid for the column ${column}.`, { column });

export const columnRepeated = (column: string) =>
  new CommonsError('invalid', 'AGGREGATE.REPEATED_COLUMN', `The column ${column} is asked for twice.`, { column });

export const sumOverflows = () =>
  new CommonsError(
    'refused',
    'AGGREGATE.OVERFLOW',
    'A sum of this table has more than 38 digits, which cannot be counted exactly. Ask for fewer rows or measures at once, or give the measure a coarser unit.',
  );

export const tooManyDimensions = (asked: number, limit: number) =>
  new CommonsError(
    'invalid',
    'AGGREGATE.TOO_MANY_DIMENSIONS',
    `At most ${limit} dimensions; ${asked} were asked for.`,
    {
      asked,
      limit,
    },
  );

/** @param reason the engine's own word, never a statement or a value */
export const engineUnavailable = (reason: string) =>
  new CommonsError(
    'unavailable',
    'WAREHOUSE.UNAVAILABLE',
    'The engine that counts rows lost a server or did not answer. What was asked will be tried again.',
    { reason },
  );

/** Temporary for whoever asks: the version that is the latest by then has no such rows. */
export const keyMissing = (contributionId: string) =>
  new CommonsError(
    'conflict',
    'KEY.MISSING',
    'Rows that were to be read have been withdrawn, and the key to them is gone. Try again: what is read then has none of them.',
    { contributionId },
  );

export const rowsDamaged = (contributionId: string) =>
  new CommonsError(
    'refused',
    'ROWS.DAMAGED',
    'The stored rows are not what was sealed with their key. Somebody has to put the file or the key back from a backup.',
    { contributionId },
  );

export const rowsInUse = (contributionId: string) =>
  new CommonsError(
    'conflict',
    'ROWS.IN_USE',
    'The rows are destroyed for everybody else; one computation still reads its copy. It will be tried again.',
    { contributionId },
  );
