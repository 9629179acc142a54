/** The vocabularies that a catalogue for machines is written in. */
export const NAMESPACES = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  owl: 'http://www.w3.org/2002/07/owl#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  dcatapit: 'http://dati.gov.it/onto/dcatapit#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  adms: 'http://www.w3.org/ns/adms#',
  odrl: 'http://www.w3.org/ns/odrl/2/',
  schema: 'http://schema.org/',
  hydra: 'http://www.w3.org/ns/hydra/core#',
} as const;

export type Prefix = keyof typeof NAMESPACES;

/** A term of one of them, shortened: `dcat:Dataset`. */
export type Curie = `${Prefix}:${string}`;

/** A term written out. */
export function expanded(curie: Curie): string {
  const at = curie.indexOf(':');
  return NAMESPACES[curie.slice(0, at) as Prefix] + curie.slice(at + 1);
}
