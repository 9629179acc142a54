import type { Id, OrganisationId } from '#kernel';
import { clientInvalid, issuerInvalid, ruleInvalid, scopeNamesInvalid } from './provider-errors';
import type { Role } from './identity';
import { checkedName } from './plain-text';

export const PROVIDED_ROLES = ['steward', 'researcher', 'auditor'] as const satisfies readonly Role[];
/** What a provider may make of somebody. Never a member: who votes is decided by the book, and by nobody else. */
export type ProvidedRole = (typeof PROVIDED_ROLES)[number];

export const MAX_PROVIDERS = 10;
const MAX_RULES = 50;
const MAX_SCOPES = 20;
const MAX_ISSUER_CHARACTERS = 500;

export type ProviderId = Id<'IdentityProvider'>;

/** Whoever has this value in this claim has this role in the provider's organisation. */
export type RoleRule = { readonly claim: string; readonly value: string; readonly role: ProvidedRole };

/** How an organisation's people sign in elsewhere. `clientId` and `secret` are ours, at the provider. */
export type ProviderSettings = {
  readonly name: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly rules: readonly RoleRule[];
};

export type IdentityProvider = ProviderSettings & {
  readonly id: ProviderId;
  readonly organisationId: OrganisationId;
  readonly issuer: string;
  /** null: a public client, which has none */
  readonly sealedSecret: string | null;
  readonly isEnabled: boolean;
  readonly createdAt: Date;
};

const VISIBLE = /^[\x21-\x7e]{1,300}$/;
/** @see RFC 6749, section 3.3 */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/;
const CLAIM = /^[^\p{C}]{1,200}$/u;

/**
 * Whether a provider may be used as described.
 *
 * @throws NAME.INVALID, PROVIDER.CLIENT_INVALID, PROVIDER.SCOPES_INVALID, PROVIDER.RULES_INVALID
 */
export function checkedSettings({ name, clientId, scopes, rules }: ProviderSettings): ProviderSettings {
  if (!VISIBLE.test(clientId)) throw clientInvalid();
  const named = [...new Set(['openid', ...scopes])];
  if (named.length > MAX_SCOPES || !named.every((scope) => SCOPE.test(scope))) throw scopeNamesInvalid(MAX_SCOPES);
  if (rules.length > MAX_RULES || !rules.every(isRule)) throw ruleInvalid(MAX_RULES, PROVIDED_ROLES);
  return { name: checkedName(name), clientId, scopes: named, rules };
}

const isRule = ({ claim, value, role }: RoleRule): boolean =>
  CLAIM.test(claim) && CLAIM.test(value) && PROVIDED_ROLES.includes(role);

/** @param secret null: a public client @throws PROVIDER.CLIENT_INVALID */
export function checkedSecret(secret: string | null): string | null {
  if (secret !== null && !VISIBLE.test(secret)) throw clientInvalid();
  return secret;
}

/** Whether an address is this machine itself. */
const isLoopback = ({ hostname }: URL): boolean => ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);

/** Whether a server that speaks for people may be spoken to: over TLS; without it only on a developer's own machine. */
export const isTrustedAddress = (url: URL, allowsLoopback: boolean): boolean =>
  url.protocol === 'https:' || (allowsLoopback && url.protocol === 'http:' && isLoopback(url));

/**
 * The address under which a provider describes itself.
 *
 * @param allowsLoopback false in production
 * @throws PROVIDER.ISSUER_INVALID
 * @see OpenID Connect Discovery 1.0, section 2 (no query, no fragment)
 */
export function checkedIssuer(text: string, allowsLoopback: boolean): string {
  const url = URL.canParse(text) && text.length <= MAX_ISSUER_CHARACTERS ? new URL(text) : undefined;
  if (!url || !isBare(url) || !isTrustedAddress(url, allowsLoopback)) throw issuerInvalid();
  return text;
}

const isBare = ({ username, password, search, hash }: URL): boolean => `${username}${password}${search}${hash}` === '';
