import { isId, missing, newId, type OrganisationId } from '#kernel';
import { Database, UnitOfWork, type Transaction } from '#platform';
import { Injectable } from '@nestjs/common';
import { ProviderStore } from '../db/provider.store';
import { assertScope } from '../domain/api-token';
import type { Identity } from '../domain/identity';
import {
  checkedSecret,
  checkedSettings,
  MAX_PROVIDERS,
  type IdentityProvider,
  type ProviderId,
  type ProviderSettings,
} from '../domain/provider';
import { providerKnown, stewardNeeded, tooManyProviders } from '../domain/provider-errors';
import { ProviderClient } from './provider-client';
import { ProviderRoles } from './provider-roles';
import { SecretBox } from './secret-box';

export type NewProvider = ProviderSettings & {
  readonly organisationId: OrganisationId;
  readonly issuer: string;
  /** null: a public client, which has none */
  readonly clientSecret: string | null;
};
/** @property clientSecret undefined: the one there is stays */
export type ProviderChange = Partial<ProviderSettings> & { readonly clientSecret?: string | null };

/** Which identity providers an organisation trusts. Its stewards decide, and for their organisation only. */
@Injectable()
export class ProviderService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly store: ProviderStore,
    private readonly client: ProviderClient,
    private readonly roles: ProviderRoles,
    private readonly box: SecretBox,
  ) {}

  /**
   * Adds a provider, once it answered at its address.
   *
   * @throws TOKEN.SCOPE_NEEDED, PROVIDER.STEWARD_NEEDED, PROVIDER.ISSUER_INVALID, PROVIDER.UNAVAILABLE,
   *   PROVIDER.TOO_MANY, PROVIDER.ALREADY, and what `checkedSettings` throws
   */
  async register(
    by: Identity,
    { organisationId, issuer, clientSecret, ...asked }: NewProvider,
  ): Promise<IdentityProvider> {
    assertScope(by, 'manage');
    if (!isSteward(by, organisationId)) throw stewardNeeded();
    const [settings, secret] = [checkedSettings(asked), checkedSecret(clientSecret)];
    const asItWritesItself = await this.client.discover(issuer);
    return this.work.run({ id: by.personId }, async (tx) => {
      await this.store.lockOrganisation(tx, organisationId);
      if ((await this.store.count(tx, organisationId)) >= MAX_PROVIDERS) throw tooManyProviders(MAX_PROVIDERS);
      const id = newId<ProviderId>();
      const sealedSecret = secret === null ? null : this.box.seal(secret, id);
      const kept = { sealedSecret, isEnabled: true, createdAt: await tx.now() };
      const provider = { id, organisationId, issuer: asItWritesItself, ...settings, ...kept };
      if (!(await this.store.add(tx, provider))) throw providerKnown();
      tx.record({ type: 'identity-provider.registered', providerId: id, organisationId, roles: rolesOf(provider) });
      return provider;
    });
  }

  /** Changes everything but the issuer, by which accounts are known: another issuer is another provider. */
  change(by: Identity, id: ProviderId, { clientSecret, ...change }: ProviderChange): Promise<IdentityProvider> {
    return this.decide(by, id, async (tx, provider) => {
      const settings = checkedSettings({ ...provider, ...change });
      const secret = clientSecret === undefined ? undefined : checkedSecret(clientSecret);
      const sealed = typeof secret === 'string' ? this.box.seal(secret, id) : secret;
      const changed = { ...provider, ...settings, sealedSecret: sealed === undefined ? provider.sealedSecret : sealed };
      if (!(await this.store.save(tx, changed))) throw providerKnown();
      tx.record({ type: 'identity-provider.changed', providerId: id, roles: rolesOf(changed) });
      return changed;
    });
  }

  /** Nobody signs in through it any more, its sessions end at once, and so do the memberships on its word. */
  disable(by: Identity, id: ProviderId): Promise<IdentityProvider> {
    return this.decide(by, id, async (tx, provider) => {
      if (!provider.isEnabled) return tx.unchanged(provider);
      const disabled = { ...provider, isEnabled: false };
      await this.store.save(tx, disabled);
      await this.roles.withdrawAll(tx, { providerId: id });
      const ended = await this.store.endSessions(tx, id, await tx.now());
      tx.record({ type: 'identity-provider.disabled', providerId: id, sessions: ended.length });
      return disabled;
    });
  }

  /** Lets people sign in through it again. */
  enable(by: Identity, id: ProviderId): Promise<IdentityProvider> {
    return this.decide(by, id, async (tx, provider) => {
      if (provider.isEnabled) return tx.unchanged(provider);
      const enabled = { ...provider, isEnabled: true };
      await this.store.save(tx, enabled);
      tx.record({ type: 'identity-provider.enabled', providerId: id });
      return enabled;
    });
  }

  /** Those that work, for anybody who wants to sign in, and the disabled ones of the caller's own organisations. */
  list(by: Identity | null, page: Parameters<ProviderStore['list']>[2]): Promise<IdentityProvider[]> {
    return this.store.list(this.database, by ? stewardedBy(by) : [], page);
  }

  /** Whether its settings may be shown: to stewards of its organisation. */
  shows(by: Identity | null, { organisationId }: IdentityProvider): boolean {
    return by !== null && isSteward(by, organisationId) && (by.scopes === 'all' || by.scopes.includes('manage'));
  }

  /** Providers by name, as people who use them know them. @returns in the order of `ids`; undefined where there is none */
  async byIds(ids: readonly ProviderId[]): Promise<(IdentityProvider | undefined)[]> {
    const found = new Map((await this.store.findAll(this.database, ids)).map((provider) => [provider.id, provider]));
    return ids.map((id) => found.get(id));
  }

  /** What whoever arranges our client at the provider writes there. */
  addresses(id: ProviderId): { redirectUri: string; backChannelLogoutUri: string } {
    const redirectUri = this.client.redirectUri(id);
    return { redirectUri, backChannelLogoutUri: redirectUri.replace(/callback$/, 'logout') };
  }

  /** Where a session goes to end at its provider too; null: there is no such address. @throws PROVIDER.UNAVAILABLE */
  async logoutUrl(id: ProviderId): Promise<string | null> {
    const [provider] = await this.byIds([id]);
    return provider?.isEnabled ? this.client.logoutUrl(provider) : null;
  }

  /** @throws TOKEN.SCOPE_NEEDED, and IDENTITYPROVIDER.MISSING to everybody but its stewards */
  private async decide<T>(
    by: Identity,
    id: ProviderId,
    decide: (tx: Transaction, provider: IdentityProvider) => Promise<T>,
  ): Promise<T> {
    assertScope(by, 'manage');
    return this.work.run({ id: by.personId }, async (tx) => {
      const provider = isId(id) ? await this.store.lock(tx, id) : undefined;
      if (!provider || !isSteward(by, provider.organisationId)) throw missing('identity provider', id);
      return decide(tx, provider);
    });
  }
}

const stewardedBy = ({ memberships }: Identity): OrganisationId[] =>
  memberships.filter(({ role }) => role === 'steward').map(({ organisationId }) => organisationId);

const isSteward = (by: Identity, id: OrganisationId): boolean => stewardedBy(by).includes(id);

const rolesOf = ({ rules }: ProviderSettings): string[] => [...new Set(rules.map(({ role }) => role))];
