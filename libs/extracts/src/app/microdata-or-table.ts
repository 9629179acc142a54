import { Injectable } from '@nestjs/common';
import type { CommonsError } from '#kernel';
import { UnitOfWork, type Transaction } from '#platform';
import { requestOf, type Extract } from '../domain/extract';
import type { Terms } from '../domain/permit';
import { MicrodataBeside } from './microdata-beside';
import { MicrodataGate } from './microdata-gate';
import { MicrodataMaker } from './microdata-maker';
import { orWhyNot, ReleaseMaker, type Assessed, type MadeRelease } from './release-maker';

/** Makes what an extract is of: numbers in a table, or rows one by one. */
@Injectable()
export class MicrodataOrTable {
  constructor(
    private readonly tables: ReleaseMaker,
    private readonly microdata: MicrodataMaker,
    private readonly beside: MicrodataBeside,
    private readonly gate: MicrodataGate,
    private readonly work: UnitOfWork,
  ) {}

  /** @see ReleaseMaker.assess */
  assess(extract: Extract): Promise<Assessed> {
    return this.tables.assess(extract);
  }

  /** The slow part, outside of any transaction. What a retry cannot cure comes back as the error that it is. */
  make(assessed: Assessed, extract: Extract, terms: Terms): Promise<MadeRelease | CommonsError> {
    if (extract.action !== 'exportRecords') return this.tables.make(assessed, extract, terms);
    return orWhyNot(() => this.makeMicrodata(assessed, extract, terms));
  }

  /** @see ReleaseMaker.assertConsented */
  assertConsented(after: Assessed, extract: Extract, made: MadeRelease): Promise<void> {
    return this.tables.assertConsented(after, extract, made);
  }

  /** In the transaction that releases it. @see ReleaseMaker.assertStanding, MicrodataGate.pass */
  assertStanding(tx: Transaction, extract: Extract, made: MadeRelease): Promise<void> {
    if (extract.action !== 'exportRecords') return this.tables.assertStanding(tx, extract, made);
    return this.gate.pass(tx, extract, made);
  }

  private async makeMicrodata({ dataset, ...by }: Assessed, extract: Extract, terms: Terms): Promise<MadeRelease> {
    const chosenAt = await this.work.now();
    const { rows, newest } = await this.beside.choose(dataset, { by, request: requestOf(extract), terms });
    const order = { dimensions: extract.dimensions, measures: extract.measures, terms };
    await this.beside.assertPossible(rows, order);
    const made = await this.microdata.make(dataset.schema, rows, order);
    return { ...made, newestVersion: newest, chosenAt };
  }
}
