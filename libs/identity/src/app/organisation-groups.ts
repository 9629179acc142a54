import { isId, missing, newId, type FederationId } from '#kernel';
import type { Queryable, Transaction } from '#platform';
import { Injectable } from '@nestjs/common';
import { OrganisationGroupStore } from '../db/organisation-group.store';
import { groupMemberUnknown } from '../domain/errors';
import {
  checkedGroup,
  type GroupDraft,
  type OrganisationGroup,
  type OrganisationGroupId,
} from '../domain/organisation-group';

/**
 * Which organisations of a federation are under one control, and which put together what they know, as its book says. Like
 * the members' book it authorises nothing: who keeps the book is for the caller to decide.
 */
@Injectable()
export class OrganisationGroups {
  constructor(private readonly store: OrganisationGroupStore) {}

  /** @throws NAME.INVALID, ORGANISATIONGROUP.INVALID, ORGANISATIONGROUP.MEMBER_UNKNOWN */
  async record(tx: Transaction, federationId: FederationId, draft: GroupDraft): Promise<OrganisationGroup> {
    const { kind, name, organisationIds } = checkedGroup(draft);
    const known = await this.store.everAffiliated(tx, federationId, organisationIds.filter(isId));
    if (known.length < organisationIds.length) throw groupMemberUnknown();
    const id = newId<OrganisationGroupId>();
    const group = { id, federationId, kind, name, organisationIds, recordedAt: await tx.now(), endedAt: null };
    await this.store.add(tx, group);
    tx.record({ type: 'organisation-group.recorded', groupId: id, federationId, kind, organisationIds });
    return group;
  }

  /** What was made while it held stays as it is; ending what has ended changes nothing. @throws ORGANISATIONGROUP.MISSING */
  async end(tx: Transaction, id: OrganisationGroupId): Promise<OrganisationGroup> {
    const group = await this.find(tx, id);
    if (!(await this.store.end(tx, id, await tx.now()))) return tx.unchanged(group);
    tx.record({ type: 'organisation-group.ended', groupId: id, federationId: group.federationId });
    return this.find(tx, id);
  }

  /** @throws ORGANISATIONGROUP.MISSING */
  async find(on: Queryable, id: OrganisationGroupId): Promise<OrganisationGroup> {
    const [group] = isId(id) ? await this.store.find(on, id) : [];
    if (!group) throw missing('organisation group', id);
    return group;
  }

  /** Those that hold now, in the order in which they were recorded. */
  inForce(on: Queryable, federationId: FederationId): Promise<OrganisationGroup[]> {
    return this.store.inForce(on, federationId);
  }

  /** Newest first, those that have ended too. */
  page(on: Queryable, federationId: FederationId, after: string | null, limit: number): Promise<OrganisationGroup[]> {
    return this.store.page(on, federationId, { after, limit });
  }
}
