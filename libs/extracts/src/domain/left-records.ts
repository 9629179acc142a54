import type { ContributionId, OrganisationId } from '#kernel';
import type { TableSchema } from '#warehouse';
import type { LeftRecords, UsedPart } from './earlier-table';
import type { LeftTable } from './left-table';
import { areWhole, type MicrodataColumn, type MicrodataFacts, type MicrodataOf } from './microdata-facts';
import { withCoarser } from './shape';

/** What whoever has rows one by one can count by. */
export type KnownByRecords = Pick<MicrodataOf, 'dimensions' | 'measures'> & { readonly records: LeftRecords };

/**
 * What rows that left one by one tell as a table: by which of their columns people can be counted, and which sums can be
 * made. Where all rows left, columns count that are shown as they are. Where some were left out, have values starred, or a
 * column to count by is shown by bands, every column counts of which anything is shown.
 */
export function knownByRecords(
  { dimensions, measures }: Pick<MicrodataOf, 'dimensions' | 'measures'>,
  facts: MicrodataFacts,
): KnownByRecords {
  const named = (names: readonly string[], test: (column: MicrodataColumn) => boolean) =>
    facts.columns.filter((column) => names.includes(column.name) && test(column)).map(({ name }) => name);
  const isShown = ({ level, levels, isSensitive }: MicrodataColumn) => isSensitive || level < levels;
  const isAsItIs = ({ level }: MicrodataColumn) => level === 0;
  const counted = named(dimensions, isShown);
  const isWhole = areWhole(facts) && counted.length === named(counted, isAsItIs).length;
  return {
    records: isWhole ? 'whole' : 'inPart',
    dimensions: counted,
    measures: named(measures, isWhole ? isAsItIs : isShown),
  };
}

/**
 * Rows that left one by one as the tables that they are to whoever has them. Of their columns only those count by which
 * other tables were made: more of them say nothing of these.
 *
 * Whoever takes rows of which some were left out from a table of all of them holds the table of those left out. So these
 * count as one part of it more, which nobody can count any more and which can hide nobody; unless nothing but the number of
 * people is in both: how many were left out is said with the rows.
 */
export function asTables(
  schema: TableSchema,
  later: { readonly dimensions: readonly string[]; readonly measures: readonly string[] },
  tables: readonly LeftTable[],
): LeftTable[] {
  const others = tables.filter(({ records }) => !records).flatMap(({ dimensions }) => dimensions);
  const reached = withCoarser(schema, [...later.dimensions, ...others]);
  return tables.map((one) => {
    if (!one.records) return one;
    const dimensions = withCoarser(schema, one.dimensions).filter((name) => reached.includes(name));
    const tellsMore = dimensions.length > 0 || one.measures.some((name) => later.measures.includes(name));
    const lacks = one.records === 'inPart' && tellsMore;
    return { ...one, dimensions, parts: lacks ? [...one.parts, leftOut(one)] : one.parts };
  });
}

/** Rows that are in a version and not in the records: nobody's. */
const leftOut = ({ hash }: LeftTable): UsedPart => ({
  contributionId: `left out of ${hash}` as ContributionId,
  organisationId: `left out of ${hash}` as OrganisationId,
});

/**
 * Whether exact tables left that have a column, or a sum, in common with rows that are to leave one by one: beside those,
 * whoever has both finds out what people are like that were left out.
 *
 * @param asked columns as they were asked for: how far they are coarsened follows from what is in them
 */
export function tellsLeftOut(
  schema: TableSchema,
  asked: Pick<MicrodataOf, 'dimensions' | 'measures'>,
  tables: readonly LeftTable[],
): boolean {
  const reached = withCoarser(schema, asked.dimensions);
  return tables
    .filter(({ records, terms }) => !records && !terms.noise)
    .some(
      ({ dimensions, measures }) =>
        withCoarser(schema, dimensions).some((name) => reached.includes(name)) ||
        measures.some((name) => asked.measures.includes(name)),
    );
}
