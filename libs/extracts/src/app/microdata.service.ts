import { Injectable } from '@nestjs/common';
import { DatasetService } from '#catalogue';
import { assertScope } from '#identity';
import type { DatasetId } from '#kernel';
import { UnitOfWork } from '#platform';
import type { Actor, Purpose } from '#policy';
import type { Extract } from '../domain/extract';
import { assertMicrodataColumns, namedByRole } from '../domain/microdata-columns';
import { Entitlement } from './entitlement';
import { ExtractDesk } from './extract-desk';
import { MicrodataBeside } from './microdata-beside';
import { MicrodataLeft } from './microdata-left';
import { signedIn } from './signed';

export type AskedMicrodata = { readonly purpose: Purpose; readonly columns: readonly string[] };

const ACTION = 'exportRecords';

/**
 * Rows of others, one by one, for controlled use: made anonymous, decided and kept in the books exactly like extracts, of
 * which each is one.
 */
@Injectable()
export class MicrodataService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly datasets: DatasetService,
    private readonly entitlement: Entitlement,
    private readonly desk: ExtractDesk,
    private readonly beside: MicrodataBeside,
    private readonly left: MicrodataLeft,
  ) {}

  /**
   * Requests rows of a dataset with some of its columns; the policies in force decide at once, and a refusal is remembered
   * like a grant. Rows of contributors who object, or have not consented where they must, are left out. The very same rows
   * that left before are handed over as they were.
   *
   * @throws DATASET.MISSING, DATASET.EMPTY, TOKEN.SCOPE_NEEDED, POLICY.SIGN_IN_FIRST, EXTRACT.UNKNOWN_COLUMN,
   *   EXTRACT.REPEATED_COLUMN, EXTRACT.COLUMN_COUNT, EXTRACT.NOT_PERSONS, EXTRACT.NO_POLICY, EXTRACT.OUTSIDE_POLICY,
   *   EXTRACT.NO_MICRODATA, EXTRACT.NOT_VOTED, EXTRACT.NOT_FOR_RECORDS, EXTRACT.NOISE_NEEDED, EXTRACT.NEEDS_APPLICATION,
   *   EXTRACT.BLOCKED, EXTRACT.DUTY_OVERDUE, EXTRACT.RECORDS_LEFT_BEFORE, EXTRACT.HELD_BACK, EXTRACT.TOO_FEW_CONTRIBUTORS,
   *   EXTRACT.EXACT_BESIDE_NOISY
   */
  async request(by: Actor, datasetId: DatasetId, { purpose, columns }: AskedMicrodata): Promise<Extract> {
    const dataset = await this.datasets.read(by, datasetId);
    const actor = signedIn(by);
    assertScope(actor.identity, 'extract');
    assertMicrodataColumns(dataset.schema, columns, this.entitlement.visibleSchema(by, ACTION, dataset));
    const { dimensions, measures } = namedByRole(dataset.schema, columns);
    const request = { action: ACTION, purpose, dimensions, measures } as const;
    const entitled = await this.entitlement.of(actor, dataset, { ...request, ofOthers: true });
    const { assessment } = entitled;
    const wish = { dataset, request, entitled };
    if (assessment.outcome === 'refused') return this.desk.refuse(wish, assessment);
    const chosenAt = await this.work.now();
    const { terms } = assessment.permit;
    const { rows } = await this.beside.choose(dataset, { by: entitled, request, terms });
    const order = { dimensions, measures, terms };
    await this.beside.assertPossible(rows, order);
    const release = await this.left.find(rows, order);
    return release ? this.desk.handOver(wish, assessment, { release, chosenAt }) : this.desk.grant(wish, assessment);
  }
}
