import type { Column } from '../domain/header';
import { listType } from './cell-sql';
import { text } from './sql';

/** For each derived field by name: the code of the finer level, and the code of this level that it lies in. */
export type Ancestors = Readonly<Record<string, ReadonlyMap<string, string>>>;

/** A derived column, and the one whose code tells its value, by their places in the layout. */
export type Derivation = { derived: number; finer: number };

export function derivationsOf(columns: readonly Column[]): Derivation[] {
  return columns.flatMap(({ field: { derivedFrom } }, derived) => {
    if (derivedFrom === undefined) return [];
    return [{ derived, finer: columns.findIndex(({ field }) => field.name === derivedFrom) }];
  });
}

/**
 * The code of the coarser level for the typed code of the finer one; NULL where the list does not know it. The finer codes are
 * numbered by a closed type, and the number leads to the coarser code: half the price of a join.
 */
export function ancestorSql(typed: string, { field: finer }: Column, ancestors: ReadonlyMap<string, string>): string {
  const codes = (finer.categories ?? [...ancestors.keys()]).map((code) => code.normalize('NFC'));
  if (codes.length === 0) return 'CAST(NULL AS VARCHAR)';
  const known = new Map([...ancestors].map(([code, ancestor]) => [code.normalize('NFC'), ancestor]));
  const coarser = codes.map((code) => literalOf(known.get(code)));
  const numbered = finer.categories ? typed : `try_cast(${typed} AS ${listType(codes)})`;
  return `list_extract([${coarser.join(', ')}]::VARCHAR[], enum_code(${numbered}) + 1)`;
}

const literalOf = (code: string | undefined) => (code === undefined ? 'NULL' : text(code.normalize('NFC')));
