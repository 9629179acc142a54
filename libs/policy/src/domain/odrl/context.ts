import { iri, namespaceOf, type Prefix } from './namespaces';

/**
 * What the published JSON-LD context of ODRL 2.2 says, as data: contexts are never fetched. Two slips of the published
 * one are put right here (`neq` stands for `odrl:neg` there, `industry` for `odrl:industry:`); so what we write says
 * `odrl:neq` in full, which is the same under both.
 *
 * @see https://www.w3.org/ns/odrl.jsonld, https://www.w3.org/TR/odrl-vocab/
 */
const ODRL_CONTEXT_URL = 'http://www.w3.org/ns/odrl.jsonld';

const PREFIXES: readonly Prefix[] = ['odrl', 'rdf', 'rdfs', 'dct', 'xsd', 'foaf'];

const words = (text: string) => text.trim().split(/\s+/);

const CLASSES = words(`
  Policy Rule Agreement Assertion Offer Privacy Request Set Ticket Asset AssetCollection Party PartyCollection
  PartyScope Action Permission Prohibition Duty Constraint LogicalConstraint Operator RightOperand LeftOperand
  ConflictTerm`);

/** Their values are things, written as IRIs. */
const REFERENCES = words(`
  profile inheritFrom relation hasPolicy target output partOf source assignee assigner assigneeOf assignerOf
  attributedParty attributingParty compensatedParty compensatingParty consentingParty consentedParty informedParty
  informingParty trackingParty trackedParty contractingParty contractedParty includedIn implies permission prohibition
  obligation duty consequence remedy constraint refinement`);

/** Their values are words of the vocabulary, written as such. */
const CHOICES = words('conflict function action operator leftOperand');

const WORDS = words(`
  perm prohibit invalid
  use grantUse aggregate annotate anonymize archive concurrentUse derive digitize display distribute execute extract
  give index install modify move play present print read reproduce sell stream textToSpeech transfer transform translate
  acceptTracking attribute compensate delete ensureExclusivity include inform nextPolicy obtainConsent reviewPolicy
  uninstall watermark
  rightOperand unit status
  absolutePosition absoluteSpatialPosition absoluteTemporalPosition absoluteSize count dateTime delayPeriod
  deliveryChannel elapsedTime event fileFormat industry language media meteredTime payAmount percentage product purpose
  recipient relativePosition relativeSpatialPosition relativeTemporalPosition relativeSize resolution spatial
  spatialCoordinates systemDevice timeInterval unitOfCount version virtualLocation
  eq gt gteq lt lteq neq isA hasPart isPartOf isAllOf isAnyOf isNoneOf or xone and andSequence
  policyUsage`);

const each = <T>(names: readonly string[], definition: (name: string) => T) =>
  Object.fromEntries(names.map((name) => [name, definition(name)]));
const own = (name: string) => iri('odrl', name);

const ODRL_CONTEXT = {
  ...each(PREFIXES, (prefix) => namespaceOf(prefix as Prefix)),
  skos: 'http://www.w3.org/2004/02/skos/core#',
  owl: 'http://www.w3.org/2002/07/owl#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  schema: 'http://schema.org/',
  cc: 'http://creativecommons.org/ns#',
  uid: '@id',
  type: '@type',
  ...each([...CLASSES, ...WORDS], own),
  ...each(REFERENCES, (name) => ({ '@id': own(name), '@type': '@id' })),
  ...each(CHOICES, (name) => ({ '@id': own(name), '@type': '@vocab' })),
  rightOperandReference: { '@id': own('rightOperandReference'), '@type': iri('xsd', 'anyURI') },
  dataType: { '@id': own('datatype'), '@type': iri('xsd', 'anyType') },
};

/** The contexts that are known here, by address; both spellings of one. */
export const CONTEXTS: ReadonlyMap<string, object> = new Map([
  [ODRL_CONTEXT_URL, { '@context': ODRL_CONTEXT }],
  [ODRL_CONTEXT_URL.replace('http:', 'https:'), { '@context': ODRL_CONTEXT }],
]);

/** The context of what we write. */
export const OUR_CONTEXT = [ODRL_CONTEXT_URL, { granaio: namespaceOf('granaio'), dpv: namespaceOf('dpv') }] as const;
