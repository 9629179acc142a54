import type { OrganisationId } from '#kernel';
import type { Queryable } from '#platform';
import { Injectable } from '@nestjs/common';
import type { SessionId } from '../domain/identity';
import type { Logout } from '../domain/logout';
import type { IdentityProvider, ProviderId } from '../domain/provider';

const COLUMNS = `id, organisation_id as "organisationId", name, issuer, client_id as "clientId", scopes, rules,
  sealed_secret as "sealedSecret", is_enabled as "isEnabled", created_at as "createdAt"`;

@Injectable()
export class ProviderStore {
  /** An organisation's providers are added one after the other, so that their number is exact. */
  async lockOrganisation(tx: Queryable, id: OrganisationId): Promise<void> {
    await tx.query('select 1 from identity.organisation where id = $1 for no key update', [id]);
  }

  async count(tx: Queryable, id: OrganisationId): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      'select count(*)::int as count from identity.provider where organisation_id = $1',
      [id],
    );
    return row?.count ?? 0;
  }

  /** @returns whether the organisation had no such client at this issuer yet; so for `save` */
  async add(tx: Queryable, provider: IdentityProvider): Promise<boolean> {
    const rows = await tx.query(
      `insert into identity.provider
         (id, organisation_id, name, issuer, client_id, sealed_secret, scopes, rules, is_enabled, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10)
       on conflict (organisation_id, issuer, client_id) do nothing returning id`,
      [
        ...[provider.id, provider.organisationId, provider.name, provider.issuer, provider.clientId],
        ...[provider.sealedSecret, provider.scopes, JSON.stringify(provider.rules)],
        ...[provider.isEnabled, provider.createdAt],
      ],
    );
    return rows.length === 1;
  }

  async save(tx: Queryable, provider: IdentityProvider): Promise<boolean> {
    const rows = await tx.query(
      `update identity.provider p
       set name = $2, client_id = $3, sealed_secret = $4, scopes = $5, rules = $6::jsonb, is_enabled = $7
       where id = $1 and not exists (
         select 1 from identity.provider other
         where other.organisation_id = p.organisation_id and other.issuer = p.issuer and other.client_id = $3
           and other.id <> p.id)
       returning id`,
      [
        ...[provider.id, provider.name, provider.clientId, provider.sealedSecret, provider.scopes],
        ...[JSON.stringify(provider.rules), provider.isEnabled],
      ],
    );
    return rows.length === 1;
  }

  findAll(on: Queryable, ids: readonly ProviderId[]): Promise<IdentityProvider[]> {
    return on.query<IdentityProvider>(`select ${COLUMNS} from identity.provider where id = any($1::uuid[])`, [ids]);
  }

  async find(on: Queryable, id: ProviderId): Promise<IdentityProvider | undefined> {
    const [provider] = await this.findAll(on, [id]);
    return provider;
  }

  async lock(tx: Queryable, id: ProviderId): Promise<IdentityProvider | undefined> {
    const [row] = await tx.query<IdentityProvider>(
      `select ${COLUMNS} from identity.provider where id = $1 for no key update`,
      [id],
    );
    return row;
  }

  /** Keeps it as it is while somebody signs in through it; others may do the same at once. */
  async hold(tx: Queryable, id: ProviderId): Promise<IdentityProvider | undefined> {
    const [row] = await tx.query<IdentityProvider>(`select ${COLUMNS} from identity.provider where id = $1 for share`, [
      id,
    ]);
    return row;
  }

  /** Those that work, and those of `stewarded` organisations, which may be disabled; newest first. */
  list(
    on: Queryable,
    stewarded: readonly OrganisationId[],
    { after, limit }: { readonly after: string | null; readonly limit: number },
  ): Promise<IdentityProvider[]> {
    return on.query<IdentityProvider>(
      `select ${COLUMNS} from identity.provider
       where (is_enabled or organisation_id = any($1::uuid[])) and ($2::uuid is null or id < $2)
       order by id desc limit $3`,
      [stewarded, after, limit],
    );
  }

  /**
   * Ends sessions that the provider vouched for.
   *
   * @param logout only those of one session at the provider, or those of a subject that began no later than it says
   */
  endSessions(tx: Queryable, id: ProviderId, now: Date, logout?: Logout): Promise<{ id: SessionId }[]> {
    return tx.query<{ id: SessionId }>(
      `update identity.session s set ended_at = $2
       from identity.provider p
       where p.id = $1 and s.provider_id = p.id and s.ended_at is null
         and case when $4::text is null then s.created_at <= $3 else s.provider_session = $4 end
         and ($5::text is null or s.account_id =
           (select a.id from identity.account a where a.issuer = p.issuer and a.subject = $5))
       returning s.id`,
      [id, now, logout?.issuedAt ?? now, logout?.providerSession ?? null, logout?.subject ?? null],
    );
  }
}
