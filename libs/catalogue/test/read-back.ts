import jsonld from 'jsonld';
import { DataFactory, Parser, type Quad } from 'n3';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import type { Syntax } from '../src/app/dcat/syntax';

const NOWHERE = 'http://nowhere.invalid/';
const READERS: Readonly<Record<Syntax, (text: string) => Promise<Quad[]>>> = {
  turtle: (text) => Promise.resolve(new Parser({ format: 'text/turtle', baseIRI: NOWHERE }).parse(text)),
  jsonld: async (text) =>
    new Parser({ format: 'application/n-quads' }).parse(
      (await jsonld.toRDF(JSON.parse(text) as object, { format: 'application/n-quads', base: NOWHERE })) as never,
    ),
  rdfxml: (text) =>
    new Promise((resolve, reject) => {
      const quads: Quad[] = [];
      const parser = new RdfXmlParser({ baseIRI: NOWHERE, dataFactory: DataFactory });
      parser
        .on('data', (quad: Quad) => quads.push(quad))
        .on('error', reject)
        .on('end', () => {
          resolve(quads);
        });
      parser.end(text);
    }),
};

/** A graph as others read what was written. */
export const readBack = (syntax: Syntax, text: string): Promise<Quad[]> => READERS[syntax](text);
