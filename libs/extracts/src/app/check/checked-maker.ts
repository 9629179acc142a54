import { Injectable } from '@nestjs/common';
import type { CommonsError } from '#kernel';
import { UnitOfWork, type Transaction } from '#platform';
import type { Extract } from '../../domain/extract';
import type { Terms } from '../../domain/permit';
import { MicrodataOrTable } from '../microdata-or-table';
import { orWhyNot, type Assessed, type MadeRelease } from '../release-maker';
import { CheckGate, type ToLeave } from './check-gate';
import { OutputCheckers } from './output-checkers';

/** Makes what an extract is of, and has people look at it before it leaves where the terms ask for that. */
@Injectable()
export class CheckedMaker {
  constructor(
    private readonly maker: MicrodataOrTable,
    private readonly gate: CheckGate,
    private readonly checkers: OutputCheckers,
    private readonly work: UnitOfWork,
  ) {}

  /** @see ReleaseMaker.assess */
  assess(extract: Extract): Promise<Assessed> {
    return this.maker.assess(extract);
  }

  /** The same as `MicrodataOrTable.make`; nothing is counted, nor charged, where too few could look at it. */
  async make(assessed: Assessed, extract: Extract, terms: Terms): Promise<MadeRelease | CommonsError> {
    const now = await this.work.now();
    const short = await orWhyNot(() => this.checkers.assertEnough(extract, terms, now));
    return short ?? this.maker.make(assessed, extract, terms);
  }

  /** @see ReleaseMaker.assertConsented */
  assertConsented(after: Assessed, extract: Extract, made: MadeRelease): Promise<void> {
    return this.maker.assertConsented(after, extract, made);
  }

  /**
   * In the transaction that releases it, or has people look at it first.
   *
   * @returns whether it leaves now
   * @throws EXTRACT.ROWS_WITHDRAWN, EXTRACT.ANOTHER_LEFT, EXTRACT.RECORDS_LEFT_BEFORE, EXTRACT.EXACT_BESIDE_NOISY,
   *   RELEASE.FILES_GONE as conflicts
   */
  async leave(tx: Transaction, extract: Extract, made: ToLeave): Promise<boolean> {
    if (!(await this.gate.lets(tx, extract, made))) return false;
    await this.maker.assertStanding(tx, extract, made);
    return true;
  }
}
