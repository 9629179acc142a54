import { Injectable } from '@nestjs/common';
import { DatasetService, VersionService, type Dataset, type DatasetVersion } from '#catalogue';
import { TOTAL } from '#disclosure';
import { assertScope } from '#identity';
import type { DatasetId } from '#kernel';
import { UnitOfWork } from '#platform';
import { authorise, type Actor, type Purpose } from '#policy';
import { isRequired, type OutputTable } from '#warehouse';
import { noVersion, toldRefusal } from '../domain/errors';
import type { ToldRefusal } from '../domain/permit';
import {
  columnProfile,
  marginOf,
  missingIn,
  planProfile,
  totalOf,
  type ColumnProfile,
  type ProfiledCode,
  type Withheld,
} from '../domain/profile';
import { againBeside } from './again-beside';
import { signedIn, type Signed } from './signed';
import { ShownTables } from './shown-tables';
import { ViewedTables } from './viewed-tables';

/** What one reader may know of the rows of one version. */
export type DatasetProfile = {
  readonly datasetVersion: number;
  readonly schemaNumber: number;
  /** null: it is protected, or nothing lets the reader count. */
  readonly people: bigint | null;
  readonly columns: readonly ColumnProfile[];
  /** Why no column has a distribution; null: some have. */
  readonly refusal: ToldRefusal | null;
  /** Values missing, of all that could be there, in the columns that show it. */
  readonly missing: { readonly part: bigint; readonly of: bigint } | null;
};

/** Profiles of versions, no less protected than the policies for viewing ask. */
@Injectable()
export class ProfileService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly datasets: DatasetService,
    private readonly versions: VersionService,
    private readonly tables: ViewedTables,
    private readonly shown: ShownTables,
  ) {}

  /**
   * The profile of the latest version, or of the newest that may stand beside earlier tables, under the terms of the policies that let the caller preview for a purpose. Who may
   * read the columns and count nothing is told of the columns, and why there are no counts.
   *
   * @throws DATASET.MISSING, POLICY.FORBIDDEN, POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED, DATASET.EMPTY
   */
  async of(by: Actor, id: DatasetId, purpose: Purpose): Promise<DatasetProfile> {
    const dataset = await this.datasets.read(by, id);
    authorise(by, 'readMetadata', 'Dataset', dataset);
    const signed = signedIn(by);
    assertScope(signed.identity, 'extract');
    const version = await this.versions.latest(id);
    if (!version) return this.empty(signed, dataset);
    return againBeside(() => this.profile(signed, dataset, version, purpose));
  }

  private async profile(by: Signed, dataset: Dataset, version: DatasetVersion, purpose: Purpose) {
    const known = this.tables.knownColumns(by, dataset);
    const plan = planProfile(dataset.schema, known, this.tables.countable(by, dataset, purpose));
    const at = await this.work.now();
    const drawn = await this.tables.draw(by, { dataset, purpose, at }, plan.chains);
    const datasetVersion = drawn.version ?? version.number;
    const margins = marginsOf(drawn.tables);
    const columns = known.map((field) =>
      columnProfile(
        field,
        isRequired(field, dataset.schema),
        margins.get(field.name) ?? null,
        plan.withheld.get(field.name) ?? null,
      ),
    );
    const people = drawn.tables.map(({ table }) => totalOf(table, TOTAL)).find((total) => total !== null) ?? null;
    const shown = drawn.tables.flatMap(({ dimensions }) => dimensions);
    await this.work.run(by, async (tx) => {
      const tables = drawn.tables.map((one) => one.drawn);
      await this.shown.remember(tx, dataset.id, tables, { purpose, at });
      tx.record({ type: 'profile.shown', datasetId: dataset.id, datasetVersion, purpose, columns: shown });
    });
    return {
      ...{ datasetVersion, schemaNumber: version.schemaNumber, people, columns },
      refusal: shown.length > 0 ? null : drawn.refusal,
      missing: missingIn(people, columns),
    };
  }

  private empty(by: Signed, dataset: Dataset): DatasetProfile {
    const why: Withheld = 'nothingAccepted';
    const known = this.tables.knownColumns(by, dataset);
    const columns = known.map((field) => columnProfile(field, isRequired(field, dataset.schema), null, why));
    const nothing = { people: null, missing: null, refusal: toldRefusal(noVersion(dataset.id)) };
    return { datasetVersion: 0, schemaNumber: dataset.schemaNumber, columns, ...nothing };
  }
}

/** What each table tells about each of its columns alone. */
const marginsOf = (tables: readonly { readonly dimensions: readonly string[]; readonly table: OutputTable }[]) =>
  new Map<string, ProfiledCode[]>(
    tables.flatMap(({ dimensions, table }) => dimensions.map((name) => [name, marginOf(table, name, TOTAL)] as const)),
  );
