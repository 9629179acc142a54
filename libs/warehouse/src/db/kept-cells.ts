import { TOTAL } from '../domain/aggregate';
import { scaleOf, type Field } from '../domain/field';
import { sqlType } from './cell-sql';
import { fileCells, knownCode, knownCodes, list, type Counted } from './counted-rows';
import { marginsAs } from './duckdb-words';
import type { Session } from './engine';
import type { EngineWords } from './engine-words';
import { text } from './sql';

/** Of the session: it goes with it. */
const KEPT = 'kept_cells';

/**
 * Counts the cells of the files, keeps them for the session, and says the rest of the question so that it is quick to answer:
 * codes get closed types, which are numbers in the order of their text; and sums that stay within 64 bits (18 digits for a
 * decimal) even if all of them were of one sign and in one cell are added up in 64 bits. The others keep their 128 bits.
 */
export async function withKeptCells(session: Session, counted: Counted, words: EngineWords): Promise<EngineWords> {
  const { dimensions, measures } = counted.columns;
  await session.run(`CREATE TEMP TABLE ${KEPT} AS ${fileCells(counted, words)}`);
  for (const [i, code] of knownCodes(counted, words).entries())
    await session.run(
      `CREATE TEMP TYPE ${codeType(i)} AS ENUM (SELECT ${code} FROM ${KEPT} UNION SELECT ${text(TOTAL)} ORDER BY 1)`,
    );
  const fits = [`sum(p) < ${2n ** 63n}`, ...measures.map((field, i) => `sum(abs(s${i})) < ${boundOf(field)}`)];
  const [[people, ...sums] = []] = await session.rows(`SELECT ${list(fits)} FROM ${KEPT}`);
  const types = {
    ...Object.fromEntries(dimensions.map((_, i) => [knownCode(`d${i}`), codeType(i)])),
    ...(people !== false && { bp: 'BIGINT' }),
    ...Object.fromEntries(measures.flatMap((field, i) => (sums[i] === false ? [] : [[`bs${i}`, sqlType(field)]]))),
  };
  return {
    ...words,
    counted: `SELECT * FROM ${KEPT}`,
    wide: (sum) => (people === false ? words.wide(sum) : `CAST(${sum} AS BIGINT)`),
    told: (sum, field) => (sums[measures.indexOf(field)] === false ? sum : wholeUnits(sum, field)),
    withMargins: (table, cells) => marginsAs(table, cells, types),
  };
}

const codeType = (at: number) => `code_${at}`;

/** A decimal as the units of its last digit: the engine hands over whole numbers with less ado. */
const wholeUnits = (sum: string, field: Field) =>
  field.type === 'decimal'
    ? `CAST(CAST(${sum} AS DECIMAL(38, ${scaleOf(field)})) * ${10n ** BigInt(scaleOf(field))} AS BIGINT)`
    : `CAST(${sum} AS BIGINT)`;

/** What every narrow sum of the field's values stays below. */
const boundOf = (field: Field) => (field.type === 'decimal' ? 10n ** BigInt(18 - scaleOf(field)) : 2n ** 63n);
