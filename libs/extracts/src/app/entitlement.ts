import { Injectable } from '@nestjs/common';
import { ObjectionService, type Dataset, type DatasetVersion } from '#catalogue';
import { IdentityService } from '#identity';
import type { GrantId, OrganisationId, PersonId } from '#kernel';
import { PolicyService, type Actor } from '#policy';
import type { TableSchema } from '#warehouse';
import type { UseRequest } from '../domain/permit';
import { strictestOf } from '../domain/terms';
import { Assessor, type Assessment } from './assessor';
import { GrantedUse } from './granted-use';
import type { Signed } from './signed';

/** A person as the policies and the book have them at one moment, and what they may draw. */
export type Entitled = {
  readonly actor: Signed;
  readonly assessment: Assessment;
  /** The grant that allows it; null: the policies do by themselves, or it is refused. */
  readonly grantId: GrantId | null;
};

/**
 * Whether somebody may draw something at this moment: by the policies, by a grant where somebody has to decide, and as
 * far as those whose rows they are do not object.
 */
@Injectable()
export class Entitlement {
  constructor(
    private readonly assessor: Assessor,
    private readonly identities: IdentityService,
    private readonly policies: PolicyService,
    private readonly granted: GrantedUse,
    private readonly objections: ObjectionService,
  ) {}

  /** As whoever asks at this moment. */
  async of(actor: Signed, dataset: Dataset, request: UseRequest): Promise<Entitled> {
    const assessment = this.assessor.assess(actor, dataset, request);
    if (assessment.outcome === 'refused' || assessment.requires.length === 0) {
      return { actor, assessment, grantId: null };
    }
    const found = await this.granted.of(actor.identity.personId, dataset.id, request);
    if ('code' in found) {
      const { clauses } = assessment;
      return { actor, assessment: { outcome: 'refused', refusal: found, clauses }, grantId: null };
    }
    const { permit } = assessment;
    const terms = strictestOf([permit.terms, found.terms]);
    return { actor, assessment: { ...assessment, permit: { ...permit, terms } }, grantId: found.id };
  }

  /** As a job must know them, by the policies and the members' book of this moment. */
  async ofPerson(id: PersonId, dataset: Dataset, request: UseRequest): Promise<Entitled> {
    const identity = await this.identities.identityOf(id);
    const actor = await this.policies.actorFor(identity);
    return this.of({ ...actor, identity }, dataset, request);
  }

  /** A version without the rows of contributors who object to this use at this moment. */
  async usableRows(actor: Signed, version: DatasetVersion, request: UseRequest): Promise<DatasetVersion> {
    return (await this.objections.apply(version, useBy(actor, request))).version;
  }

  /** Those whose rows are in a table and who object to this use of it at this moment. */
  objectorsAmong(
    actor: Signed,
    { id }: Dataset,
    contributors: readonly OrganisationId[],
    request: UseRequest,
  ): Promise<readonly OrganisationId[]> {
    return this.objections.objectorsAmong(contributors, id, useBy(actor, request));
  }

  /** @see Assessor.visibleSchema */
  visibleSchema(by: Actor, dataset: Dataset): TableSchema {
    return this.assessor.visibleSchema(by, 'requestExtract', dataset);
  }
}

const useBy = ({ identity }: Signed, { action, purpose }: UseRequest) => ({
  ...{ action, purpose },
  askedBy: identity.memberships.map(({ organisationId }) => organisationId),
});
