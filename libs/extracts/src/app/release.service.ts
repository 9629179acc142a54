import { Injectable } from '@nestjs/common';
import { DatasetService } from '#catalogue';
import type { CommonsError, ExtractId } from '#kernel';
import { UnitOfWork } from '#platform';
import type { Actor } from '#policy';
import { consentWithdrawn, extractRefused, notReleased } from '../domain/errors';
import { requestOf, type Extract } from '../domain/extract';
import { FOLLOW_GRANT } from '../jobs';
import { DecisionBook, type Decided } from './decision-book';
import { ExtractService } from './extract.service';
import { ReleaseContents, type ReleaseContent, type ReleaseFormat } from './release-contents';
import { ReleaseStanding } from './release-standing';
import { signedIn } from './signed';

/** Hands out the protected tables that were released. */
@Injectable()
export class ReleaseService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly extracts: ExtractService,
    private readonly datasets: DatasetService,
    private readonly contents: ReleaseContents,
    private readonly standing: ReleaseStanding,
    private readonly decisionBook: DecisionBook,
  ) {}

  /**
   * Opens a released file, if the policies in force still allow what it holds, and nothing of it was taken back.
   *
   * @returns the bytes, verified against their hash while they are read
   * @throws EXTRACT.MISSING, EXTRACT.NOT_RELEASED, EXTRACT.NO_POLICY, EXTRACT.OUTSIDE_POLICY,
   *   EXTRACT.NEEDS_APPLICATION, EXTRACT.BLOCKED, EXTRACT.DUTY_OVERDUE, EXTRACT.CONSENT_WITHDRAWN, EXTRACT.TERMS_CHANGED,
   *   RELEASE.STALE
   */
  async download(by: Actor, id: ExtractId, format: ReleaseFormat): Promise<ReleaseContent> {
    const extract = await this.extracts.read(by, id);
    const { release } = extract;
    if (!release) throw notReleased(id);
    const dataset = await this.datasets.read(by, extract.datasetId);
    const actor = signedIn(by);
    const { assessment, denial } = await this.standing.of(actor, dataset, { ...extract, release });
    const { action } = requestOf(extract);
    const decided: Decided = { ...{ occasion: 'download', action, actor, dataset, assessment }, extractId: id };
    if (assessment.outcome === 'refused') return this.refuse(decided, extract, extractRefused(assessment.refusal));
    if (denial) return this.refuse(decided, extract, denial);
    const { content, sha256 } = await this.contents.open(dataset, { ...extract, release }, format);
    try {
      await this.recordDownload(decided, extract, { format, sha256 });
    } catch (error) {
      content.destroy();
      throw error;
    }
    return { content, sha256 };
  }

  /**
   * Before the first byte leaves, so that no file goes out unlogged: whoever takes rows back after this has its receiver
   * among those who are to delete it, and whoever did before stops it.
   */
  private recordDownload(
    decided: Decided,
    extract: Extract,
    file: { readonly format: ReleaseFormat; readonly sha256: string },
  ): Promise<void> {
    return this.work.run(decided.actor, async (tx) => {
      await this.standing.assertFresh(tx, extract);
      await this.decisionBook.keep(tx, decided);
      tx.record({ type: 'release.downloaded', extractId: extract.id, number: extract.release?.number, ...file });
    });
  }

  /** A grant that allows it no more is looked at again, so that it ends where its holders see it. */
  private async refuse(decided: Decided, extract: Extract, denial: CommonsError): Promise<never> {
    const [{ code }, { grantId }] = [denial, extract];
    await this.work.run(decided.actor, async (tx) => {
      await this.decisionBook.keep(tx, { ...decided, denial: code });
      if (grantId) tx.enqueue(FOLLOW_GRANT, { grantId });
      if (code === consentWithdrawn('refused').code) await this.decisionBook.tellStopped(tx, extract, decided);
      tx.record({ type: 'release.refused', extractId: extract.id, code });
    });
    throw denial;
  }
}
