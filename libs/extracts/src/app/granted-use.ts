import { Injectable } from '@nestjs/common';
import type { DatasetId, OrganisationId, PersonId } from '#kernel';
import { UnitOfWork } from '#platform';
import type { Grant } from '../domain/grant/grant';
import type { Refusal, UseRequest } from '../domain/permit';
import { DutyService } from './duty.service';
import { GrantBook } from './grant-book';

const NEEDS_APPLICATION: Refusal = {
  code: 'EXTRACT.NEEDS_APPLICATION',
  message: 'Somebody decides on this use of the dataset: apply for it, and draw it under the grant that you are given.',
  alternative: null,
};

const DUTY_OVERDUE: Refusal = {
  code: 'EXTRACT.DUTY_OVERDUE',
  message: 'A duty of the grant is overdue: show how it was fulfilled, and the grant is usable again at once.',
  alternative: null,
};

const DELETION_OVERDUE: Refusal = {
  code: 'EXTRACT.DUTY_OVERDUE',
  message: 'A release of this dataset was recalled, and you have not shown that you deleted it: do, and draw at once.',
  alternative: null,
};

const blockedUse = (askWhom: string): Refusal => ({
  code: 'EXTRACT.BLOCKED',
  message: `Rights to this dataset were revoked from you, and no new ones are given. Ask ${askWhom}, who revoked them, to lift the block.`,
  alternative: null,
});

const coveredBy = ({ purpose, dimensions, measures }: Grant): Pick<Refusal, 'message' | 'alternative'> => ({
  message: `Your grant does not cover all of this. It covers ${purpose} with ${[...dimensions, ...measures].join(', ')}. Ask for that, or apply for the rest.`,
  alternative: { purposes: [purpose], dimensions, measures },
});

/** The grant by which somebody may use something at this moment, where the policies leave it to somebody's decision. */
@Injectable()
export class GrantedUse {
  constructor(
    private readonly grants: GrantBook,
    private readonly duties: DutyService,
    private readonly work: UnitOfWork,
  ) {}

  /** @returns the grant, or why there is none to use */
  async of(person: PersonId, datasetId: DatasetId, request: UseRequest): Promise<Grant | Refusal> {
    const now = await this.work.now();
    const grant = await this.grants.covering(person, datasetId, request, now);
    if (!grant) return this.lacking(person, datasetId, request, now);
    return (await this.duties.isOverdue([grant.id], now)).has(grant.id) ? DUTY_OVERDUE : grant;
  }

  /** Why somebody draws nothing out of a dataset, whatever allows it; null: they may. */
  async owed(person: PersonId, datasetId: DatasetId): Promise<Refusal | null> {
    return (await this.duties.owesDeletion(person, datasetId)) ? DELETION_OVERDUE : null;
  }

  /** Why there is none, with what another grant of theirs covers; who is blocked is not sent to apply. */
  private async lacking(person: PersonId, datasetId: DatasetId, request: UseRequest, now: Date): Promise<Refusal> {
    const whom = await this.grants.blockedBy(person, datasetId);
    if (whom !== null) return blockedUse(whom);
    const nearest = await this.grants.nearest(person, datasetId, request, now);
    return nearest ? { ...NEEDS_APPLICATION, ...coveredBy(nearest) } : NEEDS_APPLICATION;
  }

  /** @see GrantBook.consenting */
  consenting(grant: Grant): Promise<ReadonlySet<OrganisationId>> {
    return this.grants.consenting(grant);
  }
}
