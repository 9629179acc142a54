import { sha256 } from '#kernel';
import type { Graph, Term } from './graph';
import type { CataloguePage, HarvestedDistribution, HarvestedEntry, Unreadable } from './harvested';
import { keysOf } from './keys';
import type { Defects } from './texts';
import { bytesOf, cut, isRun, MOST, webAddress } from './texts';
import { KINDS, SAYS, WITHDRAWN } from './words';

type Said = keyof typeof SAYS;
/** The language that one text is taken in where there are several. */
const PREFERRED = ['it', '', 'en'];

/**
 * Reads a catalogue in DCAT, of whatever profile and age: what cannot be as it was meant is noted and left out, and the
 * rest is taken.
 *
 * @param defects what was noted while the statements were read; more is added
 */
export function readDcat(graph: Graph, defects: Defects): CataloguePage {
  const datasets = graph.ofType(...KINDS.dataset);
  const reading = new Reading(graph, defects);
  const offered = datasets.filter((one) => !reading.values(one, 'status').includes(WITHDRAWN));
  const [entries, unreadable]: [HarvestedEntry[], Unreadable[]] = [[], []];
  for (const dataset of offered) {
    const entry = reading.entry(dataset);
    if ('reason' in entry) unreadable.push(entry);
    else entries.push(entry);
  }
  const [catalogue] = graph.ofType(...KINDS.catalogue);
  const [next] = graph.ofType(...KINDS.page).flatMap((page) => reading.values(page, 'next'));
  return {
    title: catalogue === undefined ? null : reading.text(catalogue, 'title', MOST.title),
    ...{ entries, unreadable, defects: defects.list },
    counts: {
      triples: graph.size,
      datasets: datasets.length,
      distributions: graph.ofType(...KINDS.distribution).length,
    },
    next: next ?? null,
  };
}

class Reading {
  constructor(
    private readonly graph: Graph,
    private readonly defects: Defects,
  ) {}

  entry(node: string): HarvestedEntry | Unreadable {
    const uri = node.startsWith('_:') || isRun(node) ? null : node;
    const identifiers = this.identifiers(node);
    const title = this.text(node, 'title', MOST.title);
    const publisher = this.names(node, 'publisher')[0] ?? null;
    const unnamed = `sha256:${sha256(`${String(title)}\n${String(publisher)}`)}`;
    const identity = cut([uri, ...identifiers, unnamed].find((name) => name !== null) ?? unnamed, MOST.address);
    if (title === null) return { identity, reason: 'ENTRY.NO_TITLE' };
    const [landingPage = null] = this.addresses(node, 'landingPage');
    const derivedFrom = this.values(node, 'derivedFrom').slice(0, MOST.words);
    const distributions = this.distributions(node, identity);
    const licences = [this.licence(node, identity), ...distributions.map(({ licence }) => licence)];
    return {
      ...{ identity, uri, derivedFrom, title, publisher, landingPage, distributions },
      keys: keysOf({ uri, identifiers, landingPage, derivedFrom }),
      description: this.description(node, identity),
      keywords: this.names(node, 'keyword'),
      themes: this.values(node, 'theme').slice(0, MOST.words),
      licence: licences.find((licence) => licence !== null) ?? null,
      spatial: this.names(node, 'spatial'),
      temporal: this.period(node),
      modified: this.text(node, 'modified', MOST.line),
    };
  }

  private description(node: string, about: string): string | null {
    const description = this.text(node, 'description', MOST.description);
    if (description === null) this.defects.note('NO_DESCRIPTION', about);
    return description;
  }

  /** One text, in the language preferred; null: there is none, or it is empty. */
  text(node: string, what: Said, most: number): string | null {
    const literals = this.graph.all(node, SAYS[what]).filter(({ type, value }) => type === 'literal' && value.trim());
    const found = PREFERRED.map((language) => literals.find((one) => languageOf(one) === language));
    const chosen = found.find((one) => one !== undefined) ?? literals[0];
    if (!chosen) return null;
    if (chosen.value.trim().length > most) this.defects.note('TEXT_CUT', `${node} ${what}`);
    return cut(chosen.value, most);
  }

