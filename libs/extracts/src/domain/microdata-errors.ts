import { CommonsError } from '#kernel';
import type { Refusal } from './permit';

/** Records of others need a permission that says what every group of them must keep. */
export const NO_MICRODATA: Refusal = {
  code: 'EXTRACT.NO_MICRODATA',
  message:
    'No policy in force lets rows of this dataset leave one by one: it would have to say how many people must look alike. Ask for a table, or have the members vote on it.',
  alternative: null,
};

export const NOT_VOTED: Refusal = {
  code: 'EXTRACT.NOT_VOTED',
  message:
    'Rows leave one by one only under policies that the members have voted on, and one of those that allow this was not. Put it to the vote.',
  alternative: null,
};

export const NOT_FOR_RECORDS: Refusal = {
  code: 'EXTRACT.NOT_FOR_RECORDS',
  message:
    'The policies that allow this ask for numbers that are rounded or perturbed, which rows one by one cannot be. Ask for a table.',
  alternative: null,
};

export const notPersons = (weight: string) =>
  new CommonsError(
    'refused',
    'EXTRACT.NOT_PERSONS',
    `A row of this dataset stands for as many people as ${weight} says, and not for one of whom others look alike. Ask for a table.`,
    { weight },
  );

export const wrongNumberOfColumns = (most: number) =>
  new CommonsError(
    'invalid',
    'EXTRACT.COLUMN_COUNT',
    `Ask for up to ${most} columns, at least one of which is not sensitive.`,
    { most },
  );

/** In words that say nothing of the rows: it depends on what was asked for, and of whose rows. */
export const recordsLeftBefore = (kind: 'refused' | 'conflict', columns: readonly string[]) =>
  new CommonsError(
    kind,
    'EXTRACT.RECORDS_LEFT_BEFORE',
    `Rows of these contributors have left one by one before, with ${columns.join(', ')}. Beside those, others would tell more than either: only the very same can be had again, while the rows are the same and the terms no stricter.`,
    { columns },
  );

export const tooFewContributors = (asked: number) =>
  new CommonsError(
    'refused',
    'EXTRACT.TOO_FEW_CONTRIBUTORS',
    `The policies ask for rows of at least ${asked} contributors, and fewer have rows that may be used so. Wait until more have sent some, or allow this use.`,
    { asked },
  );

export const tooManyRows = (most: number) =>
  new CommonsError(
    'refused',
    'EXTRACT.TOO_MANY_ROWS',
    `More than ${most} rows cannot be made anonymous at once. Ask for a table.`,
    { most },
  );

export const notATable = (format: string) =>
  new CommonsError(
    'refused',
    'RELEASE.NOT_A_TABLE',
    `Rows one by one can be had as CSV or Parquet, and not as ${format}, which is for tables.`,
    { format },
  );
