import type { TableSchema } from '#warehouse';
import type { ContributorCoverage } from '../contributor-coverage';
import type { DatasetMetadata } from '../metadata';
import { daysBetweenUpdates } from './freshness';

export const QUALITY_CRITERIA = [
  ...(['description', 'keywords', 'dictionary', 'units', 'codeLists', 'freshness', 'coverage', 'missing'] as const),
  ...(['findings', 'licence', 'contact', 'catalogueFields'] as const),
] as const;
export type QualityCriterion = (typeof QUALITY_CRITERIA)[number];

/** `part` of `of`, exactly. */
export type Fraction = { readonly part: bigint; readonly of: bigint };

/** What is known of a dataset to one reader; null: it is not told to them, or there is nothing to tell. */
export type QualityFacts = {
  readonly description: string;
  readonly keywords: readonly string[];
  /** As far as the reader may know of it. */
  readonly schema: TableSchema;
  readonly metadata: DatasetMetadata;
  /** When the latest version was made; null: nothing was accepted yet. */
  readonly updatedAt: Date | null;
  readonly now: Date;
  readonly coverage: ContributorCoverage;
  /** Values that are missing, of all that could be there. */
  readonly missing: Fraction | null;
  /** Of the latest contributions that were checked, those accepted. */
  readonly accepted: Fraction | null;
};

/** One criterion's points; `of` 0: it says nothing about this dataset, and counts on neither side. */
export type Scored = {
  readonly name: QualityCriterion;
  readonly points: number;
  readonly of: number;
  /** The numbers that its reason speaks of. */
  readonly facts: Readonly<Record<string, number>>;
};

export type Quality = { readonly points: number; readonly of: number; readonly criteria: readonly Scored[] };

/**
 * Scores how useful a dataset is to somebody who has never seen it, by named criteria in whole points.
 *
 * What is not known to the reader is not counted: a score never tells what a profile would not.
 *
 * @returns the criteria in their order, with their sum, which is shown as a fraction
 */
export function qualityOf(facts: QualityFacts): Quality {
  const criteria = QUALITY_CRITERIA.map((name): Scored => ({ name, ...SCORES[name](facts) }));
  return {
    points: criteria.reduce((sum, { points }) => sum + points, 0),
    of: criteria.reduce((sum, { of }) => sum + of, 0),
    criteria,
  };
}

type Score = Omit<Scored, 'name'>;

const UNCOUNTED: Score = { points: 0, of: 0, facts: {} };

const SCORES: Readonly<Record<QualityCriterion, (facts: QualityFacts) => Score>> = {
  description: ({ description: { length } }) => steps(length, [100, 300], { characters: length }),
  keywords: ({ keywords: { length } }) => steps(length, [1, 3], { keywords: length }),
  dictionary: ({ schema: { fields } }) =>
    share(4, fields.filter(({ title, description }) => title && description).length, fields.length, 'columns'),
  units: ({ schema: { fields } }) => {
    const measures = fields.filter(({ disclosureRole }) => disclosureRole === 'measure');
    return share(2, measures.filter(({ unit }) => unit).length, measures.length, 'measures');
  },
  codeLists: ({ schema: { fields } }) => {
    const dimensions = fields.filter(({ disclosureRole }) => disclosureRole === 'dimension');
    return share(2, dimensions.filter(({ codeList }) => codeList).length, dimensions.length, 'dimensions');
  },
  freshness,
  coverage: ({ coverage: { contributors, organisations } }) => share(4, contributors, organisations, 'organisations'),
  missing: ({ missing }) => (missing && missing.of > 0n ? missingScore(missing) : UNCOUNTED),
  findings: ({ accepted }) =>
    accepted ? share(4, Number(accepted.part), Number(accepted.of), 'contributions') : UNCOUNTED,
  licence: ({ metadata: { licence } }) => said(licence, 2),
  contact: ({ metadata: { contactPoint } }) => said(contactPoint, 2),
  catalogueFields: ({ metadata: { themes, accrualPeriodicity, spatial, temporal, languages } }) => {
    const filled = [themes.length > 0, accrualPeriodicity, spatial.length > 0, temporal, languages.length > 0];
    return share(5, filled.filter(Boolean).length, filled.length, 'fields');
  },
};

/** A point for each threshold that is reached. */
const steps = (value: number, thresholds: readonly number[], facts: Score['facts']): Score => ({
  ...{ points: thresholds.filter((least) => value >= least).length, of: thresholds.length, facts },
});

/** As many of the points as the share, rounded down: all of them only for all. */
const share = (points: number, part: number, of: number, noun: string): Score =>
  of === 0 ? UNCOUNTED : { points: Math.floor((points * part) / of), of: points, facts: { part, [noun]: of } };

const said = (value: unknown, points: number): Score => ({
  points: value === null ? 0 : points,
  of: points,
  facts: {},
});

/** At most 1, 5, 10 and 25 in a hundred. */
function missingScore({ part, of }: Fraction): Score {
  const points = [1n, 5n, 10n, 25n].filter((percent) => part * 100n <= of * percent).length;
  return { points, of: 4, facts: { percent: Number((200n * part + of) / (2n * of)) } };
}

const DAY_MS = 86_400_000;

/** Full points within the declared frequency, half within twice as long. */
function freshness({ metadata: { accrualPeriodicity }, updatedAt, now }: QualityFacts): Score {
  if (accrualPeriodicity === null) return { points: 0, of: 4, facts: {} };
  const promised = daysBetweenUpdates(accrualPeriodicity);
  if (promised === null) return UNCOUNTED;
  if (updatedAt === null) return { points: 0, of: 4, facts: { promised } };
  const days = Math.floor((now.getTime() - updatedAt.getTime()) / DAY_MS);
  return { points: days <= promised ? 4 : days <= 2 * promised ? 2 : 0, of: 4, facts: { days, promised } };
}
