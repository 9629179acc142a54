import { documentHash, type OrganisationId } from '#kernel';
import type { TableSchema } from '#warehouse';
import type { EarlierTable, LeftRecords, UsedPart } from './earlier-table';
import type { MadeOf } from './recall';
import { patternOf, showsTotal, type ShownPattern } from './shown-pattern';

/** A table that is about to leave the commons, and how many tables of its dataset it was made beside. */
export type DrawnTable = Pick<EarlierTable, 'dimensions' | 'parts' | 'terms' | 'largest'> & {
  readonly measures: readonly string[];
  readonly datasetVersion: number;
  readonly pattern: ShownPattern;
  readonly seen: number;
  /** Of the line that it was made beside. */
  readonly groups: string;
};

/** A table that left the commons: released, looked up, or looked at. */
export type LeftTable = EarlierTable &
  MadeOf &
  Pick<DrawnTable, 'measures'> & {
    readonly hash: string;
    /** null: it left before this was kept. */
    readonly datasetVersion: number | null;
    /** Whether it is kept which cells it showed. */
    readonly isKnown: boolean;
    /** Where it is at hand; otherwise it is read when it is needed. */
    readonly pattern?: ShownPattern | undefined;
    /** Rows one by one, of which whoever has them makes the table; null: it left as a table. */
    readonly records?: LeftRecords | null | undefined;
  };

/** Everything that left the commons of one dataset line: of all versions of a dataset. */
export type Line = {
  /** Grows with each table that leaves. */
  readonly height: number;
  /** With every column that the dataset ever had. @see everSchema */
  readonly schema: TableSchema;
  readonly tables: readonly LeftTable[];
  /** When something was last taken back; null: never. */
  readonly changedAt: Date | null;
  /** Whether rows can still be counted: they were neither taken back nor destroyed. */
  readonly counts: (part: UsedPart) => boolean;
  /** Whether rows have no values in a column that the schema had once: they were sent without it. */
  readonly lacks: (part: Pick<UsedPart, 'contributionId'>, column: string) => boolean;
  /** Organisations under one control are one contributor. */
  readonly contributor: (organisation: OrganisationId) => OrganisationId;
  /** Stands for the groups of organisations that are recorded: another text, other groups. */
  readonly groups: string;
};

export type Question = Pick<LeftTable, 'dimensions' | 'measures' | 'terms' | 'parts'>;

/** The same for whoever asks the same of the same rows under the same terms, in whatever order they name the columns. */
export const questionOf = ({ dimensions, measures, terms, parts }: Question): string =>
  documentHash({
    dimensions: dimensions.toSorted(),
    measures: measures.toSorted(),
    terms,
    parts: parts.map(({ contributionId }) => contributionId).toSorted(),
  });

/** Of the very table: what was asked, and which cells of it were shown. */
export const hashOf = (table: DrawnTable): string => documentHash([questionOf(table), table.pattern]);

/** What is remembered of a table of which nothing but the total is shown. */
export const totalAlone = (table: DrawnTable): DrawnTable => ({
  ...{ ...table, dimensions: [] },
  pattern: patternOf(showsTotal(table.pattern) ? [{ codes: [], status: 'published' }] : [], []),
});

/** A line to which one more table is about to be added, for those that leave together with it. */
export const withTable = (line: Line, table: DrawnTable, { purpose, at }: Omit<MadeOf, 'parts'>): Line => ({
  ...line,
  tables: [...line.tables, { ...table, purpose, at, hash: hashOf(table), isKnown: true }],
});
