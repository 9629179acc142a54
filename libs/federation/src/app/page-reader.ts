import { Injectable } from '@nestjs/common';
import { notACatalogue, unreadable } from '../domain/errors';
import type { SourceKind } from '../domain/harvest';
import type { CataloguePage } from '../domain/harvested';
import { datasetsIn, readCkan, type CkanAnswer } from '../domain/read-ckan';
import { readDcat } from '../domain/read-dcat';
import { boundedJson } from './bounded-json';
import { Fetcher, type Fetched } from './fetcher';
import { LIMITS } from './limits';
import { readRdf, type RdfSyntax } from './rdf-reader';

const ROWS = 100;
const API = '/api/3/action/';

/** Reads a source page by page, whatever it speaks. */
@Injectable()
export class PageReader {
  constructor(private readonly fetcher: Fetcher) {}

  /** Where a source begins. */
  firstPage(kind: SourceKind, url: string): string {
    if (kind === 'dcat' || isAnswer(url)) return url;
    return `${url.replace(/\/+$/, '')}${API}package_search?rows=${String(ROWS)}&start=0&sort=id+asc`;
  }

  /**
   * One page, and where the next one is.
   *
   * @throws HARVEST.NOT_A_CATALOGUE and whatever getting and reading it can come to
   */
  async read(kind: SourceKind, url: string, timeMs: number = LIMITS.pageMs): Promise<CataloguePage> {
    const fetched = await this.fetcher.get(url, timeMs);
    return kind === 'ckan' ? ckanPage(fetched, url) : dcatPage(fetched);
  }
}

/** A page that is asked for by its own address, and not the address of a portal. */
const isAnswer = (url: string) => url.includes('/api/') || /\.json$/i.test(new URL(url).pathname);

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
    return new TextDecoder(charset ?? declared ?? 'utf-8').decode(bytes);
  } catch {
    throw unreadable('it is in an encoding that is not known');
  }
}
