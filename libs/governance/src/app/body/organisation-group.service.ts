import {
  assertScope,
  OrganisationGroups,
  type GroupDraft,
  type OrganisationGroup,
  type OrganisationGroupId,
} from '#identity';
import { missing, type FederationId } from '#kernel';
import { Database, UnitOfWork, type Transaction } from '#platform';
import { belongsTo, identityOf, type Actor } from '#policy';
import { Injectable } from '@nestjs/common';
import { GovernanceStores } from '../../db/governance.stores';
import { assertOfficer } from '../access';

/**
 * Which organisations of a federation count as one contributor, and which put together what they know. Who keeps the
 * federation's book enters it: chair and secretary of its assembly. Everybody in the federation reads it.
 */
@Injectable()
export class OrganisationGroupService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly db: Database,
    private readonly groups: OrganisationGroups,
    private readonly stores: GovernanceStores,
  ) {}

  /** Newest first, those that have ended too. @throws FEDERATION.MISSING, POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED */
  page(by: Actor, federationId: FederationId, after: string | null, limit: number): Promise<OrganisationGroup[]> {
    if (!belongsTo(by, federationId)) throw missing('federation', federationId);
    assertScope(identityOf(by), 'read');
    return this.groups.page(this.db, federationId, after, limit);
  }

  /**
   * Counts for tables that are made from now on.
   *
   * @throws FEDERATION.MISSING, BODY.NOT_AN_OFFICER, TOKEN.SCOPE_NEEDED, NAME.INVALID, ORGANISATIONGROUP.INVALID,
   *   ORGANISATIONGROUP.MEMBER_UNKNOWN
   */
  record(by: Actor, federationId: FederationId, draft: GroupDraft): Promise<OrganisationGroup> {
    if (!belongsTo(by, federationId)) throw missing('federation', federationId);
    return this.work.run(by, async (tx) => {
      await this.assertKeepsBook(tx, by, federationId);
      return this.groups.record(tx, federationId, draft);
    });
  }

  /** @throws ORGANISATIONGROUP.MISSING, BODY.NOT_AN_OFFICER, TOKEN.SCOPE_NEEDED */
  async end(by: Actor, id: OrganisationGroupId): Promise<OrganisationGroup> {
    const { federationId } = await this.groups.find(this.db, id);
    if (!belongsTo(by, federationId)) throw missing('organisation group', id);
    return this.work.run(by, async (tx) => {
      await this.assertKeepsBook(tx, by, federationId);
      return this.groups.end(tx, id);
    });
  }

  private async assertKeepsBook(tx: Transaction, by: Actor, federationId: FederationId): Promise<void> {
    const { id: bodyId } = await this.stores.bodies.ofFederation(tx, federationId);
    await assertOfficer(tx, this.stores.seats, by, { bodyId, offices: ['chair', 'secretary'] });
  }
}
