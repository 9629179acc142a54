import { Injectable } from '@nestjs/common';
import { isId, type DatasetId, type ExtractId, type FederationId, type PersonId } from '#kernel';
import { Database, type Queryable, type Transaction } from '#platform';
import type { CheckAnswer, CheckOutcome, OutputCheck } from '../domain/check/output-check';

/** One round of an extract's checks. */
export type CheckKey = Pick<OutputCheck, 'extractId' | 'round'>;

const SELECT = `select extract_id as "extractId", round, number, reviewers, terms, csv_sha256 as csv,
  parquet_sha256 as parquet, cells, parts, chosen_at as "chosenAt", findings, microdata, opened_at as "openedAt",
  closes_at as "closesAt", outcome, settled_at as "settledAt" from extracts.output_check c`;

/** What people look at before it leaves, and what they say of it. */
@Injectable()
export class OutputCheckStore {
  constructor(readonly db: Database) {}

  /** The last round; null: nobody was asked to look. */
  async latest(id: ExtractId, on: Queryable = this.db): Promise<OutputCheck | null> {
    if (!isId(id)) return null;
    const [check] = await on.query<OutputCheck>(`${SELECT} where extract_id = $1 order by round desc limit 1`, [id]);
    return check ?? null;
  }

  /** Open ones of some federations that somebody has not answered, the extract that was asked for last first. */
  toAnswer(by: PersonId, federations: readonly FederationId[], after: string | null): Promise<OutputCheck[]> {
    return this.db.query<OutputCheck>(
      `${SELECT} where outcome is null and ($3::uuid is null or extract_id < $3)
         and exists (select from extracts.extract e where e.id = c.extract_id and e.federation_id = any($2::uuid[]))
         and not exists (select from extracts.output_check_answer a
           where a.extract_id = c.extract_id and a.round = c.round and a.reviewer_id = $1)
       order by extract_id desc`,
      [by, federations, after],
    );
  }

  /** Open ones of a dataset, in the order in which their extracts are to be locked. */
  ofDataset(on: Queryable, id: DatasetId): Promise<OutputCheck[]> {
    return on.query<OutputCheck>(
      `${SELECT} where outcome is null
         and exists (select from extracts.extract e where e.id = c.extract_id and e.dataset_id = $1) order by extract_id`,
      [id],
    );
  }

  async insert(tx: Transaction, c: OutputCheck): Promise<void> {
    await tx.query(
      `insert into extracts.output_check (extract_id, round, number, reviewers, terms, csv_sha256, parquet_sha256, cells,
         parts, chosen_at, findings, microdata, opened_at, closes_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        ...[c.extractId, c.round, c.number, c.reviewers, JSON.stringify(c.terms), c.csv, c.parquet],
        ...[JSON.stringify(c.cells), JSON.stringify(c.parts), c.chosenAt, JSON.stringify(c.findings)],
        ...[c.microdata && JSON.stringify(c.microdata), c.openedAt, c.closesAt],
      ],
    );
  }

  async settle(tx: Transaction, { extractId, round }: CheckKey, outcome: CheckOutcome, at: Date): Promise<void> {
    await tx.query(
      'update extracts.output_check set outcome = $3, settled_at = $4 where extract_id = $1 and round = $2',
      [extractId, round, outcome, at],
    );
  }

  /** In the order in which they were given. */
  answers({ extractId, round }: CheckKey, on: Queryable = this.db): Promise<CheckAnswer[]> {
    return on.query<CheckAnswer>(
      `select reviewer_id as "reviewerId", verdict, reasons, at from extracts.output_check_answer
       where extract_id = $1 and round = $2 order by at, reviewer_id`,
      [extractId, round],
    );
  }

  async answer(tx: Transaction, { extractId, round }: CheckKey, said: CheckAnswer): Promise<void> {
    await tx.query(
      `insert into extracts.output_check_answer (extract_id, round, reviewer_id, verdict, reasons, at)
       values ($1, $2, $3, $4, $5, $6)`,
      [extractId, round, said.reviewerId, said.verdict, said.reasons, said.at],
    );
  }

  /** Its files, but for those that are of a release that may still be had, or that others are looking at. */
  async ownFiles(tx: Transaction, { extractId, round }: CheckKey): Promise<string[]> {
    const rows = await tx.query<{ sha256: string }>(
      `select distinct file.sha256 from extracts.output_check c, unnest(array[c.csv_sha256, c.parquet_sha256]) as file (sha256)
       where c.extract_id = $1 and c.round = $2
         and not exists (select from extracts.release r where file.sha256 in (r.csv_sha256, r.parquet_sha256)
           and not exists (select from extracts.recall b where b.extract_id = r.extract_id and b.number = r.number))
         and not exists (select from extracts.output_check o where file.sha256 in (o.csv_sha256, o.parquet_sha256)
           and (o.extract_id, o.round) <> (c.extract_id, c.round) and (o.outcome is null or o.outcome = 'released'))`,
      [extractId, round],
    );
    return rows.map(({ sha256 }) => sha256);
  }
}
