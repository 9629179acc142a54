import type { PrimaryRule, Protection } from '#disclosure';
import type { OrganisationGroup } from '#identity';
import type { ContributionId } from '#kernel';
import type { TableSchema } from '#warehouse';
import type { Line } from '../left-table';

/** What a table was counted by, besides its rows: whoever checks its proofs counts by the same, whatever has changed since. */
export type CertificateBasis = {
  readonly schema: TableSchema;
  readonly groups: readonly Pick<OrganisationGroup, 'kind' | 'organisationIds'>[];
  /** Of the rows that earlier tables were made of, those that could not be counted any more. */
  readonly uncounted: readonly ContributionId[];
};

/** The proofs of a table; several where earlier tables showed more of one measure than of another. */
export type CertifiedTable = {
  readonly rule: PrimaryRule;
  readonly proofs: readonly Pick<Protection, 'cells' | 'certificate'>[];
  /** Absent: it was made before this was kept. */
  readonly basis?: CertificateBasis | undefined;
};

/** @param line that the table was decided beside */
export function basisOf({ schema, groups }: Omit<CertificateBasis, 'uncounted'>, line: Line): CertificateBasis {
  const parts = line.tables.flatMap((table) => table.parts).filter((part) => !line.counts(part));
  return {
    ...{ schema, groups: groups.map(({ kind, organisationIds }) => ({ kind, organisationIds })) },
    uncounted: [...new Set(parts.map(({ contributionId }) => contributionId))],
  };
}

/**
 * What had left before a table was released, as it stood beside that table when it was made.
 *
 * @param line the same tables, as they stand now, with whom organisations counted as then
 * @param releasedAt of the table: it was decided anew, so none of the earlier ones was the same, and its rows lacked nothing
 */
export function lineAsOf({ schema, uncounted }: CertificateBasis, line: Line, releasedAt: Date): Line {
  const gone = new Set(uncounted);
  return {
    ...{ ...line, schema, changedAt: releasedAt, lacks: () => false },
    counts: ({ contributionId }) => !gone.has(contributionId),
  };
}
