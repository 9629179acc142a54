import { CommonsError } from '#kernel';

type Details = Readonly<Record<string, unknown>>;

/** Columns that do not fit together, or a requirement that is not a whole number in its range. */
export const invalidMicrodata = (why: string, details: Details = {}) =>
  new CommonsError('invalid', 'MICRODATA.INVALID', `The rows cannot be made anonymous: ${why}.`, details);

/** A hierarchy with a gap, a loop or an overlap. `details` name column, level and value, and never rows. */
export const brokenHierarchy = (column: string, why: string, details: Details = {}) =>
  new CommonsError('invalid', 'MICRODATA.BROKEN_HIERARCHY', `The hierarchy of "${column}" cannot be used: ${why}.`, {
    column,
    ...details,
  });

/** Too much to search through, or more than whole numbers can hold exactly. */
export const tooMuchMicrodata = (why: string, details: Details = {}) =>
  new CommonsError('refused', 'MICRODATA.TOO_MUCH', `The rows cannot be made anonymous: ${why}.`, details);

/**
 * No choice of levels keeps the requirement. `details` say what would: numbers that are made from the rows, so they are
 * for those who hold the rows.
 */
export const infeasible = (way: string, details: Details = {}) =>
  new CommonsError(
    'refused',
    'MICRODATA.INFEASIBLE',
    `However coarse the columns are made, what is asked of every group of rows cannot be kept. ${way}`,
    details,
  );
