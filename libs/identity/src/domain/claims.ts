import { linkFirst, mailUnverified, noRole } from './provider-errors';
import type { Language } from './identity';
import { checkedName, normaliseEmail } from './plain-text';
import { PROVIDED_ROLES, type ProvidedRole, type RoleRule } from './provider';

/** What a provider says of somebody; `iss` and `sub` together are who they are. */
export type Claims = Readonly<Record<string, unknown>> & { readonly iss: string; readonly sub: string };

/** Somebody to be added to the book. */
export type Newcomer = { readonly name: string; readonly email: string; readonly language: Language };

/**
 * The claims of an ID token together with those of the userinfo endpoint; the token's win. An address and whether it
 * was verified come from the same place, so that one is never taken as proof of the other's.
 */
export function mergedClaims(idToken: Claims, userinfo: Readonly<Record<string, unknown>>): Claims {
  const address: Readonly<Record<string, unknown>> = 'email' in idToken ? idToken : userinfo;
  return { ...userinfo, ...idToken, email: address['email'], email_verified: address['email_verified'] };
}

/**
 * The roles that a provider's rules give for what it says of somebody.
 *
 * A claim is named as it is; with a slash in front the name is a path into nested claims, `/realm_access/roles`. A list
 * has the value if one of its items is the value; nothing but text, numbers and true or false is compared.
 *
 * @returns each role once, in one order
 * @see RFC 6901 (JSON Pointer)
 */
export function rolesFrom(rules: readonly RoleRule[], claims: Claims): ProvidedRole[] {
  const given = new Set(
    rules.filter(({ claim, value }) => says(claimAt(claims, claim), value)).map(({ role }) => role),
  );
  return PROVIDED_ROLES.filter((role) => given.has(role));
}

function says(found: unknown, value: string): boolean {
  const items: unknown[] = Array.isArray(found) ? found : [found];
  return items.some((item) => ['string', 'number', 'boolean'].includes(typeof item) && String(item) === value);
}

function claimAt(claims: Claims, name: string): unknown {
  if (!name.startsWith('/')) return own(claims, name);
  const path = name.slice(1).split('/');
  return path.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')).reduce<unknown>(own, claims);
}

/** Only what the provider wrote: not what every object inherits. */
function own(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

/**
 * Whom a first sign-in adds to the book.
 *
 * An address counts only as verified by the provider, and even then it joins nobody to anybody: whoever is in the book
 * already links the account from a session of their own.
 *
 * @param roles what the provider's rules give; without any, nobody is added
 * @throws ACCOUNT.NO_ROLE, ACCOUNT.MAIL_UNVERIFIED
 */
export function newcomerFrom(claims: Claims, roles: readonly ProvidedRole[]): Newcomer {
  if (claims['email_verified'] !== true || typeof claims['email'] !== 'string') throw mailUnverified();
  if (roles.length === 0) throw noRole();
  const email = normaliseEmail(claims['email']);
  return { name: nameFrom(claims) ?? email, email, language: languageFrom(claims['locale']) };
}

/** @throws ACCOUNT.LINK_FIRST */
export function assertUnknown(addressIsKnown: boolean): void {
  if (addressIsKnown) throw linkFirst();
}

function nameFrom(claims: Claims): string | undefined {
  const names = [claims['name'], claims['preferred_username']];
  return names.map(readableName).find((name) => name !== undefined);
}

function readableName(name: unknown): string | undefined {
  if (typeof name !== 'string') return undefined;
  try {
    return checkedName(name);
  } catch {
    return undefined; // a name that people cannot read is as good as none
  }
}

const languageFrom = (locale: unknown): Language => (typeof locale === 'string' && /^en\b/i.test(locale) ? 'en' : 'it');
