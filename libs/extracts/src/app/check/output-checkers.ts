import { Injectable } from '@nestjs/common';
import { contributorOf, IdentityService, MembersBook, OrganisationGroups } from '#identity';
import type { GrantId, OrganisationId, PersonId } from '#kernel';
import type { Queryable } from '#platform';
import { ApplicationStores } from '../../db/application.stores';
import { mayCheck, type Asking, type Checker } from '../../domain/check/output-check';
import { tooFewCheckers } from '../../domain/check/errors';
import type { Extract } from '../../domain/extract';
import type { Terms } from '../../domain/permit';

/** Whose table it is, and under which grant. */
type CheckedUse = Pick<Extract, 'federationId' | 'requestedBy' | 'grantId'>;

/** Who may look at what others ask for. */
@Injectable()
export class OutputCheckers {
  constructor(
    private readonly stores: ApplicationStores,
    private readonly book: MembersBook,
    private readonly groups: OrganisationGroups,
    private readonly identities: IdentityService,
  ) {}

  async may(checker: Checker, use: CheckedUse): Promise<boolean> {
    const contributor = await this.contributors(use);
    return mayCheck(checker, use, await this.asking(use), contributor);
  }

  /** Everybody who may, by the members' book of this moment, in ascending order. */
  async of(use: CheckedUse, at: Date, on: Queryable = this.stores.db): Promise<PersonId[]> {
    const affiliates = await this.book.affiliates(on, use.federationId, at);
    const organisations = affiliates.map(({ organisationId }) => organisationId);
    const [asking, contributor] = [await this.asking(use), await this.contributors(use)];
    const found: PersonId[] = [];
    for (const personId of await this.book.stewardsOf(on, organisations, at)) {
      const identity = await this.identities.find(personId);
      if (identity && mayCheck(identity, use, asking, contributor)) found.push(personId);
    }
    return found;
  }

  /** @param terms where they ask nobody to look, nobody has to be there. @throws EXTRACT.TOO_FEW_CHECKERS */
  async assertEnough(use: CheckedUse, { outputCheck }: Terms, at: Date): Promise<void> {
    if (!outputCheck) return;
    const { length } = await this.of(use, at);
    if (length < outputCheck.reviewers) throw tooFewCheckers(outputCheck.reviewers);
  }

  /** Whoever asks, and all who hold the grant with them; their organisations, and the one in whose name they applied. */
  private async asking({ requestedBy, grantId }: CheckedUse): Promise<Asking> {
    const grant = grantId ? await this.holding(grantId) : { people: [], organisations: [] };
    const people = [...new Set([requestedBy, ...grant.people])];
    const organisations = new Set(grant.organisations);
    for (const personId of people) for (const id of await this.organisationsOf(personId)) organisations.add(id);
    return { people, organisations: [...organisations] };
  }

  private async organisationsOf(personId: PersonId): Promise<OrganisationId[]> {
    const identity = await this.identities.find(personId);
    return identity?.memberships.map(({ organisationId }) => organisationId) ?? [];
  }

  private async holding(id: GrantId): Promise<Asking> {
    const { grants, applications } = this.stores;
    const { holders, applicationId } = await grants.find(id);
    const { organisationId } = await applications.find(applicationId);
    return { people: holders, organisations: [organisationId] };
  }

  private async contributors({ federationId }: CheckedUse) {
    return contributorOf(await this.groups.inForce(this.stores.db, federationId));
  }
}
