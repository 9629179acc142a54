import { Injectable } from '@nestjs/common';
import { DatasetService, SchemaService, VersionService, type DatasetVersion, type SchemaChange } from '#catalogue';
import { TOTAL } from '#disclosure';
import { assertScope } from '#identity';
import { CommonsError, type DatasetId } from '#kernel';
import { UnitOfWork } from '#platform';
import { authorise, type Actor, type Purpose } from '#policy';
import { planProfile, totalOf } from '../domain/profile';
import { heldBack } from '../domain/errors';
import {
  changedContributors,
  totalsOf,
  type ContributorChanges,
  type Totals,
  type TotalsWithheld,
} from '../domain/version-difference';
import { againBeside } from './again-beside';
import { totalAlone, withTable } from '../domain/left-table';
import { ShownTables } from './shown-tables';
import { signedIn, type Signed } from './signed';
import { ViewedTables, type ViewedTable, type ViewedVersion, type Viewing } from './viewed-tables';

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
    return againBeside(() => this.difference(signed, { dataset, purpose }, [before, after]));
  }

  private async difference(
    by: Signed,
    { dataset, purpose }: Pick<Viewing, 'dataset' | 'purpose'>,
    [before, after]: readonly [DatasetVersion, DatasetVersion],
  ): Promise<VersionDifference> {
    const { id } = dataset;
    const viewing = { dataset, purpose, at: await this.work.now() };
    const line = await this.tables.lineOf(dataset);
    const first = await this.look(by, viewing, { version: before, line });
    const second = await this.look(by, viewing, {
      version: after,
      line: 'table' in first ? withTable(line, first.drawn, viewing) : line,
    });
    const difference = {
      columns: await this.schemas.difference(by, id, before.schemaNumber, after.schemaNumber),
      contributors: changedContributors(before.parts, after.parts),
      totals: totalsBetween(first, second),
    };
    const { withheld } = difference.totals;
    const totals = [first, second].flatMap((one) => ('table' in one && withheld === null ? [one.drawn] : []));
    const [from, to] = [before.number, after.number];
    await this.work.run(by, async (tx) => {
      await this.shown.remember(tx, id, totals, viewing);
      tx.record({ type: 'dataset.versions-compared', datasetId: id, from, to, purpose, totalsWithheld: withheld });
    });
    return difference;
  }

  /** The total of the first table of its profile; there may be none, or the version had other columns. */
  private async look(
    by: Signed,
    viewing: Viewing,
    { version, line }: Pick<ViewedVersion, 'version' | 'line'>,
  ): Promise<Looked> {
    const { dataset, purpose } = viewing;
    const countable = this.tables.countable(by, dataset, purpose);
    const [chain] = planProfile(dataset.schema, this.tables.knownColumns(by, dataset), countable).chains;
    const schema = await this.schemas.at(dataset.id, version.schemaNumber);
    if (!chain?.every((name) => schema.fields.some((field) => field.name === name))) return NOT_PERMITTED;
    const table = await this.tables.drawOf(by, viewing, { version, schema, line, dimensions: chain });
    if (table === 'notPermitted') return NOT_PERMITTED;
    if (table instanceof CommonsError)
      return { withheld: table.code === heldBack().code ? 'tooFewChanged' : 'protected' };
    return { ...table, dimensions: [], drawn: totalAlone(table.drawn) };
  }
}

/** A table of which the total is shown, or why there is none. */
type Looked = ViewedTable | { readonly withheld: TotalsWithheld };
const NOT_PERMITTED = { withheld: 'notPermitted' } as const;

function totalsBetween(one: Looked, other: Looked): Totals {
  if ('withheld' in one) return { from: null, to: null, withheld: one.withheld };
  if ('withheld' in other) return { from: null, to: null, withheld: other.withheld };
  return totalsOf({
    from: totalOf(one.table, TOTAL),
    to: totalOf(other.table, TOTAL),
    changes: changedContributors(one.counted.parts, other.counted.parts),
    minContributors: Math.max(one.terms.minContributors, other.terms.minContributors),
  });
}
