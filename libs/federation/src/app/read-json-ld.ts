import jsonld from 'jsonld';
import { CommonsError } from '#kernel';
import { remoteContext, tooLarge } from '../domain/errors';
import type { Triple } from '../domain/graph';
import { boundedJson } from './bounded-json';
import { LIMITS } from './limits';
import { Statements, type LibraryQuad } from './statements';

/** @throws HARVEST.TOO_LARGE, HARVEST.REMOTE_CONTEXT, HARVEST.UNREADABLE, Error for what is no JSON-LD */
export async function readJsonLd(text: string, base: string): Promise<Triple[]> {
  const input = boundedJson(text) as object;
  const options = { base, documentLoader: fetchNothing };
  const quads = await statementsOf(input, options).catch((error: unknown) => {
    throw causeOf(error);
  });
  const statements = new Statements();
  for (const quad of quads) statements.take(quad);
  return statements.triples;
}

async function statementsOf(input: object, options: jsonld.Options.ToRdf): Promise<LibraryQuad[]> {
  const expanded = await jsonld.expand(input, options);
  assertFewValues(expanded, new Map());
  return (await jsonld.toRDF(expanded, options)) as unknown as LibraryQuad[];
}

const fetchNothing = (url: string): Promise<never> => Promise.reject(remoteContext(url.slice(0, 200)));

/** The library compares each value of a property with every other one, wherever in the text they stand. */
function assertFewValues(nodes: readonly unknown[], counts: Map<string, number>): void {
  for (const node of nodes) {
    if (typeof node !== 'object' || node === null) continue;
    const { '@id': id = `_:${String(counts.size)}`, ...properties } = node as Record<string, unknown>;
    for (const [property, value] of Object.entries(properties)) {
      const values = [value].flat();
      if (property !== '@graph') count(counts, `${String(id)} ${property}`, values.length);
      assertFewValues(values, counts);
    }
  }
}

function count(counts: Map<string, number>, key: string, more: number): void {
  const sum = (counts.get(key) ?? 0) + more;
  if (sum > LIMITS.valuesEach) throw tooLarge('values of one property', LIMITS.valuesEach);
  counts.set(key, sum);
}

/** The library wraps what our loader says in what it thinks of it. */
function causeOf(error: unknown): unknown {
  const { details } = (error ?? {}) as { readonly details?: { readonly cause?: unknown } };
  return details?.cause instanceof CommonsError ? details.cause : error;
}
