import { Injectable } from '@nestjs/common';
import { DatasetService } from '#catalogue';
import { assertScope } from '#identity';
import type { DatasetId, ExtractId } from '#kernel';
import { UnitOfWork } from '#platform';
import type { Actor, Purpose } from '#policy';
import { checkNeeded } from '../domain/check/errors';
import type { Extract } from '../domain/extract';
import { cubeOf, type LiveQuestion } from '../domain/live-question';
import { assertColumns } from '../domain/shape';
import { Entitlement, type Entitled } from './entitlement';
import { ExtractDesk, type ExtractWish } from './extract-desk';
import { MadeTables, type KeptTable } from './made-tables';
import { signedIn } from './signed';
import { TableMaker } from './table/table-maker';

export type AskedAggregates = LiveQuestion & { readonly purpose: Purpose };

/** What was asked for; `table` null: it is being made, and the same question asked again finds it. */
export type LiveAnswer = { readonly extractId: ExtractId; readonly table: KeptTable | null };

const ACTION = 'queryAggregates';

/**
 * Numbers for members to look up: rows of protected tables, decided, protected and kept in the books exactly like extracts,
 * of which each answer is one.
 */
@Injectable()
export class LiveAggregatesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly datasets: DatasetService,
    private readonly entitlement: Entitlement,
    private readonly desk: ExtractDesk,
    private readonly made: MadeTables,
    private readonly maker: TableMaker,
  ) {}

  /**
   * Answers at once from a table that was made before, of the same rows and under the same terms; otherwise has it made.
   *
   * @throws AGGREGATES.UNKNOWN_LEVEL, AGGREGATES.UNKNOWN_CODE, EXTRACT.HELD_BACK, EXTRACT.EXACT_BESIDE_NOISY, EXTRACT.CHECK_NEEDED, and whatever a request for an extract throws
   */
  async ask(by: Actor, datasetId: DatasetId, asked: AskedAggregates): Promise<LiveAnswer> {
    const dataset = await this.datasets.read(by, datasetId);
    const actor = signedIn(by);
    assertScope(actor.identity, 'extract');
    const known = this.entitlement.visibleSchema(by, ACTION, dataset);
    const { dimensions, measures, kept } = cubeOf(known, asked);
    assertColumns(dataset.schema, dimensions, measures, known);
    const request = { action: ACTION, purpose: asked.purpose, dimensions, measures } as const;
    const wish = { dataset, request, entitled: await this.entitlement.of(actor, dataset, request) };
    const extract = await this.answer(wish, wish.entitled);
    const table = extract.release && (await this.made.read(extract.release, kept));
    return { extractId: extract.id, table };
  }

  private async answer(wish: ExtractWish, { assessment, actor, consenting }: Entitled): Promise<Extract> {
    if (assessment.outcome === 'refused') return this.desk.refuse(wish, assessment);
    const chosenAt = await this.work.now();
    const { dataset, request } = wish;
    const { terms } = assessment.permit;
    if (terms.outputCheck) throw checkNeeded();
    const { version, release } = await this.made.ready(dataset, { by: { actor, consenting }, request, terms });
    if (release) return this.desk.handOver(wish, assessment, { release, chosenAt });
    // Said now: a job that fails would be asked for again and again.
    await this.maker.assertPossible({ schema: dataset.schema, version }, { ...request, terms });
    // Whoever looks again whether it is ready does not ask for another one.
    return (await this.desk.pending(wish)) ?? this.desk.grant(wish, assessment);
  }
}
