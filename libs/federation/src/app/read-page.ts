import { decoded } from '#kernel';
import { notACatalogue, unreadable } from '../domain/errors';
import type { SourceKind } from '../domain/harvest';
import type { CataloguePage } from '../domain/harvested';
import { datasetsIn, readCkan, type CkanAnswer } from '../domain/read-ckan';
import { readDataPackage } from '../domain/read-data-package';
import { readDcat } from '../domain/read-dcat';
import { boundedJson } from './bounded-json';
import { boundedYaml } from './bounded-yaml';
import type { Fetched } from './fetcher';
import { readRdf, type RdfSyntax } from './rdf-reader';

/** What CKAN’s answers are asked for below. */
export const API = '/api/3/action/';

/** What was got, and what for. */
export type PageTask = { readonly kind: SourceKind; readonly asked: string; readonly fetched: Fetched };

/**
 * Reads what a source answered.
 *
 * @throws HARVEST.NOT_A_CATALOGUE and whatever reading it can come to
 */
export async function readPage({ kind, asked, fetched }: PageTask): Promise<CataloguePage> {
  return READERS[kind](fetched, asked);
}

const READERS: Readonly<
  Record<SourceKind, (fetched: Fetched, asked: string) => CataloguePage | Promise<CataloguePage>>
> = {
  dcat: dcatPage,
  ckan: ckanPage,
  dataPackage: dataPackagePage,
};

async function dcatPage(fetched: Fetched): Promise<CataloguePage> {
  const text = textOf(fetched);
  const syntax = syntaxOf(fetched, text);
  const { graph, defects } = await readRdf(syntax, text, fetched.url);
  const page = readDcat(graph, defects);
  if (page.counts.datasets === 0 && page.title === null) throw notACatalogue('it says nothing of datasets');
  return page;
}

function ckanPage(fetched: Fetched, asked: string): CataloguePage {
  const answer = datasetsIn(boundedJson(textOf(fetched)));
  if (!answer) throw notACatalogue('it is no answer of CKAN’s');
  const page = readCkan(answer, portalOf(asked));
  return { ...page, next: nextOf(asked, answer) };
}

function dataPackagePage(fetched: Fetched, asked: string): CataloguePage {
  const { type, url } = fetched;
  if (/html|csv|pdf|image|zip/.test(type)) throw notACatalogue(`it is ${type}, and neither JSON nor YAML`);
  const text = textOf(fetched);
  const isJson = /json/.test(type) || (!/yaml/.test(type) && text.trimStart().startsWith('{'));
  const page = readDataPackage(isJson ? boundedJson(text) : boundedYaml(text), { asked, url });
  if (!page) throw notACatalogue('it is no Data Package, which has a list of resources');
  return page;
}

const portalOf = (url: string) => url.split(API)[0]?.replace(/\/[^/]*\.json$/i, '') ?? url;

/** The answer tells how many there are in all; a portal that serves fewer at once than asked for is asked for those behind. */
function nextOf(asked: string, { datasets, total }: CkanAnswer): string | null {
  if (total === null || !asked.includes(`${API}package_search`) || datasets.length === 0) return null;
  const next = new URL(asked);
  const start = Number(next.searchParams.get('start') ?? 0) + datasets.length;
  if (start >= total) return null;
  next.searchParams.set('start', String(start));
  return next.href;
}

const BY_TYPE: ReadonlyMap<string, RdfSyntax> = new Map([
  ['text/turtle', 'turtle'],
  ['application/x-turtle', 'turtle'],
  ['application/rdf+xml', 'rdfxml'],
  ['application/ld+json', 'jsonld'],
]);

const OTHERS = /yaml|html|csv|pdf|image|zip/;

/** By what the server says; where it says nothing useful, by how the text begins. */
function syntaxOf({ type }: Fetched, text: string): RdfSyntax {
  const syntax = BY_TYPE.get(type) ?? (OTHERS.test(type) ? null : guessed(text));
  if (syntax) return syntax;
  throw notACatalogue(`it is ${type || 'of no known type'}, and neither Turtle, nor RDF/XML, nor JSON-LD`);
}

function guessed(text: string): RdfSyntax | null {
  const start = text.slice(0, 65_536).trimStart();
  if (/^[{[]/.test(start)) return 'jsonld';
  if (/^<(\?xml|!--|!DOCTYPE|\w+:)/i.test(start)) return /<(\w+:)?RDF[\s>]/.test(start) ? 'rdfxml' : null;
  return /^\s*(@prefix|@base|prefix\s|base\s|#|<[a-z]+:[^>]*>)/i.test(start) ? 'turtle' : null;
}

/** In the encoding that the server or the XML itself names, UTF-8 else. */
function textOf({ bytes, charset }: Fetched): string {
  const declared = /^<\?xml[^>]*encoding=["']([\w.:-]+)["']/.exec(bytes.subarray(0, 200).toString('latin1'))?.[1];
  try {
    return decoded(bytes, charset ?? declared ?? 'utf-8');
  } catch {
    throw unreadable('it is in an encoding that is not known');
  }
}
