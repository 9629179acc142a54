import { Injectable } from '@nestjs/common';
import type { DatasetVersion } from '#catalogue';
import type { DatasetId } from '#kernel';
import { protectTable, TOTAL, type EarlierView, type ProtectedCell, type Table } from '#disclosure';
import { besideEarlier, type Beside } from '../../domain/beside-earlier';
import { labelled } from '../../domain/classification';
import { changesIn, hidingDifference, isDetailedBy, ruleOf, type Difference } from '../../domain/difference';
import { heldBack, rowsWithdrawn, tooMuchShown } from '../../domain/errors';
import type { UsedPart } from '../../domain/earlier-table';
import type { LeftTable, Line } from '../../domain/left-table';
import { impliedMeasures } from '../../domain/implied-measures';
import { cellsOf, placedIn, showsTotal, type ShownPattern } from '../../domain/shown-pattern';
import { standsInTheWay } from '../../domain/terms-hold';
import { DatasetLine } from '../dataset-line';
import { TableCounter, type CountedRows, type CountedTable, type TableOrder } from './table-counter';

/** What a table has to be decided by, beside those that left before it, and how many these were. */
export type BesideLine = Beside & { readonly line: Line };

type Decided = { readonly rows: CountedRows; readonly order: TableOrder; readonly beside: BesideLine };

/** What a table would tell beside those that left the commons before it. */
@Injectable()
export class BesideEarlier {
  constructor(
    private readonly line: DatasetLine,
    private readonly counter: TableCounter,
  ) {}

  /**
   * Known before anything is counted, from columns and whose rows changed alone.
   *
   * @param line left out: everything that has left by now
   * @throws EXTRACT.HELD_BACK, EXTRACT.TOO_MUCH_SHOWN
   */
  async of({ datasetId, parts }: DatasetVersion, order: TableOrder, line?: Line): Promise<BesideLine> {
    const left = line ?? (await this.line.of(datasetId));
    const beside = besideEarlier({ ...order, parts }, left);
    if (!beside) throw heldBack();
    return { ...beside, line: left };
  }

  /** Which cells the same question was answered with; null: it was not asked before. */
  async repeated({ rows, beside: { repeated } }: Decided): Promise<ShownPattern | null> {
    return repeated && this.line.patternOf(rows.version.datasetId, repeated);
  }

  /**
   * The table with every cell unsafe that a difference with a table of other rows would tell, once for each set of
   * measures that earlier tables of the same rows showed differently much of: what one may know of people, one need not know
   * of hours. What keeps each of these tables keeps them all.
   */
  async tables(counted: CountedTable, decided: Decided): Promise<Table[]> {
    const { classifications } = counted;
    const { order, beside } = decided;
    const names = (columns: readonly string[]) =>
      classifications
        .filter((one) => one.columns.some((name) => columns.includes(name)))
        .map((one) => one.dimension.name);
    const views = await this.views(decided, classifications, names);
    const safe = await this.withoutDifferences(counted, decided);
    const hidesTotal = views.some(({ totalHidden }) => totalHidden);
    const hidden = new Set(views.flatMap((view) => view.hidden.map((codes) => JSON.stringify(codes))));
    const staysHidden = (codes: readonly string[]) =>
      (hidesTotal && isTotal({ codes })) || hidden.has(JSON.stringify(codes));
    const table = hidingDifference(safe, ({ codes }) => staysHidden(codes), new Map(), order.terms);
    if (beside.columns.length === order.dimensions.length && views.length === 0) return [table];
    const asked = names(order.dimensions);
    return viewsByMeasure(views, beside.measures).map((earlier) => ({ ...table, asked, earlier }));
  }

  private async withoutDifferences({ exact, classifications }: CountedTable, decided: Decided): Promise<Table> {
    const { terms } = decided.order;
    let table = exact;
    for (const columns of decided.beside.unsafe)
      table = hidingDifference(table, isDetailedBy(columns, classifications), new Map(), terms);
    for (const difference of decided.beside.differences) {
      const hidden = await this.hiddenIn(difference, decided);
      const keys = new Set(
        placedIn(hidden.cells, hidden.axes, classifications).map(({ codes }) => JSON.stringify(codes)),
      );
      table = hidingDifference(table, ({ codes }) => keys.has(JSON.stringify(codes)), new Map(), terms);
    }
    return table;
  }

