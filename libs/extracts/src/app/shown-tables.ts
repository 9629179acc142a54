import { Injectable } from '@nestjs/common';
import { WithdrawnRowsService } from '#catalogue';
import type { DatasetId } from '#kernel';
import type { Transaction } from '#platform';
import { ShownTableStore } from '../db/shown-table.store';
import { anotherLeft, rowsWithdrawn } from '../domain/errors';
import { hashOf, questionOf, type DrawnTable, type Question } from '../domain/left-table';
import { knownByRecords, tellsLeftOut } from '../domain/left-records';
import { areBesideOthers, areWhole, type MicrodataFacts, type MicrodataOf } from '../domain/microdata-facts';
import { staleSince, type MadeOf } from '../domain/recall';
import { showsAnything } from '../domain/shown-pattern';
import { DatasetLine } from './dataset-line';
import { BesideExact } from './ledger/beside-exact';

/** What for, and when its rows were found to be usable. */
export type ShownFor = Omit<MadeOf, 'parts'>;

/** Rows that leave one by one, and what accounts for them. */
export type RecordsLeft = MicrodataOf & { readonly datasetVersion: number; readonly microdata: MicrodataFacts };

/**
 * Every table that left the commons, released, looked up or looked at: whoever has several can subtract them, and so each is
 * made beside all that left the same dataset before (`DatasetLine`).
 */
@Injectable()
export class ShownTables {
  constructor(
    private readonly store: ShownTableStore,
    private readonly withdrawn: WithdrawnRowsService,
    private readonly beside: BesideExact,
    private readonly line: DatasetLine,
  ) {}

  /**
   * Remembers tables before anybody sees them. What shows no number tells nothing, and is not remembered; nor are tables with
   * noise, for which the ledger of the privacy budget accounts.
   *
   * @throws EXTRACT.ROWS_WITHDRAWN where rows were taken back meanwhile; EXTRACT.ANOTHER_LEFT where another table left that
   *   these were not made beside, or other groups of organisations are recorded now: as conflicts. EXTRACT.EXACT_BESIDE_NOISY
   */
  async remember(tx: Transaction, id: DatasetId, tables: readonly DrawnTable[], shown: ShownFor): Promise<void> {
    for (const { parts } of tables) await this.assertFresh(tx, id, { ...shown, parts });
    const exact = tables.filter(({ terms }) => !terms.noise);
    for (const { parts } of exact) await this.beside.holdExact(tx, id, parts);
    await this.store.lock(tx, id);
    const [height, groups] = [await this.store.height(id, tx), await this.line.groupsOf(id, tx)];
    for (const table of exact.filter(({ pattern }) => showsAnything(pattern))) {
      const hash = hashOf(table);
      const isUnaware = table.seen < height || table.groups !== groups;
      if (isUnaware && !(await this.store.has(tx, id, hash))) throw anotherLeft();
      await this.store.put(tx, id, { ...table, ...shown, hash });
    }
  }

  /**
   * The same for a table that is handed on as it was made before: only that it left for a further purpose is news.
   *
   * @throws EXTRACT.ROWS_WITHDRAWN as a conflict
   */
  async rememberAgain(tx: Transaction, id: DatasetId, table: Question, shown: ShownFor): Promise<void> {
    await this.assertFresh(tx, id, { ...shown, parts: table.parts });
    const question = questionOf(table);
    const tables = (await this.store.ofDataset(id)).filter(({ records }) => !records);
    const known = tables.findLast((one) => questionOf(one) === question);
    const pattern = known && (await this.store.pattern(id, known.hash));
    if (known && pattern) await this.store.put(tx, id, { ...known, ...shown, pattern });
  }

  /**
   * Remembers rows that leave one by one as the table that they are to whoever has them. They leave beside no table of other
   * rows; nor, where some were left out, beside one that would tell which.
   *
   * @throws EXTRACT.ANOTHER_LEFT as a conflict
   */
  async rememberRecords(tx: Transaction, id: DatasetId, left: RecordsLeft, shown: ShownFor): Promise<void> {
    await this.store.lock(tx, id);
    const { schema, tables } = await this.line.of(id);
    if (areBesideOthers(left.parts, tables)) throw anotherLeft();
    const known = knownByRecords(left, left.microdata);
    if (!areWhole(left.microdata) && tellsLeftOut(schema, left, tables)) throw anotherLeft();
    const table = { ...left, ...known, ...shown, largest: null, pattern: null };
    await this.store.put(tx, id, { ...table, hash: `records ${questionOf(table)}` });
  }

  /** Until the transaction ends nothing is taken back. @throws EXTRACT.ROWS_WITHDRAWN where it was meanwhile, as a conflict */
  async assertFresh(tx: Transaction, id: DatasetId, made: MadeOf): Promise<void> {
    if (staleSince(made, await this.withdrawn.hold(tx, id))) throw rowsWithdrawn();
  }
}
