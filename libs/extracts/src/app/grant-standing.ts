import { Injectable } from '@nestjs/common';
import { DatasetService, type Dataset } from '#catalogue';
import type { PersonId } from '#kernel';
import type { Application } from '../domain/application/application';
import { wereAsked } from '../domain/application/requirements';
import type { Grant, GrantEnd } from '../domain/grant/grant';
import { ApplicationAssessment } from './application-assessment';
import { Assessor } from './assessor';
import type { Signed } from './signed';

/** Whether a grant may go on, and which co-applicants may not hold it any more. */
export type Standing = { readonly end: GrantEnd | null; readonly gone: readonly PersonId[] };

/** Looks at grants by the policies and the members' book of this moment. */
@Injectable()
export class GrantStanding {
  constructor(
    private readonly datasets: DatasetService,
    private readonly assessment: ApplicationAssessment,
    private readonly assessor: Assessor,
  ) {}

  /**
   * The applicant stands for the grant: without them it ends; and so it does where the policies have come to ask
   * somebody who was not asked. An emergency suspension of the policy does not end it; it cannot be used meanwhile.
   */
  async of(grant: Grant, application: Application): Promise<Standing> {
    const dataset = await this.datasets.find(grant.datasetId);
    if (dataset.withdrawnAt) return { end: 'datasetWithdrawn', gone: [] };
    const end = await this.endFor(application.applicantId, grant, { application, dataset });
    if (end !== null) return { end, gone: [] };
    const gone: PersonId[] = [];
    for (const personId of grant.holders.filter((id) => id !== application.applicantId)) {
      if ((await this.endFor(personId, grant, { application, dataset })) === 'membershipEnded') gone.push(personId);
    }
    return { end: null, gone };
  }

  private async endFor(
    personId: PersonId,
    grant: Grant,
    { application, dataset }: { readonly application: Application; readonly dataset: Dataset },
  ): Promise<GrantEnd | null> {
    const actor = await this.assessment.actorOf(personId);
    if (!belongsStill(actor, personId, application)) return 'membershipEnded';
    const { action, purpose, dimensions, measures } = grant;
    const assessment = this.assessor.assess(actor, dataset, { action, purpose, dimensions, measures });
    if (assessment.outcome === 'refused') return isSuspended(actor, dataset) ? null : 'policyEnded';
    return wereAsked(assessment.requires, application.requirements, dataset.id) ? null : 'policyEnded';
  }
}

/** The applicant in the organisation in whose name they applied; a co-applicant there, or in the federation. */
function belongsStill({ identity }: Signed, personId: PersonId, { applicantId, ...of }: Application): boolean {
  const { organisationId, federationId } = of;
  return identity.memberships.some(
    (one) =>
      one.organisationId === organisationId || (personId !== applicantId && one.federationIds.includes(federationId)),
  );
}

/** A later version of the policy that was suspended allows it again when the suspension is over. */
const isSuspended = ({ grounds }: Signed, dataset: Dataset): boolean =>
  [...grounds.values()].some(({ suspended, policy }) => suspended && policy.federationId === dataset.federationId);