  /** The table of the rows in between is protected like any other: what of it must not be known, in no two tables may be. */
  private async hiddenIn(difference: Difference, { rows, order, beside }: Decided) {
    const among = async (parts: Difference['came']): Promise<CountedRows> => {
      const own = rows.version.parts.filter(isAmong(parts));
      const others = parts.filter((part) => !isAmong(own)(part));
      const found = [...own, ...(await this.line.rows(rows.version.datasetId, others, beside.line.tables))];
      if (found.length < parts.length) throw rowsWithdrawn();
      return { ...rows, version: { ...rows.version, parts: found } };
    };
    const between = await among([...difference.came, ...difference.went]);
    const counted = await this.counter.count(between, {
      ...{ ...order, dimensions: difference.common, measures: beside.measures },
    });
    const count = async (parts: Difference['came']) =>
      (await this.counter.countAs(await among(parts), counted.classifications)).cells;
    const changes = await changesIn(difference, beside.line.contributor, count);
    const table = hidingDifference(counted.exact, () => true, changes, order.terms);
    const { cells } = await protectTable(table, ruleOf(order.terms));
    return { cells: cells.filter(({ status }) => status !== 'published'), axes: counted.classifications };
  }

  private async views(
    { rows: { version }, order, beside }: Decided,
    classifications: CountedTable['classifications'],
    names: (columns: readonly string[]) => string[],
  ): Promise<SeenView[]> {
    const views: SeenView[] = [];
    for (const one of beside.linked) {
      const cells = await this.cellsOf(version.datasetId, one, classifications);
      const published = cells.filter(({ status }) => status === 'published').map(({ codes }) => codes);
      const hidden = cells.filter(({ status }) => status !== 'published').map(({ codes }) => codes);
      const withSums = one.measures.some((name) => order.measures.includes(name));
      views.push({
        view: { dimensions: names(one.dimensions), published },
        measures: [...one.measures, ...impliedMeasures(beside.line.schema, one.measures)],
        hidden: standsInTheWay(order.terms, one.terms, withSums) ? hidden : [],
        totalHidden: false,
      });
    }
    for (const one of beside.unlinked) {
      const isShown = one.records ? true : showsTotal(await this.patternOf(version.datasetId, one));
      const published = isShown ? [classifications.map(() => TOTAL)] : [];
      views.push({ view: { dimensions: [], published }, measures: one.measures, hidden: [], totalHidden: !isShown });
    }
    return views;
  }

  /** What an earlier table showed and hid. Of rows that left one by one every cell by their columns is known, an empty one too. */
  private async cellsOf(
    id: DatasetId,
    table: LeftTable,
    classifications: CountedTable['classifications'],
  ): Promise<ProtectedCell[]> {
    if (table.records) {
      const known = labelled(classifications).map((codes): ProtectedCell => ({ codes, status: 'published' }));
      return known.filter(isDetailedBy(table.dimensions, classifications));
    }
    const pattern = await this.patternOf(id, table);
    return placedIn(cellsOf(pattern), pattern.axes, classifications);
  }

  private async patternOf(id: DatasetId, table: LeftTable): Promise<ShownPattern> {
    const pattern = await this.line.patternOf(id, table);
    if (!pattern) throw tooMuchShown();
    return pattern;
  }
}

/** A table of the same rows that left: what it showed, and of which measures. */
type SeenView = {
  readonly view: EarlierView;
  readonly measures: readonly string[];
  /** Cells that it hid, and that changed numbers would tell beside its exact ones. */
  readonly hidden: readonly (readonly string[])[];
  /** It has only the total in common, and hides it. */
  readonly totalHidden: boolean;
};

const isAmong =
  (parts: readonly UsedPart[]) =>
  ({ contributionId }: UsedPart) =>
    parts.some((part) => part.contributionId === contributionId);

const isTotal = ({ codes }: { readonly codes: readonly string[] }) => codes.every((code) => code === TOTAL);

/** Every table shows people; of each measure, those that were asked for it. Equal lists once. */
function viewsByMeasure(views: readonly SeenView[], measures: readonly string[]): EarlierView[][] {
  const lists = [views, ...measures.map((measure) => views.filter((one) => one.measures.includes(measure)))];
  const distinct = new Map(lists.map((list) => [list.map((one) => views.indexOf(one)).join(), list]));
  return [...distinct.values()].map((list) => list.map(({ view }) => view));
}
