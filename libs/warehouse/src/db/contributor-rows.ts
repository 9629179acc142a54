import type { Field } from '../domain/field';
import { codeOrTotal, contributorNumbers, distinct, list, marginsOf, type Counted } from './counted-rows';
import { CONTRIBUTOR, FILE, type EngineWords } from './engine-words';
import { name } from './sql';

/** The number that stands for all contributors together. */
export const ALL = -1;

/** Further fields to read, columns made of them, and what holds of the rows. */
type Wanted = { readonly read?: readonly Field[]; readonly columns?: readonly string[]; readonly where: string };

/** Rows that count: typed codes d0, d1, …, contributor c; the weight w and the person where there are any. */
export function contributorRows(
  { columns: { dimensions, weight, person }, contributors }: Counted,
  words: EngineWords,
  { read = [], columns = [], where }: Wanted,
): string {
  const fields = distinct([...dimensions, ...read, ...(weight ? [weight] : []), ...(person ? [person] : [])]);
  return `SELECT ${list(
    dimensions.map((field, i) => `${name(field.name)} AS d${i}`),
    [`${CONTRIBUTOR} AS c`, ...columns],
    weight ? [`${words.summand(name(weight.name), weight)} AS w`] : [],
    person ? [`${name(person.name)} AS person`] : [],
  )} FROM ${words.rows(fields)} AS behind JOIN ${contributorNumbers(contributors, words)} USING (${FILE})
    WHERE ${where}${weight ? ` AND ${name(weight.name)} > 0` : ''}`;
}

/** Counts in every cell and margin what does not add up: of all contributors together, and of each, by `whose`. */
export const ofEachAndAll = (
  codes: readonly string[],
  {
    from,
    counts,
    apart = [],
  }: { readonly from: string; readonly counts: readonly string[]; readonly apart?: string[] },
): string => `SELECT ${list(codes.map(codeOrTotal), [`CASE WHEN grouping(c) = 1 THEN ${ALL} ELSE c END AS whose`, ...counts])}
    FROM ${from} GROUP BY GROUPING SETS (${[marginsOf(codes, apart), marginsOf(codes, [...apart, 'c'])].join(', ')})`;
