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

export const columnRepeated = (column: string) =>
  new CommonsError('invalid', 'AGGREGATE.REPEATED_COLUMN', `The column ${column} is asked for twice.`, { column });

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
