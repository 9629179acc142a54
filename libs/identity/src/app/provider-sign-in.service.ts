import { CommonsError, isId, missing } from '#kernel';
import { Database, UnitOfWork } from '#platform';
import { Injectable } from '@nestjs/common';
import { ProviderStore } from '../db/provider.store';
import type { Identity } from '../domain/identity';
import { sessionNeeded } from '../domain/errors';
import type { IdentityProvider, ProviderId } from '../domain/provider';
import { attemptInvalid } from '../domain/provider-errors';
import type { SessionTokens } from '../domain/session';
import { Admission } from './admission';
import { ProviderClient } from './provider-client';
import { SignInAttempts, type Attempt } from './sign-in-attempts';

const PROVIDER = { id: 'system:identity.provider' };

/** Where a browser goes next, and the secret that it keeps meanwhile. */
export type Departure = { readonly url: string; readonly browser: string };

/** Signing in with an organisation's own accounts. @see OpenID Connect Core 1.0; RFC 9700 */
@Injectable()
export class ProviderSignInService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly providers: ProviderStore,
    private readonly attempts: SignInAttempts,
    private readonly client: ProviderClient,
    private readonly admission: Admission,
  ) {}

  /** @param cookie the browser's secret of an earlier begin, or anything else @throws IDENTITYPROVIDER.MISSING, PROVIDER.UNAVAILABLE */
  async begin(id: ProviderId, cookie: string, { wantsRefresh = false } = {}): Promise<Departure> {
    return this.depart(await this.enabled(id), cookie, { providerId: id, wantsRefresh, linkSessionId: null });
  }

  /**
   * Promises to add an account to the person whose session this is.
   *
   * @returns the secret that a browser begins it with, within 10 minutes
   * @throws TOKEN.SESSION_NEEDED, IDENTITYPROVIDER.MISSING
   */
  async promiseLink(by: Identity, id: ProviderId): Promise<string> {
    if (!by.sessionId) throw sessionNeeded();
    await this.enabled(id);
    return this.attempts.ticketFor(by.sessionId, id);
  }

  /** What a browser shows before it begins, so that nobody gives their account to somebody else. @throws SIGN_IN.STATE_INVALID */
  async readLink(ticket: string, cookie: string) {
    const { personId, providerId } = await this.attempts.readTicket(ticket);
    return { personId, provider: await this.enabled(providerId), browser: this.attempts.browserOf(cookie) };
  }

  /** @param cookie the secret that `readLink` gave this very browser @throws SIGN_IN.STATE_INVALID, PROVIDER.UNAVAILABLE */
  async beginLink(ticket: string, cookie: string): Promise<Departure> {
    if (this.attempts.browserOf(cookie) !== cookie) throw attemptInvalid();
    const { sessionId, providerId } = await this.attempts.readTicket(ticket);
    const provider = await this.enabled(providerId);
    await this.attempts.useTicket(ticket);
    return this.depart(provider, cookie, { providerId, wantsRefresh: false, linkSessionId: sessionId });
  }

  /**
   * Ends what was begun, with what the browser brought back. A refusal is remembered, with its code and no name.
   *
   * @returns the new session; `linked` where an account was added to a session that there was
   * @throws SIGN_IN.STATE_INVALID, SIGN_IN.DECLINED, SIGN_IN.NOT_PROVEN, PROVIDER.UNAVAILABLE, ACCOUNT.MAIL_UNVERIFIED,
   *   ACCOUNT.NO_ROLE, ACCOUNT.LINK_FIRST, ACCOUNT.TAKEN
   */
  async finish(id: ProviderId, query: URLSearchParams, cookie: string): Promise<SessionTokens | 'linked'> {
    const provider = await this.enabled(id);
    const attempt = await this.attempts.take(id, query.get('state') ?? '', cookie);
    try {
      return await this.admit(provider, query, attempt);
    } catch (error) {
      if (error instanceof CommonsError) await this.remember(id, error);
      throw error;
    }
  }

  /** Ends the sessions that a provider says are over; again, it changes nothing. @throws LOGOUT.TOKEN_INVALID, IDENTITYPROVIDER.MISSING */
  async logOut(id: ProviderId, token: string): Promise<void> {
    const logout = await this.client.logout(await this.enabled(id), token);
    await this.work.run(PROVIDER, async (tx) => {
      const ended = await this.providers.endSessions(tx, id, await tx.now(), logout);
      const sessionIds = ended.map((session) => session.id);
      if (ended.length > 0) tx.record({ type: 'session.ended-by-provider', providerId: id, sessionIds });
      else tx.unchanged(undefined);
    });
  }

  private async depart(
    provider: IdentityProvider,
    cookie: string,
    begun: Parameters<SignInAttempts['begin']>[0],
  ): Promise<Departure> {
    const browser = this.attempts.browserOf(cookie);
    const proofs = await this.attempts.begin(begun, browser);
    return { url: await this.client.authorizationUrl(provider, proofs), browser };
  }

  private async admit(provider: IdentityProvider, query: URLSearchParams, { proofs, ...attempt }: Attempt) {
    const claims = await this.client.claims(provider, query, proofs);
    const { linkSessionId, wantsRefresh } = attempt;
    return this.work.run(PROVIDER, async (tx) => {
      const settings = await this.providers.hold(tx, provider.id); // as they are now, after the way there and back
      if (!settings?.isEnabled) throw missing('identity provider', provider.id);
      if (!linkSessionId) return this.admission.signIn(tx, { provider: settings, claims }, wantsRefresh);
      await this.admission.link(tx, { provider: settings, claims }, linkSessionId);
      return 'linked' as const;
    });
  }

  private remember(providerId: ProviderId, { code, details }: CommonsError): Promise<void> {
    const reason = details['reason'] ?? null;
    return this.work.run(PROVIDER, (tx) => {
      tx.record({ type: 'sign-in.refused', providerId, code, reason });
      return Promise.resolve();
    });
  }

  private async enabled(id: ProviderId): Promise<IdentityProvider> {
    const provider = isId(id) ? await this.providers.find(this.database, id) : undefined;
    if (!provider?.isEnabled) throw missing('identity provider', id);
    return provider;
  }
}
