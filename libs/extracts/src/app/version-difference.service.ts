import { Injectable } from '@nestjs/common';
import {
  DatasetService,
  SchemaService,
  VersionService,
  type Dataset,
  type DatasetVersion,
  type SchemaChange,
} from '#catalogue';
import { TOTAL } from '#disclosure';
import { assertScope } from '#identity';
import type { DatasetId } from '#kernel';
import { UnitOfWork } from '#platform';
import { authorise, type Actor, type Purpose } from '#policy';
import { planProfile, totalOf } from '../domain/profile';
import { changedContributors, totalsOf, type ContributorChanges, type Totals } from '../domain/version-difference';
import { ShownTables } from './shown-tables';
import { signedIn, type Signed } from './signed';
import { ViewedTables, type ViewedTable } from './viewed-tables';

/** What changed between two versions of a dataset, as far as one reader may know. */
export type VersionDifference = {
  readonly columns: readonly SchemaChange[];
  readonly contributors: ContributorChanges;
  readonly totals: Totals;
};

/** Compares versions of a dataset, and tells no number that the comparison would give away. */
@Injectable()
export class VersionDifferenceService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly datasets: DatasetService,
    private readonly versions: VersionService,
    private readonly schemas: SchemaService,
    private readonly tables: ViewedTables,
    private readonly shown: ShownTables,
  ) {}

  /**
   * Columns, code lists, contributors and totals of two versions. Totals are shown only where both are published under the
   * terms of the policies for previews, and enough contributors changed that their difference tells of none of them.
   *
   * @throws DATASET.MISSING, VERSION.MISSING, POLICY.FORBIDDEN, POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED
   */
  async of(
    by: Actor,
    id: DatasetId,
    [from, to]: readonly [number, number],
    purpose: Purpose,
  ): Promise<VersionDifference> {
    const dataset = await this.datasets.read(by, id);
    authorise(by, 'readMetadata', 'Dataset', dataset);
    const signed = signedIn(by);
    assertScope(signed.identity, 'extract');
    const [before, after] = await Promise.all([this.versions.at(id, from), this.versions.at(id, to)]);
    const look = (version: DatasetVersion) => this.look(signed, dataset, version, purpose);
    const at = await this.work.now();
    const looked = [await look(before), await look(after)] as const;
    const difference = {
      columns: await this.schemas.difference(by, id, before.schemaNumber, after.schemaNumber),
      contributors: changedContributors(before.parts, after.parts),
      totals: totalsBetween(...looked),
    };
    const { withheld } = difference.totals;
    const totals = looked.flatMap((table) => (table && withheld === null ? [{ ...table, dimensions: [] }] : []));
    await this.work.run(signed, async (tx) => {
      await this.shown.remember(tx, id, totals, { purpose, at });
      tx.record({ type: 'dataset.versions-compared', datasetId: id, from, to, purpose, totalsWithheld: withheld });
    });
    return difference;
  }

  /** The first table of its profile; null where there is none, or the version had other columns. */
  private async look(
    by: Signed,
    dataset: Dataset,
    version: DatasetVersion,
    purpose: Purpose,
  ): Promise<ViewedTable | null> {
    const countable = this.tables.countable(by, dataset, purpose);
    const [chain] = planProfile(dataset.schema, this.tables.knownColumns(by, dataset), countable).chains;
    const schema = await this.schemas.at(dataset.id, version.schemaNumber);
    if (!chain?.every((name) => schema.fields.some((field) => field.name === name))) return null;
    const { tables } = await this.tables.draw(by, { dataset, version, purpose, schema }, [chain]);
    return tables[0] ?? null;
  }
}

function totalsBetween(one: ViewedTable | null, other: ViewedTable | null): Totals {
  if (!one || !other) return { from: null, to: null, withheld: 'notPermitted' };
  return totalsOf({
    from: totalOf(one.table, TOTAL),
    to: totalOf(other.table, TOTAL),
    changes: changedContributors(one.counted.parts, other.counted.parts),
    minContributors: Math.max(one.terms.minContributors, other.terms.minContributors),
  });
}
