import type { Cause } from '#disclosure';
import type { Purpose } from '#policy';
import type { Extract, Release } from '../extract';
import type { NoiseFacts } from '../ledger/noise-facts';
import type { Permit, Terms } from '../permit';
import type { LevelsLost, ReportFacts } from './report-facts';
import type { IntervalWidths } from './interval-widths';

/** How a release is cited. */
export type ReportCitation = {
  readonly identifier: string;
  readonly text: string;
  readonly bibtex: string;
  readonly cslJson: string;
};

/** What those alone are told who answer for the dataset: it narrows down what hidden cells hold. */
export type InsideFacts = Pick<ReportFacts, 'causes' | 'repaired' | 'exposed'> & {
  readonly primary: number;
  readonly secondary: number;
  /** How many cells were unsafe by themselves before levels were given up, and after; null: none were. */
  readonly unsafe: LevelsLost['unsafe'] | null;
  /** Totals that are not the sums of their parts as rounded together; null: they were not rounded so. */
  readonly unbalanced: number | null;
};

/** How a release was made and protected, and what it tells of what it hides. None of it is a number of the table. */
export type ReleaseReport = {
  readonly version: 1;
  readonly extractId: string;
  readonly number: number;
  /** In ISO 8601. */
  readonly releasedAt: string;
  readonly dataset: {
    readonly id: string;
    readonly title: string;
    readonly version: number;
    /** When the release was made; null: not known. */
    readonly newestVersion: number | null;
  };
  readonly purpose: Purpose;
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
  readonly contributors: number;
  readonly permit: Pick<Permit, 'policyVersionId' | 'policyHash' | 'resolution'>;
  readonly terms: Terms;
  /** Which of them no policy states. */
  readonly byDefault: readonly (keyof Terms)[];
  /** The terms as sentences. */
  readonly rules: readonly string[];
  readonly cells: { readonly shown: number; readonly suppressed: number; readonly shownPercent: number };
  readonly shownPeoplePercent: number | null;
  /** `dimensions`: by which columns the table is made in place of those that were given up; null: as it was asked for. */
  readonly levels: (Pick<LevelsLost, 'columns' | 'compared'> & Pick<ReportFacts, 'dimensions'>) | null;
  readonly intervals: Omit<IntervalWidths, 'isPublic'> | null;
  readonly checked: { readonly earlierTables: number; readonly insiders: boolean; readonly certificate: string | null };
  readonly inside: InsideFacts | null;
  readonly noise: NoiseFacts | null;
  readonly files: Readonly<Record<'csv' | 'parquet', { readonly sha256: string; readonly bytes: number }>>;
  readonly citation: ReportCitation | null;
};

export type ReportedExtract = Extract & { readonly release: Release };

/** What is said of a release by others than itself. */
export type Around = {
  readonly title: string;
  readonly rules: readonly string[];
  readonly citation: ReportCitation | null;
  /** Whether the reader answers for the dataset, and did not ask for the release. */
  readonly isInside: boolean;
};

/** @returns null where nothing was kept of how it was made */
export function releaseReportOf(extract: ReportedExtract, around: Around): ReleaseReport | null {
  const { release, purpose, dimensions, measures, datasetId } = extract;
  const { report: facts, permit, cells, csv, parquet } = release;
  if (!facts) return null;
  const { title, rules, citation, isInside } = around;
  return {
    version: 1,
    ...{ extractId: extract.id, number: release.number, releasedAt: release.releasedAt.toISOString() },
    dataset: { id: datasetId, title, version: release.datasetVersion, newestVersion: release.newestVersion },
    ...{ purpose, dimensions, measures, contributors: release.contributors.length },
    permit: { policyVersionId: permit.policyVersionId, policyHash: permit.policyHash, resolution: permit.resolution },
    ...{ terms: permit.terms, byDefault: permit.byDefault ?? [], rules },
    cells: shareOf(cells),
    shownPeoplePercent: facts.shownPeoplePercent,
    levels: levelsOf(facts),
    intervals: publicWidths(facts, isInside),
    checked: {
      ...{ earlierTables: facts.earlierTables, insiders: facts.insiders },
      certificate: facts.certificate?.sha256 ?? null,
    },
    inside: isInside ? insideFacts(facts, cells) : null,
    ...{ noise: release.noise ?? null, files: { csv, parquet }, citation },
  };
}

function levelsOf({ levels, dimensions }: ReportFacts): ReleaseReport['levels'] {
  return levels && { columns: levels.columns, compared: levels.compared, dimensions };
}

const insideFacts = (
  { causes, repaired, exposed, levels, unbalanced }: ReportFacts,
  { primary, secondary }: Release['cells'],
): InsideFacts => ({
  ...{ primary, secondary, causes, repaired, exposed },
  ...{ unsafe: levels?.unsafe ?? null, unbalanced: unbalanced ?? null },
});

function shareOf({ published, primary, secondary }: Release['cells']): ReleaseReport['cells'] {
  const suppressed = primary + secondary;
  const all = published + suppressed;
  return { shown: published, suppressed, shownPercent: all === 0 ? 0 : Math.floor((100 * published) / all) };
}

function publicWidths({ intervals }: ReportFacts, isInside: boolean): ReleaseReport['intervals'] {
  if (!intervals || !(intervals.isPublic || isInside)) return null;
  const { cells, smallest, median, largest } = intervals;
  return { cells, smallest, median, largest };
}

/** How many cells each rule makes unsafe, in the order of the rules. */
export const CAUSES: readonly Cause[] = [
  ...(['people', 'contributors', 'outside', 'dominance', 'pPercent', 'zero', 'group', 'difference'] as const),
];
