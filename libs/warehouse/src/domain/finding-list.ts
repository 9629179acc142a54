import type { Finding } from './finding';

/** A finding as the list of all findings keeps it: without words, which whoever reads the list has in their language. */
export type ListedFinding = Pick<Finding, 'row' | 'column' | 'code' | 'value' | 'facts'>;

/** The last line of a list that does not hold all: how many are missing. */
export type ListEnd = { readonly more: number };

/** A line of the list, as JSON. */
export const listedLine = ({ row, column, code, value, facts }: Finding): string =>
  lineOf({ row, column, code, value, facts } satisfies ListedFinding);

export const lineOf = (line: ListedFinding | ListEnd): string => `${JSON.stringify(line)}\n`;
