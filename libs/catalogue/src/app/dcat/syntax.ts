import type { Resource } from '../../domain/dcat/resource';
import { jsonLd } from './json-ld';
import { rdfXml } from './rdf-xml';
import { turtle } from './turtle';
import type { Writing } from './writing';

export const SYNTAXES = ['jsonld', 'turtle', 'rdfxml'] as const;
export type Syntax = (typeof SYNTAXES)[number];

export const MEDIA_TYPES: Readonly<Record<Syntax, string>> = {
  jsonld: 'application/ld+json',
  turtle: 'text/turtle',
  rdfxml: 'application/rdf+xml',
};

const WRITERS: Readonly<Record<Syntax, () => Writing>> = { jsonld: jsonLd, turtle, rdfxml: rdfXml };

/** A graph that is written whole. */
export function written(syntax: Syntax, resources: readonly Resource[]): string {
  const writing = WRITERS[syntax]();
  return writing.open() + writing.write(resources) + writing.close();
}

/** A graph that is written as it comes, so that no more than a batch of it is ever in memory. */
export async function* streamed(
  syntax: Syntax,
  batches: AsyncIterable<readonly Resource[]>,
): AsyncGenerator<string, void> {
  const writing = WRITERS[syntax]();
  yield writing.open();
  for await (const batch of batches) yield writing.write(batch);
  yield writing.close();
}
