import type { Field, OutputTable, TableSchema } from '#warehouse';
import { PEOPLE } from './protected-table';
import { chainsOf, codesOf, UNKNOWN } from './shape';

/** Why a column has no distribution here. */
export const WITHHELD = ['notPermitted', 'notADimension', 'crossed', 'tooLarge', 'nothingAccepted'] as const;
export type Withheld = (typeof WITHHELD)[number];

/** One code of a column, with as much of its people as the terms show; null: it is protected. */
export type ProfiledCode = { readonly code: string; readonly people: bigint | null };

/** What a reader may know of one column in one version. */
export type ColumnProfile = {
  readonly name: string;
  /** Declared, never found: the smallest value of a measure belongs to somebody. */
  readonly minimum: string | null;
  readonly maximum: string | null;
  readonly required: boolean;
  readonly distribution: readonly ProfiledCode[];
  /** People whose value is missing; null: that is protected, or not known. */
  readonly missing: bigint | null;
  /** null: it has a distribution. */
  readonly withheld: Withheld | null;
};

const MOST_CODES = 2_000;

/** Which columns are counted together, and why others are not. */
export type ProfilePlan = {
  readonly chains: readonly (readonly string[])[];
  readonly withheld: ReadonlyMap<string, Withheld>;
};

/**
 * Plans the tables that a profile is made of: columns that lie within each other in one table, because apart they would
 * tell what each hides. Of hierarchies that share a coarser column only the first is counted, for the same reason.
 *
 * @param known columns that the reader may know of
 * @param allowed dimensions that the policies let them count by
 */
export function planProfile(schema: TableSchema, known: readonly Field[], allowed: ReadonlySet<string>): ProfilePlan {
  const withheld = new Map(known.flatMap((field) => bar(field, schema, allowed)));
  const open = known.map(({ name }) => name).filter((name) => !withheld.has(name));
  const chains: string[][] = [];
  const above = (name: string) => coarserOf(schema, name);
  for (const chain of chainsOf(schema, open)) {
    const family = new Set(chain.flatMap((name) => [name, ...above(name)]));
    const isCrossed = chains.flat().some((name) => family.has(name) || above(name).some((one) => family.has(one)));
    if (!isCrossed) chains.push(chain);
    else for (const name of chain) if (!chains.flat().includes(name)) withheld.set(name, 'crossed');
  }
  return { chains, withheld };
}

function bar(field: Field, schema: TableSchema, allowed: ReadonlySet<string>): [string, Withheld][] {
  if (field.disclosureRole !== 'dimension') return [[field.name, 'notADimension']];
  if (!allowed.has(field.name)) return [[field.name, 'notPermitted']];
  return codesOf(schema, field.name).length > MOST_CODES ? [[field.name, 'tooLarge']] : [];
}

/** Everything that a column lies within, asked for or not. */
function coarserOf({ fields }: TableSchema, name: string): string[] {
  const chain: string[] = [];
  const next = (column: string) => fields.find((field) => field.name === column)?.within;
  for (let at = next(name); at !== undefined && !chain.includes(at); at = next(at)) chain.push(at);
  return chain;
}

/** The rows of a protected table that tell about one column alone, all others being summed over. */
export function marginOf({ columns, rows }: OutputTable, name: string, total: string): ProfiledCode[] {
  const names = columns.map((column) => column.name);
  const [at, people] = [names.indexOf(name), names.indexOf(PEOPLE)];
  return rows
    .filter((row) => row.slice(0, people).every((code, place) => (place === at ? code !== total : code === total)))
    .map((row) => ({ code: String(row[at]), people: numberAt(row, people) }));
}

/** How many people a protected table is about; null: that is protected. */
export function totalOf({ columns, rows }: OutputTable, total: string): bigint | null {
  const people = columns.findIndex(({ name }) => name === PEOPLE);
  const row = rows.find((one) => one.slice(0, people).every((code) => code === total));
  return row ? numberAt(row, people) : null;
}

const numberAt = (row: OutputTable['rows'][number], at: number): bigint | null => {
  const value = row[at];
  return typeof value === 'bigint' ? value : null;
};

/**
 * A column with the distribution that a table gave it, or the reason why there is none.
 *
 * @param required whether every row has a value there
 */
export function columnProfile(
  { name, minimum, maximum }: Field,
  required: boolean,
  counted: readonly ProfiledCode[] | null,
  withheld: Withheld | null,
): ColumnProfile {
  return {
    ...{ name, minimum: textOf(minimum), maximum: textOf(maximum), required },
    distribution: counted?.filter(({ code }) => code !== UNKNOWN) ?? [],
    missing: required ? 0n : missingOf(counted ?? []),
    withheld: counted ? null : (withheld ?? 'notPermitted'),
  };
}

const missingOf = (counted: readonly ProfiledCode[]) => counted.find(({ code }) => code === UNKNOWN)?.people ?? null;

const textOf = (bound: number | string | undefined) => (bound === undefined ? null : String(bound));

/** The values missing in columns whose missing values are shown, of all that could be there; null: none is shown. */
export function missingIn(
  people: bigint | null,
  columns: readonly ColumnProfile[],
): { readonly part: bigint; readonly of: bigint } | null {
  const shown = columns.filter(({ withheld, missing }) => withheld === null && missing !== null);
  if (people === null || shown.length === 0) return null;
  const part = shown.reduce((sum, { missing }) => sum + (missing ?? 0n), 0n);
  const of = people * BigInt(shown.length);
  return { part: part > of ? of : part, of };
}
