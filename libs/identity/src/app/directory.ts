import { isId, missing, type FederationId, type OrganisationId } from '#kernel';
import { Database } from '#platform';
import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { MembersStore } from '../db/members.store';
import type { Federation, Identity, Organisation } from '../domain/identity';

const MAX_BATCH = 500;

/** Names and kinds of organisations, which every public register has; never who belongs to them. */
@Injectable()
export class Directory {
  private readonly known = new DataLoader<OrganisationId, Organisation | undefined>((ids) => this.load(ids), {
    ...{ cache: false, maxBatchSize: MAX_BATCH, batchScheduleFn: (dispatch) => setImmediate(dispatch) },
  });

  constructor(
    private readonly database: Database,
    private readonly store: MembersStore,
  ) {}

  /** @param by whoever signed in: the directory is open to all of them @throws ORGANISATION.MISSING */
  async organisation(_by: Identity, id: OrganisationId): Promise<Organisation> {
    const [organisation] = await this.organisations([id]);
    if (!organisation) throw missing('organisation', id);
    return organisation;
  }

  /**
   * Requests of one turn of the event loop share a statement; nothing is remembered beyond it.
   *
   * @returns in the order of `ids`; undefined where there is none
   */
  organisations(ids: readonly OrganisationId[]): Promise<(Organisation | undefined)[]> {
    return Promise.all(ids.map((id) => this.known.load(id)));
  }

  /** @returns in the order of `ids`; undefined where there is none */
  async federations(ids: readonly FederationId[]): Promise<(Federation | undefined)[]> {
    return inOrder(ids, await this.store.federations(this.database, ids.filter(isId)));
  }

  private async load(ids: readonly OrganisationId[]): Promise<(Organisation | undefined)[]> {
    return inOrder(ids, await this.store.organisations(this.database, [...new Set(ids)].filter(isId)));
  }
}

function inOrder<T extends { readonly id: string }>(ids: readonly string[], found: readonly T[]): (T | undefined)[] {
  const byId = new Map(found.map((item) => [item.id, item]));
  return ids.map((id) => byId.get(id));
}