  /** Everything that is said, as it stands there, without what is empty. */
  values(node: string, what: Said): string[] {
    const values = this.graph.all(node, SAYS[what]).map(({ value }) => cut(value, MOST.address));
    return [...new Set(values.filter((value) => value !== ''))];
  }

  /** What things are called that are named here: their names where the document has them. */
  private names(node: string, what: Said): string[] {
    const names = this.graph.all(node, SAYS[what]).map((term) => {
      if (term.type === 'literal') return cut(term.value, MOST.line);
      const name = this.text(term.value, 'name', MOST.line);
      return name ?? (term.value.startsWith('_:') ? '' : cut(term.value, MOST.line));
    });
    return [...new Set(names.filter((name) => name !== ''))].slice(0, MOST.words);
  }

  private addresses(node: string, what: Said): string[] {
    return this.values(node, what).flatMap((value) => {
      const address = webAddress(value);
      if (address === null && !value.startsWith('_:')) this.defects.note('NOT_AN_ADDRESS', `${node} ${value}`);
      return address === null ? [] : [address];
    });
  }

  private identifiers(node: string): string[] {
    const others = this.graph.all(node, SAYS.otherIdentifier).flatMap((term) => {
      const notations = this.values(term.value, 'notation');
      return notations.length > 0 || term.value.startsWith('_:') ? notations : [term.value];
    });
    return [...new Set([...this.values(node, 'identifier'), ...others])].slice(0, MOST.words);
  }

  private licence(node: string, about: string): string | null {
    const terms = this.graph.all(node, SAYS.licence);
    if (terms.some(({ type, value }) => type === 'literal' && !value.trim())) this.defects.note('EMPTY_LICENCE', about);
    const [first] = terms.filter(({ value }) => value.trim() && !value.startsWith('_:'));
    return first ? cut(first.value, MOST.address) : null;
  }

  private distributions(node: string, about: string): HarvestedDistribution[] {
    const nodes = this.graph.all(node, SAYS.distribution).map(({ value }) => value);
    if (nodes.length === 0) this.defects.note('NO_DISTRIBUTION', about);
    if (nodes.length > MOST.distributions) this.defects.note('TOO_MANY_DISTRIBUTIONS', about);
    return [...new Set(nodes)].slice(0, MOST.distributions).map((one) => ({
      title: this.text(one, 'title', MOST.title),
      accessUrl: this.addresses(one, 'accessUrl')[0] ?? null,
      downloadUrl: this.addresses(one, 'downloadUrl')[0] ?? null,
      format: this.names(one, 'format')[0] ?? null,
      licence: this.licence(one, one),
      bytes: bytesOf(this.text(one, 'bytes', MOST.line)),
      hash: this.hash(one),
    }));
  }

  private hash(node: string): string | null {
    const [checksum] = this.graph.all(node, SAYS.checksum);
    if (!checksum) return null;
    const [algorithm] = this.values(checksum.value, 'algorithm');
    const value = this.text(checksum.value, 'checksumValue', MOST.line);
    return value === null || algorithm === undefined ? value : `${plainAlgorithm(algorithm)}:${value}`;
  }

  private period(node: string): HarvestedEntry['temporal'] {
    const [period] = this.graph.all(node, SAYS.temporal);
    if (!period) return null;
    const [start, end] = [this.text(period.value, 'start', MOST.line), this.text(period.value, 'end', MOST.line)];
    return start === null && end === null ? null : { start, end };
  }
}

/** `sha1` for `http://spdx.org/rdf/terms#checksumAlgorithm_sha1`. */
const plainAlgorithm = (name: string) => cut(name.replace(/^.*[#/_]/s, ''), MOST.line).toLowerCase();
const languageOf = (term: Term) => (term.type === 'literal' ? (term.language.split('-')[0] ?? '') : '');
