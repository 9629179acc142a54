import { ALL, contributorRows, ofEachAndAll } from './contributor-rows';
import { groupBy, knownCode, knownCodes, list, shortNames, shownCode, type Counted } from './counted-rows';
import type { EngineWords } from './engine-words';
import { name } from './sql';

/**
 * Counts the distinct persons of each cell and margin, and those of the contributor that has most of them. Somebody who is
 * in several parts of a margin, or with several contributors, is one person there, so margins are counted and not summed.
 *
 * @returns common table expressions, of which the last, `person_cells`, has a cell's codes, `persons` and `most`
 */
export function personsSql(counted: Counted, words: EngineWords): string {
  const { person } = counted.columns;
  if (!person) throw new TypeError('No column tells the persons apart.');
  const { d } = shortNames(counted);
  const rows = contributorRows(counted, words, { where: `${name(person.name)} IS NOT NULL` });
  return `persons AS (
    SELECT DISTINCT ${list(knownCodes(counted, words), ['c', 'person'])} FROM (${rows}) AS told
  ), person_shares AS (${ofEachAndAll(d.map(knownCode), { from: 'persons', counts: ['count(DISTINCT person) AS n'] })}
  ), person_cells AS (
    SELECT ${list(d.map(shownCode), [
      `max(CASE WHEN whose = ${ALL} THEN n ELSE 0 END) AS persons`,
      `max(CASE WHEN whose = ${ALL} THEN 0 ELSE n END) AS most`,
    ])} FROM person_shares${groupBy(d.map(shownCode))}
  )`;
}
