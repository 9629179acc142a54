import { CommonsError } from '#kernel';
import { unreadable } from '../domain/errors';
import { Graph, type Triple } from '../domain/graph';
import { Defects } from '../domain/texts';
import { readJsonLd } from './read-json-ld';
import { readRdfXml } from './read-rdf-xml';
import { readTurtle } from './read-turtle';

export type RdfSyntax = 'turtle' | 'rdfxml' | 'jsonld';

/** Where relative names are put, to be recognised: nothing can ever be there (RFC 6761). */
const NOWHERE = 'http://relative.invalid';

const READERS: Readonly<Record<RdfSyntax, (text: string, base: string) => Promise<Triple[]>>> = {
  turtle: readTurtle,
  rdfxml: readRdfXml,
  jsonld: readJsonLd,
};

/**
 * Reads a document of strangers into statements: within bounds of size, depth and number, and without asking anybody for
 * anything that it refers to.
 *
 * @param url where it was: relative names are completed by it, and noted as defects
 * @throws HARVEST.TOO_LARGE, HARVEST.UNREADABLE, HARVEST.REMOTE_CONTEXT, HARVEST.ENTITIES
 */
export async function readRdf(
  syntax: RdfSyntax,
  text: string,
  url: string,
): Promise<{ readonly graph: Graph; readonly defects: Defects }> {
  const { origin, pathname } = new URL(url);
  const defects = new Defects();
  const triples = await READERS[syntax](text, NOWHERE + pathname).catch((error: unknown) => {
    throw error instanceof CommonsError ? error : unreadable(messageOf(error));
  });
  const absolute = (iri: string) => {
    if (!iri.startsWith(NOWHERE)) return iri;
    defects.note('RELATIVE_ADDRESS', iri.slice(NOWHERE.length + 1));
    return origin + iri.slice(NOWHERE.length);
  };
  const completed = triples.map(({ subject, predicate, object }) => ({
    subject: absolute(subject),
    predicate: absolute(predicate),
    object: object.type === 'node' ? { ...object, value: absolute(object.value) } : object,
  }));
  return { graph: new Graph(completed), defects };
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 200);
