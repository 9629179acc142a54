import {
  codeOrTotal,
  contributorNumbers,
  distinct,
  groupBy,
  knownCode,
  knownCodes,
  list,
  marginsOf,
  shortNames,
  shownCode,
  type Counted,
} from './counted-rows';
import type { EngineWords } from './engine-words';
import { name } from './sql';

/** The number that stands for all contributors together. */
const ALL = -1;

/**
 * Counts the distinct persons of each cell and margin, and those of the contributor that has most of them. Somebody who is
 * in several parts of a margin, or with several contributors, is one person there, so margins are counted and not summed.
 *
 * @returns common table expressions, of which the last, `person_cells`, has a cell's codes, `persons` and `most`
 */
export function personsSql(counted: Counted, words: EngineWords): string {
  const { columns, contributors } = counted;
  const { dimensions, weight, person } = columns;
  if (!person) throw new TypeError('No column tells the persons apart.');
  const { d } = shortNames(counted);
  const codes = d.map(knownCode);
  const fields = distinct([...dimensions, person, ...(weight ? [weight] : [])]);
  const source = [
    'f',
    ...dimensions.map((field, i) => `${name(field.name)} AS d${i}`),
    `${name(person.name)} AS person`,
    ...(weight ? [`${words.summand(name(weight.name), weight)} AS w`] : []),
  ];
  return `persons AS (
    SELECT DISTINCT ${list(knownCodes(counted, words), ['c', 'person'])} FROM (SELECT ${list(source)} FROM ${words.rows(fields)}) AS behind
      JOIN ${contributorNumbers(contributors, words)} USING (f) WHERE person IS NOT NULL${weight ? ' AND w > 0' : ''}
  ), person_shares AS (
    SELECT ${list(codes.map(codeOrTotal), [`CASE WHEN grouping(c) = 1 THEN ${ALL} ELSE c END AS whose`, 'count(DISTINCT person) AS n'])}
    FROM persons GROUP BY GROUPING SETS (${[marginsOf(codes), marginsOf(codes, ['c'])].join(', ')})
  ), person_cells AS (
    SELECT ${list(d.map(shownCode), [
      `max(CASE WHEN whose = ${ALL} THEN n ELSE 0 END) AS persons`,
      `max(CASE WHEN whose = ${ALL} THEN 0 ELSE n END) AS most`,
    ])} FROM person_shares${groupBy(d.map(shownCode))}
  )`;
}
