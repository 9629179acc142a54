import { Injectable } from '@nestjs/common';
import { ObjectionService, VersionService, type Dataset, type DatasetVersion } from '#catalogue';
import { IdentityService } from '#identity';
import type { GrantId, OrganisationId, PersonId } from '#kernel';
import { PolicyService, type Actor, type UseAction } from '#policy';
import type { TableSchema } from '#warehouse';
import { forOthersRecords } from '../domain/microdata-terms';
import type { UseRequest } from '../domain/permit';
import { strictestOf, underTerms } from '../domain/terms';
import { Assessor, type Assessment } from './assessor';
import { GrantedUse } from './granted-use';
import type { Signed } from './signed';

/** A person as the policies and the book have them at one moment, and what they may draw. */
export type Entitled = {
  readonly actor: Signed;
  readonly assessment: Assessment;
  /** The grant that allows it; null: the policies do by themselves, or it is refused. */
  readonly grantId: GrantId | null;
  /** The contributors who consented to it, and whose rows alone may be drawn; null: the policies ask for no consent. */
  readonly consenting: ReadonlySet<OrganisationId> | null;
};

/** Whose use of rows it is, and who consented to it. */
export type RowsFor = Pick<Entitled, 'actor' | 'consenting'>;

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
    private readonly versions: VersionService,
  ) {}

  /** As whoever asks at this moment. */
  async of(actor: Signed, dataset: Dataset, request: UseRequest): Promise<Entitled> {
    const assessment = this.assessor.assess(actor, dataset, request);
    const without = { actor, grantId: null, consenting: null };
    if (assessment.outcome === 'refused') return { ...without, assessment };
    const { personId } = actor.identity;
    const owed = await this.granted.owed(personId, dataset.id);
    if (owed === null && assessment.requires.length === 0) return { ...without, assessment };
    const found = owed ?? (await this.granted.of(personId, dataset.id, request));
    if ('code' in found) {
      return { ...without, assessment: { outcome: 'refused', refusal: found, clauses: assessment.clauses } };
    }
    const { permit, requires } = assessment;
    const narrowed = underTerms(permit, strictestOf([permit.terms, found.terms]));
    const rows = permit.rows ?? found.permit.rows;
    const asksConsent = requires.some(({ type }) => type === 'consent');
    const granted = { ...assessment, permit: { ...narrowed, rows } };
    return {
      ...{ actor, assessment: asAsked(request, granted), grantId: found.id },
      consenting: asksConsent ? await this.granted.consenting(found) : null,
    };
  }

  /** As a job must know them, by the policies and the members' book of this moment. */
  async ofPerson(id: PersonId, dataset: Dataset, request: UseRequest): Promise<Entitled> {
    const identity = await this.identities.identityOf(id);
    const actor = await this.policies.actorFor(identity);
    return this.of({ ...actor, identity }, dataset, request);
  }

  /**
   * The latest version without the rows of contributors who object to this use at this moment and, where the policies
   * ask for consent, of those who have not given it: who contributed after it was asked for, too.
   *
   * @returns null while nothing was accepted
   */
  async usableRows(by: RowsFor, dataset: Dataset, request: UseRequest): Promise<DatasetVersion | null> {
    const version = await this.versions.latest(dataset.id);
    return version && this.usableOf(version, by, dataset, request);
  }

  /** The same of one version. */
  async usableOf(version: DatasetVersion, by: RowsFor, dataset: Dataset, request: UseRequest): Promise<DatasetVersion> {
    const { version: rows } = await this.objections.apply(dataset, version, useBy(by.actor, request));
    return { ...rows, parts: rows.parts.filter(({ organisationId }) => mayDraw(by, organisationId)) };
  }

  /** Those whose rows are in a table and who at this moment object to this use of it, or do not consent where they must. */
  async objectorsAmong(
    by: RowsFor,
    dataset: Dataset,
    contributors: readonly OrganisationId[],
    request: UseRequest,
  ): Promise<readonly OrganisationId[]> {
    const objectors = await this.objections.objectorsAmong(dataset, contributors, useBy(by.actor, request));
    return contributors.filter((one) => objectors.includes(one) || !mayDraw(by, one));
  }

  /** @see Assessor.visibleSchema */
  visibleSchema(by: Actor, action: UseAction, dataset: Dataset): TableSchema {
    return this.assessor.visibleSchema(by, action, dataset);
  }
}

/** A grant may be of own rows alone, whatever the policies of the moment are. */
const asAsked = ({ ofOthers }: UseRequest, granted: Assessment): Assessment =>
  ofOthers ? forOthersRecords(granted) : granted;

const mayDraw = ({ consenting }: RowsFor, contributor: OrganisationId) => consenting?.has(contributor) ?? true;

const useBy = ({ identity }: Signed, { action, purpose }: UseRequest) => ({
  ...{ action, purpose },
  askedBy: identity.memberships.map(({ organisationId }) => organisationId),
});
