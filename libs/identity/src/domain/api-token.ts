import type { Id } from '#kernel';
import { expiryInvalid, scopeNeeded, scopesInvalid, sessionNeeded, tooManyTokens } from './errors';
import { SCOPES, type Identity, type Scope } from './identity';
import { checkedName } from './plain-text';

export const MAX_API_TOKENS = 50;

export type ApiTokenId = Id<'ApiToken'>;

/** What remains visible of a token: never the token. */
export type ApiToken = {
  readonly id: ApiTokenId;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
};

export type ApiTokenRequest = { readonly name: string; readonly scopes: readonly Scope[]; readonly expiresAt: Date };

/**
 * Whether a token may be made as asked.
 *
 * @param now by the database's clock
 * @param existing how many tokens the person has that still work
 * @throws NAME.INVALID, TOKEN.SCOPES_INVALID, TOKEN.EXPIRY_INVALID, TOKEN.TOO_MANY
 */
export function checkedTokenRequest(asked: ApiTokenRequest, now: Date, existing: number): ApiTokenRequest {
  const scopes = SCOPES.filter((scope) => asked.scopes.includes(scope));
  if (scopes.length === 0 || scopes.length !== asked.scopes.length) throw scopesInvalid(SCOPES);
  const latest = oneYearAfter(now);
  const time = asked.expiresAt.getTime();
  if (!(time > now.getTime() && time <= latest.getTime())) throw expiryInvalid(latest);
  if (existing >= MAX_API_TOKENS) throw tooManyTokens(MAX_API_TOKENS);
  return { name: checkedName(asked.name), scopes, expiresAt: asked.expiresAt };
}

/** A stolen token must not be able to outlive itself. @throws TOKEN.SESSION_NEEDED */
export function assertSession(by: Identity): void {
  if (by.scopes !== 'all') throw sessionNeeded();
}

/** What no policy decides is within a token's scopes too. @throws TOKEN.SCOPE_NEEDED */
export function assertScope(by: Identity, scope: Scope): void {
  if (!hasScope(by, scope)) throw scopeNeeded(scope);
}

/** Whether a token, or a session, which has them all, is good for something. */
export const hasScope = ({ scopes }: Pick<Identity, 'scopes'>, scope: Scope): boolean =>
  scopes === 'all' || scopes.includes(scope);

function oneYearAfter(now: Date): Date {
  const latest = new Date(now);
  latest.setUTCFullYear(latest.getUTCFullYear() + 1);
  return latest;
}
