import { Injectable } from '@nestjs/common';
import type { Dataset, DatasetVersion } from '#catalogue';
import { CommonsError } from '#kernel';
import type { Purpose } from '#policy';
import type { Field, OutputTable, TableSchema } from '#warehouse';
import { toldRefusal } from '../domain/errors';
import { withTable, type DrawnTable, type Line } from '../domain/left-table';
import type { Terms, ToldRefusal, UseRequest } from '../domain/permit';
import { Assessor } from './assessor';
import { Entitlement } from './entitlement';
import { RowsToDraw, type TableAsk } from './rows-to-draw';
import { DatasetLine } from './dataset-line';
import type { Signed } from './signed';
import { TableMaker } from './table/table-maker';

const ACTION = 'preview';

/** A dataset as somebody wants to look at it, and when. */
export type Viewing = { readonly dataset: Dataset; readonly purpose: Purpose; readonly at: Date };

/** A version with the schema that its rows are read as, and what left the dataset before. */
export type ViewedVersion = { readonly version: DatasetVersion; readonly schema: TableSchema; readonly line: Line };

export type ViewedTable = {
  readonly dimensions: readonly string[];
  readonly terms: Terms;
  readonly table: OutputTable;
  readonly drawn: DrawnTable;
  /** The version with the parts that were counted. */
  readonly counted: DatasetVersion;
};

/** Tables that are looked at together. */
export type Drawn = {
  readonly tables: readonly ViewedTable[];
  /** null: none may be had. */
  readonly version: number | null;
  /** What was said of the first that may not be had. */
  readonly refusal: ToldRefusal | null;
};

/** Small tables that are looked at, and not handed out, under the terms of the policies for previews. */
@Injectable()
export class ViewedTables {
  constructor(
    private readonly assessor: Assessor,
    private readonly entitlement: Entitlement,
    private readonly tables: TableMaker,
    private readonly rows: RowsToDraw,
    private readonly line: DatasetLine,
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
   * Each table that the policies allow, of the newest version that all of them may be made of, and of rows that nobody
   * keeps from this use; the others are left out. Each is made beside those before it, because they are seen together.
   */
  async draw(by: Signed, viewing: Viewing, chains: readonly (readonly string[])[]): Promise<Drawn> {
    const { asks, refusal } = await this.asks(by, viewing, chains);
    const chosen = asks.length === 0 ? null : await orRefusal(this.rows.newest(viewing.dataset, asks));
    if (chosen === null) return { tables: [], version: null, refusal };
    if (chosen instanceof CommonsError) return { tables: [], version: null, refusal: refusal ?? toldRefusal(chosen) };
    const tables = await this.together(viewing, asks, chosen.usable);
    return { tables, version: tables[0]?.counted.number ?? null, refusal };
  }

  private async together(viewing: Viewing, asks: readonly TableAsk[], usable: readonly DatasetVersion[]) {
    const { id, schema } = viewing.dataset;
    const tables: ViewedTable[] = [];
    let line = await this.line.of(id);
    for (const [at, version] of usable.entries()) {
      const ask = asks[at];
      if (!ask) continue;
      const table = await this.table(ask, { version, schema, line });
      line = withTable(line, table.drawn, viewing);
      tables.push(table);
    }
    return tables;
  }

  /** What left the dataset before. */
  lineOf({ id }: Dataset): Promise<Line> {
    return this.line.of(id);
  }

  /** One table of one version; or why it may not be had: the policies do not allow it, or what left the dataset before. */
  async drawOf(
    by: Signed,
    viewing: Viewing,
    viewed: ViewedVersion & { readonly dimensions: readonly string[] },
  ): Promise<ViewedTable | 'notPermitted' | CommonsError> {
    const [ask] = (await this.asks(by, viewing, [viewed.dimensions])).asks;
    if (!ask) return 'notPermitted';
    const version = await this.entitlement.usableOf(viewed.version, ask.by, viewing.dataset, ask.request);
    return orRefusal(this.table(ask, { ...viewed, version }));
  }

  private async asks(by: Signed, { dataset, purpose }: Viewing, chains: readonly (readonly string[])[]) {
    const asks: TableAsk[] = [];
    let refusal = chains.length === 0 ? this.refusal(by, dataset, purpose) : null;
    for (const dimensions of chains) {
      const request: UseRequest = { action: ACTION, purpose, dimensions, measures: [] };
      const entitled = await this.entitlement.of(by, dataset, request);
      const { assessment } = entitled;
      if (assessment.outcome === 'refused') refusal ??= toldRefusal(assessment.refusal);
      else asks.push({ by: entitled, request, terms: assessment.permit.terms });
    }
    return { asks, refusal };
  }

  private refusal(by: Signed, dataset: Dataset, purpose: Purpose): ToldRefusal | null {
    const request: UseRequest = { action: ACTION, purpose, dimensions: [], measures: [] };
    const assessment = this.assessor.assess(by, dataset, request);
    return assessment.outcome === 'refused' ? toldRefusal(assessment.refusal) : null;
  }

  private async table({ request, terms }: TableAsk, { version, schema, line }: ViewedVersion): Promise<ViewedTable> {
    const { dimensions } = request;
    const { table, drawn } = await this.tables.protect(schema, version, { dimensions, measures: [], terms }, line);
    return { dimensions, terms, table, drawn, counted: version };
  }
}

async function orRefusal<T>(made: Promise<T>): Promise<T | CommonsError> {
  try {
    return await made;
  } catch (error) {
    if (error instanceof CommonsError && error.kind === 'refused') return error;
    throw error;
  }
}
