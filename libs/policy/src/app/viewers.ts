import { Injectable } from '@nestjs/common';
import { Directory, MembersBook, type Identity } from '#identity';
import { missing, type FederationId, type OrganisationId, type PersonId } from '#kernel';
import { Database } from '#platform';
import { belongsTo, personOf, type Actor } from '../domain/actor';
import { organisationNeeded } from '../domain/errors';
import { PoliciesInForce } from './policies-in-force';

export const VIEWERS = ['member', 'steward', 'researcher', 'public'] as const;
export type Viewer = (typeof VIEWERS)[number];

export type ViewedAs = {
  readonly federationId: FederationId;
  readonly as: Viewer;
  /** null: for the public, who are of none. */
  readonly organisationId: OrganisationId | null;
};

/** Somebody who is nobody in the book: only their role counts. */
const ANYBODY = '00000000-0000-7000-8000-000000000000' as PersonId;

/** Makes actors of people as policies see them, so that whoever decides can look with their eyes. */
@Injectable()
export class Viewers {
  constructor(
    private readonly inForce: PoliciesInForce,
    private readonly directory: Directory,
    private readonly book: MembersBook,
    private readonly db: Database,
  ) {}

  /**
   * Somebody with one seat in one organisation, or nobody in particular, under the policies of this moment.
   *
   * @throws FEDERATION.MISSING for who is no member of it; ORGANISATION.MISSING, POLICY.ORGANISATION_NEEDED,
   *   POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED
   */
  async actorAs(by: Actor, { federationId, as, organisationId }: ViewedAs): Promise<Actor> {
    personOf(by);
    if (!belongsTo(by, federationId)) throw missing('federation', federationId);
    if (as === 'public') return this.inForce.actorFor(null);
    if (organisationId === null) throw organisationNeeded();
    const { kind } = await this.directory.organisation(by.identity as Identity, organisationId);
    const affiliates = await this.book.affiliates(this.db, federationId, await this.inForce.now());
    const isAffiliated = affiliates.some((affiliate) => affiliate.organisationId === organisationId);
    return this.inForce.actorFor({
      ...{ personId: ANYBODY, name: '', email: '', language: 'it', scopes: 'all' },
      memberships: [{ organisationId, kind, role: as, federationIds: isAffiliated ? [federationId] : [] }],
    });
  }
}
