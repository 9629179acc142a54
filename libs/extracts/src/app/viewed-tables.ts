import { Injectable } from '@nestjs/common';
import type { Dataset, DatasetVersion } from '#catalogue';
import type { Purpose } from '#policy';
import type { Field, OutputTable, TableSchema } from '#warehouse';
import type { Terms, UseRequest } from '../domain/permit';
import { Assessor } from './assessor';
import { Entitlement, type Entitled } from './entitlement';
import type { Signed } from './signed';
import { TableMaker } from './table/table-maker';

const ACTION = 'preview';

/** A version as somebody wants to look at it; its schema is the one that its rows are read as. */
export type Viewing = {
  readonly dataset: Dataset;
  readonly version: DatasetVersion;
  readonly schema: TableSchema;
  readonly purpose: Purpose;
};

export type ViewedTable = {
  readonly dimensions: readonly string[];
  readonly terms: Terms;
  readonly table: OutputTable;
  /** The version with the parts that were counted. */
  readonly counted: DatasetVersion;
};

/** Small tables that are looked at, and not handed out, under the terms of the policies for previews. */
@Injectable()
export class ViewedTables {
  constructor(
    private readonly assessor: Assessor,
    private readonly entitlement: Entitlement,
    private readonly tables: TableMaker,
  ) {}

  /** The columns that somebody may know of, in their order. */
  knownColumns(by: Signed, dataset: Dataset): Field[] {
    return this.assessor.visibleSchema(by, ACTION, dataset).fields;
  }

  /** The dimensions that somebody may count by for a purpose. */
  countable(by: Signed, dataset: Dataset, purpose: Purpose): ReadonlySet<string> {
    return new Set(this.assessor.offers(by, ACTION, dataset, purpose).flatMap(({ dimensions }) => dimensions));
  }

  /**
   * Each table that the policies allow, of rows that nobody keeps from this use; the others are left out.
   *
   * @returns with what was said of the first that they do not allow
   */
  async draw(
    by: Signed,
    viewing: Viewing,
    chains: readonly (readonly string[])[],
  ): Promise<{ readonly tables: ViewedTable[]; readonly refusal: string | null }> {
    const tables: ViewedTable[] = [];
    let refusal = chains.length === 0 ? this.refusal(by, viewing) : null;
    for (const dimensions of chains) {
      const request: UseRequest = { action: ACTION, purpose: viewing.purpose, dimensions, measures: [] };
      const entitled = await this.entitlement.of(by, viewing.dataset, request);
      const { assessment } = entitled;
      if (assessment.outcome === 'refused') refusal ??= assessment.refusal.message;
      else tables.push(await this.table(viewing, entitled, request, assessment.permit.terms));
    }
    return { tables, refusal };
  }

  private refusal(by: Signed, { dataset, purpose }: Viewing): string | null {
    const request: UseRequest = { action: ACTION, purpose, dimensions: [], measures: [] };
    const assessment = this.assessor.assess(by, dataset, request);
    return assessment.outcome === 'refused' ? assessment.refusal.message : null;
  }

  private async table(
    { dataset, version, schema }: Viewing,
    entitled: Entitled,
    request: UseRequest,
    terms: Terms,
  ): Promise<ViewedTable> {
    const counted = await this.entitlement.usableOf(version, entitled, dataset, request);
    const { dimensions } = request;
    const { table } = await this.tables.protect(schema, counted, { dimensions, measures: [], terms });
    return { dimensions, terms, table, counted };
  }
}
