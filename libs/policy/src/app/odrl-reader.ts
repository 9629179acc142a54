import { CommonsError } from '#kernel';
import jsonld from 'jsonld';
import { Parser } from 'n3';
import { CONTEXTS } from '../domain/odrl/context';
import { odrlTooLarge, odrlUnreadable } from '../domain/errors';
import type { Graph, Problem, Term, Triple } from '../domain/odrl/graph';
import { NOWHERE, shortOf } from '../domain/odrl/namespaces';
import { assertPlainJson } from './plain-json';

export type OdrlFormat = 'jsonld' | 'turtle';

/** Far beyond any policy that people can read; what somebody sends to keep us busy ends here. */
const MOST = { bytes: 256 * 1024, statements: 20_000, valuesEach: 500 } as const;

/**
 * Reads a text into statements, with the parsers that the standards' own communities keep. Nothing is fetched: contexts
 * are the bundled ones or none.
 *
 * @throws POLICY.ODRL_TOO_LARGE, POLICY.ODRL_UNREADABLE
 */
export async function readOdrl(text: string, format: OdrlFormat): Promise<Graph> {
  if (Buffer.byteLength(text) > MOST.bytes) throw odrlTooLarge('bytes', MOST.bytes);
  const graph = format === 'turtle' ? readTurtle(text) : await readJsonLd(text);
  if (graph.triples.length > MOST.statements) throw odrlTooLarge('statements', MOST.statements);
  return graph;
}

/** What both libraries call a statement. */
type Quad = {
  readonly subject: RdfTerm;
  readonly predicate: RdfTerm;
  readonly object: RdfTerm;
  readonly graph: RdfTerm;
};
type RdfTerm = { readonly termType: string; readonly value: string; readonly datatype?: { readonly value: string } };

function readTurtle(text: string): Graph {
  try {
    const quads = new Parser({ format: 'text/turtle', baseIRI: NOWHERE }).parse(text);
    return { triples: quads.map(tripleOf), problems: [] };
  } catch (error) {
    throw odrlUnreadable(messageOf(error));
  }
}

async function readJsonLd(text: string): Promise<Graph> {
  const input = assertPlainJson(text);
  const problems: Problem[] = [];
  const options = {
    base: NOWHERE,
    documentLoader: bundled,
    eventHandler: ({ event }: { event: Lost }) => void problems.push(...problemsOf(event)),
  };
  const quads = await statementsOf(input, options as jsonld.Options.ToRdf).catch((error: unknown) => {
    throw error instanceof CommonsError ? error : odrlUnreadable(messageOf(error));
  });
  const read = quads as Quad[];
  const named = read.filter(({ graph }) => graph.termType !== 'DefaultGraph');
  const graphs = new Set(named.map(({ graph }) => shortOf(graph.value)));
  problems.push(...[...graphs].map((term) => ({ path: '', term, problem: 'is a graph of its own, inside the text' })));
  return { triples: read.map(tripleOf), problems };
}

async function statementsOf(input: object, options: jsonld.Options.ToRdf): Promise<unknown> {
  const expanded = await jsonld.expand(input, options);
  assertFewValues(expanded, new Map());
  return jsonld.toRDF(expanded, { ...options, skipExpansion: true });
}

const CONTAINERS = ['@graph', '@included', '@list'];

/** The library compares each value of a property with every other one, wherever in the text they stand. */
function assertFewValues(nodes: readonly unknown[], counts: Map<string, number>): void {
  for (const node of nodes) {
    if (typeof node !== 'object' || node === null) continue;
    const { '@id': id = `_:${counts.size}`, ...properties } = node as Record<string, unknown>;
    if ('@reverse' in properties) throw odrlUnreadable('it says something backwards, by @reverse');
    for (const [property, value] of Object.entries(properties)) {
      const values = [value].flat();
      if (!CONTAINERS.includes(property)) countValues(counts, `${String(id)} ${property}`, values.length);
      assertFewValues(values, counts);
    }
  }
}

function countValues(counts: Map<string, number>, key: string, more: number): void {
  const count = (counts.get(key) ?? 0) + more;
  if (count > MOST.valuesEach) throw odrlTooLarge('valuesEach', MOST.valuesEach);
  counts.set(key, count);
}

const bundled = (url: string) => {
  const document = CONTEXTS.get(url);
  if (!document) throw new Error(`the context ${url.slice(0, 200)} is not known here, and contexts are not fetched`);
  return Promise.resolve({ contextUrl: undefined, documentUrl: url, document });
};

/** What the library tells about what its syntax drops. */
type Lost = { readonly code: string; readonly message: string; readonly details: Readonly<Record<string, unknown>> };

/** These say that a name was completed, which loses nothing. */
const HARMLESS = ['prepending @base during expansion', 'prepending @vocab during expansion'];

function problemsOf({ code, details }: Lost): Problem[] {
  if (HARMLESS.includes(code)) return [];
  const named = details.property ?? details.id ?? details.type ?? details.value ?? details.reference ?? code;
  const term = typeof named === 'string' ? named : JSON.stringify(named);
  return [{ path: '', term: term.slice(0, 200), problem: `means nothing in its context (${code})` }];
}

const tripleOf = ({ subject, predicate, object }: Quad): Triple => ({
  subject: nameOf(subject),
  predicate: predicate.value,
  object: termOf(object),
});

const termOf = (term: RdfTerm): Term =>
  term.termType === 'Literal'
    ? { type: 'literal', value: term.value, datatype: term.datatype?.value ?? '' }
    : { type: 'node', value: nameOf(term) };

const nameOf = ({ termType, value }: RdfTerm): string =>
  termType === 'BlankNode' && !value.startsWith('_:') ? `_:${value}` : value;

/** The library wraps what our loader says in what it thinks of it. */
function messageOf(error: unknown): string {
  const cause: unknown = (error as { details?: { cause?: unknown } } | null)?.details?.cause;
  if (cause instanceof Error) return cause.message;
  return error instanceof Error ? error.message : String(error);
}
