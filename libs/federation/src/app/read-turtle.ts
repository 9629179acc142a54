import { EventEmitter } from 'node:events';
import { Parser } from 'n3';
import type { Triple } from '../domain/graph';
import { piecesOf, Statements, type LibraryQuad } from './statements';

const OPENING = new Set(['[', '(', '{', '<<', '<<(', '{|']);
const CLOSING = new Set([']', ')', '}', '>>', ')>>', '|}']);

/** Some catalogues use these without a word, as the tools that they were made with know them anyway. */
const WELL_KNOWN = Object.entries({
  ...{ adms: 'http://www.w3.org/ns/adms#', dcat: 'http://www.w3.org/ns/dcat#', dcatap: 'http://data.europa.eu/r5r/' },
  ...{ dct: 'http://purl.org/dc/terms/', dcterms: 'http://purl.org/dc/terms/', foaf: 'http://xmlns.com/foaf/0.1/' },
  ...{ healthdcatap: 'http://healthdataportal.eu/ns/health#', owl: 'http://www.w3.org/2002/07/owl#' },
  ...{ rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#', rdfs: 'http://www.w3.org/2000/01/rdf-schema#' },
  ...{ skos: 'http://www.w3.org/2004/02/skos/core#', vcard: 'http://www.w3.org/2006/vcard/ns#' },
  ...{ schema: 'http://schema.org/', xsd: 'http://www.w3.org/2001/XMLSchema#', prov: 'http://www.w3.org/ns/prov#' },
})
  .map(([prefix, iri]) => `@prefix ${prefix}: <${iri}>. `)
  .join('');

type Token = { readonly type: string };
type Observers = {
  readonly onQuad: (error: Error | null, quad: LibraryQuad | null) => void;
  readonly onToken: (token: Token) => void;
};
type ObservedParser = { parse(input: EventEmitter, observers: Observers): void };

/** @throws HARVEST.TOO_LARGE, Error for what is no Turtle */
export async function readTurtle(text: string, base: string): Promise<Triple[]> {
  const statements = new Statements();
  const source = new EventEmitter();
  let wrong: Error | null = null;
  const parser = new Parser({ format: 'text/turtle', baseIRI: base }) as unknown as ObservedParser;
  parser.parse(source, {
    onQuad: (error, quad) => {
      if (error) wrong ??= error;
      else if (quad) statements.take(quad);
    },
    onToken: ({ type }) => {
      if (OPENING.has(type)) statements.enter();
      else if (CLOSING.has(type)) statements.leave();
    },
  });
  // What an observer throws comes out of `emit`.
  for await (const piece of piecesOf(WELL_KNOWN + text.replace(/^\uFEFF/, ''))) {
    source.emit('data', piece);
    throwIf(wrong);
  }
  source.emit('end');
  throwIf(wrong);
  return statements.triples;
}

function throwIf(error: Error | null): void {
  if (error) throw error;
}
