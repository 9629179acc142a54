import type { FederationId, OrganisationId, PolicyVersionId } from '#kernel';
import { policyHash, type PolicyDocument } from '../policy-document';
import { OUR_CONTEXT } from './context';
import { dayConstraints } from './days';
import { permissionOf, prohibitionOf } from './export-rule';
import { PROFILE } from './namespaces';
import { addressOf } from './things';

/** JSON-LD as it is sent. */
export type JsonLd = Readonly<Record<string, unknown>>;

export type PolicyOrigin = {
  /** Address of the installation, without a slash at its end. */
  readonly base: string;
  /** Whose assembly decides, or decided. */
  readonly assigner: { readonly federationId: FederationId; readonly organisationId: OrganisationId | null };
  /** The version, if it was adopted, and when; left out: it is a draft. */
  readonly adopted?: { readonly id: PolicyVersionId; readonly at: Date };
};

/**
 * A policy as ODRL 2.2 in our profile: a draft is an offer, an adopted one a set. It says all that the document says, and
 * the hash that it is voted by, so that nobody can pass off another text under its name.
 *
 * @see https://www.w3.org/TR/odrl-model/ and ODRL.md for the profile
 */
export function exportOdrl(document: PolicyDocument, { base, assigner, adopted }: PolicyOrigin): JsonLd {
  const always = dayConstraints(document);
  return {
    '@context': OUR_CONTEXT,
    '@type': adopted ? 'Set' : 'Offer',
    ...(adopted && { uid: addressOf(base, 'policies', adopted.id) }),
    profile: PROFILE,
    conflict: 'prohibit',
    assigner: { '@id': assignerOf(base, assigner) },
    'dct:title': document.title,
    ...(adopted && { 'dct:issued': { '@value': adopted.at.toISOString(), '@type': 'xsd:dateTime' } }),
    'granaio:hash': policyHash(document),
    permission: document.permissions.map((rule) => permissionOf(rule, always, base)),
    prohibition: document.prohibitions.map((rule) => prohibitionOf(rule, always, base)),
  };
}

const assignerOf = (base: string, { federationId, organisationId }: PolicyOrigin['assigner']): string =>
  organisationId === null
    ? addressOf(base, 'federations', federationId)
    : addressOf(base, 'organisations', organisationId);
