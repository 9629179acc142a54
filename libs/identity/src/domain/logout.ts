import { logoutInvalid } from './provider-errors';

/** What ended at a provider: one of its own sessions, for ever; or those of a subject that had begun by `issuedAt`. */
export type Logout = {
  readonly subject: string | null;
  readonly providerSession: string | null;
  readonly issuedAt: Date;
};

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/**
 * What a logout token says, its signature, issuer, audience and times having been checked.
 *
 * Replayed it ends nothing that began after it, so its `jti` need not be remembered; a session's name is never used again.
 *
 * @throws LOGOUT.TOKEN_INVALID for what is no logout token, such as an ID token, which has a nonce
 * @see OpenID Connect Back-Channel Logout 1.0, section 2.6
 */
export function checkedLogout(claims: Readonly<Record<string, unknown>>): Logout {
  const { iat, events } = claims;
  const isLogout = typeof events === 'object' && events !== null && Object.hasOwn(events, EVENT);
  const [subject, providerSession] = [textOf(claims['sub']), textOf(claims['sid'])];
  const isAboutSomebody = subject !== null || providerSession !== null;
  if (!isLogout || 'nonce' in claims || !isAboutSomebody || typeof iat !== 'number') throw logoutInvalid();
  return { subject, providerSession, issuedAt: endOf(iat) };
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** A whole second is said to be its beginning; what began within it, began before. @param iat seconds since 1970 */
const endOf = (iat: number): Date => new Date((Math.floor(iat) + 1) * 1000);
