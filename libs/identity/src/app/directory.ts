import { isId, missing, type FederationId, type OrganisationId } from '#kernel';
import { Database, SharedRead } from '#platform';
import { Injectable } from '@nestjs/common';
import { MembersStore } from '../db/members.store';
import { assertScope } from '../domain/api-token';
import type { Federation, Identity, Organisation } from '../domain/identity';

/** Names and kinds of organisations, which every public register has; never who belongs to them. */
@Injectable()
export class Directory {
  private readonly known = new SharedRead<OrganisationId, Organisation>(async (ids) => {
    const organisations = await this.store.organisations(this.database, ids.filter(isId));
    return new Map(organisations.map((organisation) => [organisation.id, organisation]));
  });

  constructor(
    private readonly database: Database,
    private readonly store: MembersStore,
  ) {}

  /** @param by whoever signed in: the directory is open to all of them @throws ORGANISATION.MISSING, TOKEN.SCOPE_NEEDED */
  async organisation(by: Identity, id: OrganisationId): Promise<Organisation> {
    assertScope(by, 'read');
    const [organisation] = await this.organisations([id]);
    if (!organisation) throw missing('organisation', id);
    return organisation;
  }

  /**
   * Requests that arrive together share a statement; nothing is remembered.
   *
   * @returns in the order of `ids`; undefined where there is none
   */
  organisations(ids: readonly OrganisationId[]): Promise<(Organisation | undefined)[]> {
    return Promise.all(ids.map((id) => this.known.get(id)));
  }

  /** What organisations are called, by id; without ids that are none. */
  async names(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = await this.organisations(ids as readonly OrganisationId[]);
    return new Map(found.flatMap((one) => (one ? [[one.id, one.name]] : [])));
  }

  /** @returns in the order of `ids`; undefined where there is none */
  async federations(ids: readonly FederationId[]): Promise<(Federation | undefined)[]> {
    return inOrder(ids, await this.store.federations(this.database, ids.filter(isId)));
  }
}

function inOrder<T extends { readonly id: string }>(ids: readonly string[], found: readonly T[]): (T | undefined)[] {
  const byId = new Map(found.map((item) => [item.id, item]));
  return ids.map((id) => byId.get(id));
}
