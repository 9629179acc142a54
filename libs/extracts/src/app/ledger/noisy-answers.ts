import { Injectable } from '@nestjs/common';
import { WithdrawnRowsService, type DatasetVersion } from '#catalogue';
import { cryptoRandom } from '#disclosure';
import { newId, type DatasetId } from '#kernel';
import { UnitOfWork, type Transaction } from '#platform';
import type { TableSchema } from '#warehouse';
import { PrivacyLedgerStore, type ChargedQuestion } from '../../db/ledger/privacy-ledger.store';
import { rowsWithdrawn } from '../../domain/errors';
import { assertAffordable, factsOf, spentEpsilon, type LedgerEntry } from '../../domain/ledger/ledger-entry';
import type { ChargeId, NoiseFacts, PlannedNoise } from '../../domain/ledger/noise-facts';
import { hashOf, noisyQuestionOf, planOf, type NoisyQuestion } from '../../domain/ledger/noisy-question';
import { drawn, type NoisyAnswer, type TrueNumbers } from '../../domain/ledger/noisy-table';
import type { NoiseTerms } from '../../domain/permit';
import { gridsOf } from '../table/quantiles';
import type { TableOrder } from '../table/table-counter';
import { BesideExact } from './beside-exact';

const LEDGER = { id: 'system:extracts.privacy-ledger' };

/** A table that noise is asked for. */
export type NoisyOrder = Pick<TableOrder, 'dimensions' | 'measures' | 'extractId'> & { readonly noise: NoiseTerms };

type Answered = { readonly answer: NoisyAnswer; readonly facts: NoiseFacts };
type Asked = { readonly version: DatasetVersion; readonly schema: TableSchema; readonly order: NoisyOrder };

/**
 * Numbers with noise: drawn once for each question, under a charge that was committed before, and kept before anybody sees
 * them.
 *
 * Killed between charge and draw, the budget is spent and nothing was told; whoever asks the same again draws under that
 * charge. Killed after the draw, they find it. Of two who draw at once, one draw is kept and the other was never seen.
 */
@Injectable()
export class NoisyAnswers {
  private readonly random = cryptoRandom();

  constructor(
    private readonly work: UnitOfWork,
    private readonly store: PrivacyLedgerStore,
    private readonly beside: BesideExact,
    private readonly withdrawn: WithdrawnRowsService,
  ) {}

  /**
   * Whether a question can be answered, from the schema and the ledger alone, before anything is counted.
   *
   * @throws EXTRACT.UNBOUNDED_MEASURE, EXTRACT.UNBOUNDED_PERSON, EXTRACT.UNBOUNDED_WEIGHT, EXTRACT.EXACT_BESIDE_NOISY,
   *   EXTRACT.BUDGET_SPENT
   */
  async assertPossible(schema: TableSchema, version: DatasetVersion, order: NoisyOrder): Promise<void> {
    const question = noisyQuestionOf({ ...version, ...order }, order.noise);
    const { charge, noise } = planOf(schema, question, gridsOf(schema, order.measures));
    const { datasetId } = version;
    if (isUsable(await this.store.find(datasetId, question), noise)) return;
    await this.beside.leavesOut(schema, version, order.dimensions);
    assertAffordable(await this.store.entries(datasetId), charge, order.noise, await this.work.now());
  }

  /**
   * The same before it is known whose rows may be used: where these columns were asked for before, they may be the same
   * rows, and an answer that costs nothing.
   *
   * @throws EXTRACT.UNBOUNDED_MEASURE, EXTRACT.BUDGET_SPENT
   */
  async assertAskable(schema: TableSchema, datasetId: DatasetId, order: NoisyOrder): Promise<void> {
    const asked = noisyQuestionOf({ parts: [], ...order }, order.noise);
    const { charge } = planOf(schema, asked, gridsOf(schema, order.measures));
    const entries = await this.store.entries(datasetId);
    if (entries.some(({ question }) => isOfSameColumns(question, asked))) return;
    assertAffordable(entries, charge, order.noise, await this.work.now());
  }

