import { Injectable } from '@nestjs/common';
import { gunzipSync, gzipSync } from 'node:zlib';
import { exact } from '#disclosure';
import type { ContributionId, DatasetId, ExtractId } from '#kernel';
import { Database, type Queryable, type Transaction } from '#platform';
import type { LedgerEntry } from '../../domain/ledger/ledger-entry';
import type { ChargeId, PlannedNoise } from '../../domain/ledger/noise-facts';
import { hashOf, type NoisyQuestion } from '../../domain/ledger/noisy-question';
import { answerFrom, answerText, type NoisyAnswer } from '../../domain/ledger/noisy-table';

type Row = {
  id: ChargeId;
  dataset_id: DatasetId;
  question: NoisyQuestion;
  noise: PlannedNoise;
  rho: string;
  pure_epsilon: string | null;
  lifetime_epsilon: string;
  per_year_epsilon: string | null;
  extract_id: ExtractId | null;
  charged_at: Date;
};

/** The charge of a question, and what was drawn under it; `answer` null: nothing yet, as far as anybody knows. */
export type ChargedQuestion = { readonly entry: LedgerEntry; readonly answer: NoisyAnswer | null };

const SELECT = `select c.id, c.dataset_id, c.question, c.noise, c.rho, c.pure_epsilon, c.lifetime_epsilon, c.per_year_epsilon,
  c.extract_id, c.charged_at from extracts.privacy_charge c`;

/** Whatever left the commons without noise of some of these contributions ($2). */
const EXACT_TABLES = `select distinct dimensions from extracts.shown_table
  where dataset_id = $1 and terms -> 'noise' is null
    and exists (select from jsonb_array_elements(parts) as part where (part ->> 'contributionId')::uuid = any($2::uuid[]))
  union select e.dimensions from extracts.release r join extracts.extract e on e.id = r.extract_id
  where e.dataset_id = $1 and e.action = 'exportRecords' and exists (select from extracts.release_part p
    where p.extract_id = r.extract_id and p.number = r.number and p.contribution_id = any($2::uuid[]))`;

@Injectable()
export class PrivacyLedgerStore {
  constructor(private readonly db: Database) {}

  /** Whoever charges, or lets exact numbers out, of a dataset waits here for the others. */
  async lock(tx: Transaction, datasetId: DatasetId): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock(770, hashtext($1))`, [datasetId]);
  }

  /** Of one dataset, the oldest first. */
  async entries(datasetId: DatasetId, on: Queryable = this.db): Promise<LedgerEntry[]> {
    return (await on.query<Row>(`${SELECT} where c.dataset_id = $1 order by c.seq`, [datasetId])).map(toEntry);
  }

  /** The latest charge of a question; null: there is none, or what was drawn under it was destroyed with its rows. */
  async find(datasetId: DatasetId, question: NoisyQuestion, on: Queryable = this.db): Promise<ChargedQuestion | null> {
    const [row] = await on.query<Row & { answer: Buffer | null; destroyed: boolean }>(
      `select latest.*, a.answer, a.destroyed_at is not null as destroyed from (
         ${SELECT} where c.dataset_id = $1 and c.question_hash = $2 order by c.seq desc limit 1
       ) as latest left join extracts.noisy_answer a on a.charge_id = latest.id`,
      [datasetId, hashOf(question)],
    );
    if (!row || row.destroyed) return null;
    return { entry: toEntry(row), answer: row.answer && answerFrom(gunzipSync(row.answer).toString()) };
  }

  async insert(tx: Transaction, { id, datasetId, question, charge, noise, budget, ...made }: LedgerEntry) {
    await tx.query(
      `insert into extracts.privacy_charge (id, dataset_id, question_hash, question, rho, pure_epsilon, lifetime_epsilon,
         per_year_epsilon, extract_id, charged_at, noise) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        ...[id, datasetId, hashOf(question), JSON.stringify(question), charge.rho.toFraction()],
        ...[charge.epsilon?.toFraction() ?? null, budget.lifetimeEpsilon, budget.perYearEpsilon],
        ...[made.extractId, made.chargedAt, JSON.stringify(noise)],
      ],
    );
  }

  /** Keeps what was drawn, unless somebody was faster. @returns whether it was kept */
  async keepAnswer(tx: Transaction, id: ChargeId, answer: NoisyAnswer, at: Date): Promise<boolean> {
    const kept = await tx.query(
      `insert into extracts.noisy_answer (charge_id, drawn_at, answer) values ($1, $2, $3)
       on conflict do nothing returning 1 as kept`,
      [id, at, gzipSync(answerText(answer))],
    );
    return kept.length > 0;
  }

  /** Destroys what was drawn of these contributions: nobody will ask the same again. @returns how many answers */
  async destroyAnswers(tx: Transaction, datasetId: DatasetId, taken: readonly ContributionId[], at: Date) {
    const destroyed = await tx.query(
      `update extracts.noisy_answer a set answer = null, destroyed_at = $3 from extracts.privacy_charge c
       where c.id = a.charge_id and c.dataset_id = $1 and a.answer is not null and c.question -> 'parts' ?| $2::text[]
       returning 1 as destroyed`,
      [datasetId, taken, at],
    );
    return destroyed.length;
  }

  /** Whether noise was charged for any of these contributions. */
  async isNoisy(datasetId: DatasetId, ids: readonly ContributionId[], on: Queryable = this.db): Promise<boolean> {
    const [row] = await on.query<{ noisy: boolean }>(
      `select exists (select from extracts.privacy_charge where dataset_id = $1 and question -> 'parts' ?| $2::text[]) as noisy`,
      [datasetId, ids],
    );
    return row?.noisy === true;
  }

  /** The dimensions of every table without noise of any of these contributions. */
  async exactTables(
    datasetId: DatasetId,
    ids: readonly ContributionId[],
    on: Queryable = this.db,
  ): Promise<string[][]> {
    const rows = await on.query<{ dimensions: string[] }>(EXACT_TABLES, [datasetId, ids]);
    return rows.map(({ dimensions }) => dimensions);
  }
}

const toEntry = (row: Row): LedgerEntry => ({
  id: row.id,
  datasetId: row.dataset_id,
  question: row.question,
  noise: row.noise,
  charge: {
    rho: exact(row.rho),
    epsilon: row.pure_epsilon === null ? null : exact(row.pure_epsilon),
    delta: exact(0),
  },
  budget: { lifetimeEpsilon: row.lifetime_epsilon, perYearEpsilon: row.per_year_epsilon },
  extractId: row.extract_id,
  chargedAt: row.charged_at,
});
