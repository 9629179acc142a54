import { TOTAL, type Cause, type ProtectedCell, type Protection } from '#disclosure';
import type { Id } from '#kernel';
import type { Terms } from '../permit';
import { intervalsOf, type DecidedNumbers, type IntervalWidths } from './interval-widths';
import { shownPeoplePercent } from './people-shown';

export type CertificateKeyId = Id<'CertificateKey'>;

/** The proof that a table was protected by, sealed: whoever reads it can narrow down what is hidden. */
export type SealedCertificate = {
  readonly keyId: CertificateKeyId;
  /** Of the sealed bytes: it tells nothing of what is in them. */
  readonly sha256: string;
};

/** Levels that were given up so that less had to be suppressed. */
export type LevelsLost = {
  /** Columns that the table is not detailed by any more. */
  readonly columns: readonly string[];
  /** Among how many tables it was chosen. */
  readonly compared: number;
  /** How many cells were unsafe by themselves; it is for those who answer for the dataset. */
  readonly unsafe: { readonly asked: number; readonly chosen: number };
};

/** What only the making of a table knows of it, kept with the release. None of it is a number of the table. */
export type ReportFacts = {
  readonly version: 1;
  /** How many hidden cells each rule makes unsafe, a cell under each of its rules; null: the same table left before, and was not decided anew. */
  readonly causes: Readonly<Partial<Record<Cause, number>>> | null;
  /** Cells that were hidden besides, because intervals were too narrow or because of what insiders know; null as above. */
  readonly repaired: Protection['repaired'] | null;
  /** Unsafe cells that earlier tables had given away; null as above. */
  readonly exposed: number | null;
  /** By which columns the table is made: those that were asked for, or coarser ones. */
  readonly dimensions: readonly string[];
  readonly levels: LevelsLost | null;
  /** null: too many to compute, none is hidden, or the numbers that are shown are not exact. */
  readonly intervals: IntervalWidths | null;
  /** Of the people in the finest cells, how many per cent are in shown ones; null: the table does not tell. */
  readonly shownPeoplePercent: number | null;
  /** Totals, hidden ones too, that are not the sums of their parts as rounded together; null or absent: not rounded so. */
  readonly unbalanced?: number | null;
  /** Tables of the same dataset that it was looked at beside. */
  readonly earlierTables: number;
  /** Whether what contributors and their coalitions know besides was reckoned with. */
  readonly insiders: boolean;
  readonly certificate: SealedCertificate | null;
};

/** A table of which every cell is decided, as its report needs it. */
export type ReportedTable = DecidedNumbers & {
  readonly seen: number;
  readonly protections: readonly Protection[];
  readonly levels?: LevelsLost | undefined;
  readonly unbalanced?: number | null;
};

/** @param terms that the table was protected under */
export async function reportFactsOf(table: ReportedTable, terms: Terms): Promise<Omit<ReportFacts, 'certificate'>> {
  const { protections, shown } = table;
  const isDecided = protections.length > 0;
  const sum = (value: (one: Protection) => number) => protections.reduce((total, one) => total + value(one), 0);
  const repaired = { intervals: sum((one) => one.repaired.intervals), insiders: sum((one) => one.repaired.insiders) };
  return {
    version: 1,
    causes: isDecided ? causesOf(shown, protections) : null,
    repaired: isDecided ? repaired : null,
    exposed: isDecided ? new Set(protections.flatMap(({ exposed }) => exposed.map(placeOf))).size : null,
    dimensions: table.aggregate.dimensions,
    levels: table.levels ?? null,
    intervals: isExact(terms) ? await intervalsOf(table) : null,
    shownPeoplePercent: isExact(terms) ? shownPeoplePercent(table) : null,
    unbalanced: table.unbalanced ?? null,
    earlierTables: table.seen,
    insiders: terms.minContributors > 1,
  };
}

/** Whether the numbers that are shown are the true ones. */
export const isExact = ({ roundingBases = [], cellKey, noise }: Terms): boolean =>
  roundingBases.length === 0 && cellKey === undefined && noise === undefined;

function causesOf(shown: readonly ProtectedCell[], protections: readonly Protection[]): Partial<Record<Cause, number>> {
  const known = causesByPlace(protections);
  const counts: Partial<Record<Cause, number>> = {};
  for (const { codes, status } of shown)
    if (status === 'primary')
      for (const cause of known.get(placeOf(codes)) ?? []) counts[cause] = (counts[cause] ?? 0) + 1;
  return counts;
}

/** Why each cell is unsafe by itself, by its place. */
export function causesByPlace(protections: readonly Protection[]): ReadonlyMap<string, ReadonlySet<Cause>> {
  const known = new Map<string, ReadonlySet<Cause>>();
  for (const { codes, causes } of protections.flatMap((one) => one.causes)) {
    const place = placeOf(codes);
    known.set(place, new Set([...(known.get(place) ?? []), ...causes]));
  }
  return known;
}

/** The same for a cell in a table with further columns, in whatever order these are: codes say which column they are of. */
export const placeOf = (codes: readonly string[]): string =>
  JSON.stringify(codes.filter((code) => code !== TOTAL).toSorted());
