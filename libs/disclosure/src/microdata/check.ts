import { invalidMicrodata, tooMuchMicrodata } from './errors';
import { checkHierarchy } from './hierarchy';
import type { Microdata, Requirement, SensitiveColumn, Share } from './table';

/** A number for each row must fit into an array of 32 bits. */
const MAX_ROWS = 2 ** 31;

const isWhole = (number: number, from: number, to: number) =>
  Number.isSafeInteger(number) && number >= from && number <= to;

/** @throws MICRODATA.INVALID */
export function checkRequirement({ k, diversity, closeness, mostSuppressedPercent }: Requirement): void {
  if (!isWhole(k, 1, MAX_ROWS)) throw invalidMicrodata('k is a whole number from 1 on', { k });
  if (diversity && !isWhole(diversity.l, 1, MAX_ROWS))
    throw invalidMicrodata('l is a whole number from 1 on', { l: diversity.l });
  if (closeness && !isShare(closeness)) throw invalidMicrodata('t is a share from 0 to 1', { t: closeness });
  if (!isWhole(mostSuppressedPercent, 0, 100))
    throw invalidMicrodata('the rows that may be left out are 0 to 100 in a hundred', { mostSuppressedPercent });
}

const isShare = ({ part, of }: Share) => isWhole(of, 1, Number.MAX_SAFE_INTEGER) && isWhole(part, 0, of);

/** @throws MICRODATA.INVALID, MICRODATA.BROKEN_HIERARCHY, MICRODATA.TOO_MUCH */
export function checkMicrodata({ rows, quasiIdentifiers, sensitive = [], persons }: Microdata): void {
  checkRows(rows);
  const columns = [...quasiIdentifiers, ...sensitive];
  if (quasiIdentifiers.length === 0)
    throw invalidMicrodata(
      'no column is said to be quasi-identifying; name those by which somebody could be recognised',
    );
  if (new Set(columns.map(({ name }) => name)).size < columns.length)
    throw invalidMicrodata('a column is named twice; each is one or the other');
  for (const { name, codes } of columns) checkLength(name, codes, rows);
  if (persons) checkLength('person', persons, rows);
  for (const column of quasiIdentifiers) checkHierarchy(column);
  for (const column of sensitive) checkValues(column);
}

function checkRows(rows: number): void {
  if (rows > MAX_ROWS)
    throw tooMuchMicrodata('there are more rows than can be numbered; make several extracts', { rows });
  if (!isWhole(rows, 1, MAX_ROWS)) throw invalidMicrodata('there is no row; wait until there are some');
}

function checkLength(column: string, codes: Uint32Array, rows: number): void {
  if (codes.length !== rows)
    throw invalidMicrodata('a column has more or fewer values than there are rows', {
      column,
      values: codes.length,
      rows,
    });
}

function checkValues({ name, codes, values }: SensitiveColumn): void {
  if (codes.some((code) => code >= values))
    throw invalidMicrodata('a column has a value that is not numbered', { column: name, values });
}
