import { Injectable } from '@nestjs/common';
import { IdentityService, MembersBook, type Identity } from '#identity';
import type { FederationId, OrganisationId, PersonId } from '#kernel';
import { Database, UnitOfWork } from '#platform';

/** Whom a policy would reach: who asked for extracts, and the organisations of a federation, as the book has them today. */
@Injectable()
export class AffectedPeople {
  constructor(
    private readonly identities: IdentityService,
    private readonly book: MembersBook,
    private readonly db: Database,
    private readonly work: UnitOfWork,
  ) {}

  /** One after the other: a preview may wait, and those who vote meanwhile need the database too. */
  async identitiesOf(ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, Identity>> {
    const identities = new Map<PersonId, Identity>();
    for (const id of new Set(ids)) identities.set(id, await this.identities.identityOf(id));
    return identities;
  }

  async affiliatesOf(federationId: FederationId): Promise<ReadonlySet<OrganisationId>> {
    const affiliates = await this.book.affiliates(this.db, federationId, await this.work.now());
    return new Set(affiliates.map(({ organisationId }) => organisationId));
  }
}