  /**
   * The numbers of a question, and what accounts for them. What it costs is charged here, unless it was before.
   *
   * @param count finds the true numbers, where they were never drawn of
   * @throws EXTRACT.EXACT_BESIDE_NOISY, EXTRACT.BUDGET_SPENT; EXTRACT.ROWS_WITHDRAWN as a conflict
   */
  async of(asked: Asked, count: () => Promise<TrueNumbers>): Promise<Answered> {
    const { version, order } = asked;
    const question = noisyQuestionOf({ ...version, ...order }, order.noise);
    const known = await this.store.find(version.datasetId, question);
    const kept = known?.answer ? { entry: known.entry, answer: known.answer } : null;
    const { entry, answer } = kept ?? (await this.draw(asked, question, await count()));
    return { answer, facts: factsOf(entry, await this.store.entries(version.datasetId)) };
  }

  /** Under the charge that there is, or else under a new one. */
  private async draw(asked: Asked, question: NoisyQuestion, numbers: TrueNumbers) {
    const entry = await this.charge(asked, question);
    return { entry, answer: await this.keep(entry, drawn(numbers, question, entry.noise, this.random)) };
  }

  /**
   * In a step of its own, which is committed when this returns. Of two with the same question one charges; once more only
   * where nothing was drawn under the first charge, and the schema that rows are counted by now asks for other noise.
   */
  private charge({ schema, version, order }: Asked, question: NoisyQuestion): Promise<LedgerEntry> {
    const { datasetId } = version;
    const { charge, noise } = planOf(schema, question, gridsOf(schema, order.measures));
    return this.work.run(LEDGER, async (tx) => {
      await this.store.lock(tx, datasetId);
      const known = await this.store.find(datasetId, question, tx);
      if (isUsable(known, noise)) return tx.unchanged(known.entry);
      await this.beside.leavesOut(schema, version, order.dimensions, tx);
      const [entries, chargedAt] = [await this.store.entries(datasetId, tx), await tx.now()];
      assertAffordable(entries, charge, order.noise, chargedAt);
      const { lifetimeEpsilon, perYearEpsilon } = order.noise;
      const entry: LedgerEntry = {
        ...{ id: newId<ChargeId>(), datasetId, question, charge, noise, chargedAt },
        ...{ budget: { lifetimeEpsilon, perYearEpsilon }, extractId: order.extractId ?? null },
      };
      await this.store.insert(tx, entry);
      const [rho, spent] = [charge.rho.toFraction(), spentEpsilon([...entries, entry])];
      tx.record({
        type: 'privacy-budget.charged',
        datasetId,
        chargeId: entry.id,
        extractId: entry.extractId,
        rho,
        spent,
      });
      return entry;
    });
  }

  /** @returns what is kept: another's draw under the same charge, if that was faster */
  private keep({ id, datasetId, question }: LedgerEntry, answer: NoisyAnswer): Promise<NoisyAnswer> {
    return this.work.run(LEDGER, async (tx) => {
      await this.assertStanding(tx, datasetId, question);
      if (await this.store.keepAnswer(tx, id, answer, await tx.now())) {
        tx.record({ type: 'noise.drawn', datasetId, chargeId: id });
        return answer;
      }
      const known: ChargedQuestion | null = await this.store.find(datasetId, question, tx);
      if (!known?.answer) throw rowsWithdrawn();
      return tx.unchanged(known.answer);
    });
  }

  /** What was drawn of rows that are gone would never be destroyed. */
  private async assertStanding(tx: Transaction, datasetId: DatasetId, { parts }: NoisyQuestion): Promise<void> {
    const { contributions } = await this.withdrawn.hold(tx, datasetId);
    if (parts.some((id) => contributions.has(id))) throw rowsWithdrawn();
  }
}

/** Whether an answer is there, or may be drawn: with the very noise that was charged for. */
const isUsable = (known: ChargedQuestion | null, noise: PlannedNoise): known is ChargedQuestion =>
  known !== null && (known.answer !== null || hashOf(known.entry.noise) === hashOf(noise));

const columnsOf = ({ dimensions, measures, quantiles = [], distribution, epsilon }: NoisyQuestion) =>
  JSON.stringify([dimensions, measures, quantiles, distribution, epsilon]);
const isOfSameColumns = (one: NoisyQuestion, other: NoisyQuestion) => columnsOf(one) === columnsOf(other);
