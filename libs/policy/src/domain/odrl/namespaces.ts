/** The vocabularies that our policies are exchanged in. */
const NAMESPACES = {
  odrl: 'http://www.w3.org/ns/odrl/2/',
  /** Our profile of ODRL: what the standard has no word for. */
  granaio: 'https://w3id.org/granaio/odrl#',
  dpv: 'https://w3id.org/dpv#',
  dct: 'http://purl.org/dc/terms/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  edc: 'https://w3id.org/edc/v0.0.1/ns/',
} as const;

export type Prefix = keyof typeof NAMESPACES;

/** What names in a text are relative to that have no address of their own; nothing can ever be there (RFC 6761). */
export const NOWHERE = 'http://relative.invalid/';

export const PROFILE = NAMESPACES.granaio;

/** `odrl:use` written out. */
export const iri = (prefix: Prefix, name: string): string => NAMESPACES[prefix] + name;

export const namespaceOf = (prefix: Prefix): string => NAMESPACES[prefix];

/** What a vocabulary calls this; undefined: it is of another. */
export const nameIn = (prefix: Prefix, full: string): string | undefined =>
  full.startsWith(NAMESPACES[prefix]) ? full.slice(NAMESPACES[prefix].length) : undefined;

/** An IRI as its author most likely wrote it, for people to read: `odrl:sell`, `test-document`. */
export function shortOf(full: string): string {
  if (full.startsWith(NOWHERE)) return full.slice(NOWHERE.length);
  const prefix = (Object.keys(NAMESPACES) as Prefix[]).find((one) => full.startsWith(NAMESPACES[one]));
  return prefix ? `${prefix}:${full.slice(NAMESPACES[prefix].length)}` : full;
}
