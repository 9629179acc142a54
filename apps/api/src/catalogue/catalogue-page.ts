import type { CataloguePage, DatasetDocument, DatasetFacts, Family } from '#catalogue';
import type { Language } from '#identity';
import { dayOf } from '#policy';
import { embedded, markup, page, type Html } from '../shared/html';
import { CATALOGUE_WORDS, type CatalogueWords } from './catalogue-words';

const MACHINES = [
  ['JSON-LD', 'application/ld+json', '.jsonld'],
  ['Turtle', 'text/turtle', '.ttl'],
  ['RDF/XML', 'application/rdf+xml', '.rdf'],
] as const;

/** @param address of this page, without an extension */
export function catalogueHtml({ entries, total, previous, next }: CataloguePage, address: string, language: Language) {
  const words = CATALOGUE_WORDS[language];
  const pages = [
    ...(previous === null ? [] : [link(previous, words.newer)]),
    ...(next === null ? [] : [link(next, words.older)]),
  ];
  return page(
    language,
    words.catalogue,
    markup`<h1>${words.catalogue}</h1>
<p>${words.intro} ${words.total(total)}</p>
${list(address, entries, words)}
<nav aria-label="${words.pages}">${pages.flatMap((one) => [one, markup` `])}</nav>
${machines(address, words)}`,
    alternates(address),
  );
}

/** @param catalogue address of the catalogue; `address` of this page, without an extension */
export function familyHtml(
  { title, entries }: Family,
  { address, catalogue }: { readonly address: string; readonly catalogue: string },
  language: Language,
) {
  const words = CATALOGUE_WORDS[language];
  const heading = words.datasetsOf(title);
  return page(
    language,
    heading,
    markup`<p>${link(catalogue, words.catalogue)}</p>
<h1>${heading}</h1>
${list(catalogue, entries, words)}
${machines(address, words)}`,
    alternates(address),
  );
}

/** One dataset, as far as the reader may know it; search engines find the same in the words of theirs. */
export function datasetHtml(
  { facts, schemaOrg }: DatasetDocument,
  { address, catalogue }: { readonly address: string; readonly catalogue: string },
  language: Language,
): string {
  const words = CATALOGUE_WORDS[language];
  const { title, description, withdrawnAt, withdrawnReason } = facts.dataset;
  const gone = withdrawnAt
    ? [markup`<p><strong>${words.withdrawn(dayOf(withdrawnAt), withdrawnReason ?? '')}</strong></p>`]
    : [];
  return page(
    language,
    title,
    markup`<p>${link(catalogue, words.catalogue)}</p>
<h1>${title}</h1>
${gone}
<p>${description ?? words.notPublic}</p>
<dl>${factsOf(facts, catalogue, words)}</dl>
${machines(address, words)}`,
    withdrawnAt ? undefined : markup`${alternates(address)}\n${embedded(schemaOrg)}`,
  );
}

/** The same page for what is not there and for what the reader may not know of. */
export function nothingHtml(language: Language): string {
  const { missingTitle, missing } = CATALOGUE_WORDS[language];
  return page(language, missingTitle, markup`<h1>${missingTitle}</h1>\n<p>${missing}</p>`);
}

const link = (address: string, text: string): Html => markup`<a href="${address}">${text}</a>`;

function list(catalogue: string, entries: CataloguePage['entries'], words: CatalogueWords): Html {
  if (entries.length === 0) return markup`<p>${words.none}</p>`;
  const base = catalogue.split(/[?#]/)[0] ?? catalogue;
  return markup`<ul>${entries.map(({ id, title }) => markup`<li>${link(`${base}/datasets/${id}`, title)}</li>\n`)}</ul>`;
}

const alternates = (address: string): Html =>
  markup`${MACHINES.map(
    ([, type, extension]) =>
      markup`<link rel="alternate" type="${type}" href="${withExtension(address, extension)}">\n`,
  )}`;

const machines = (address: string, words: CatalogueWords): Html =>
  markup`<p>${words.machines}: ${MACHINES.flatMap(([name, , extension]) => [
    link(withExtension(address, extension), name),
    markup` `,
  ])}</p>`;

/** Before the question mark. */
function withExtension(address: string, extension: string): string {
  const [path = '', ...query] = address.split('?');
  return [path + extension, ...query].join('?');
}

type Row = readonly [name: string, value: string | Html | null | undefined];

function factsOf(
  { dataset, publisher, series, policies, metadata }: DatasetFacts,
  catalogue: string,
  words: CatalogueWords,
) {
  const { facts } = words;
  const rows: readonly Row[] = [
    [facts.publisher, link(`${catalogue}/organisations/${publisher.id}`, publisher.name)],
    [facts.series, series && link(`${catalogue}/series/${series.id}`, series.title)],
    [facts.keywords, dataset.keywords?.join(', ')],
    [facts.version, dataset.version ? String(dataset.version) : null],
    [facts.contributors, dataset.contributors ? String(dataset.contributors) : null],
    ...(metadata ? saidBySteward(metadata, words) : []),
    [facts.policies, policies.map(({ title }) => title).join(', ')],
  ];
  return rows.flatMap(([name, value]) => (value ? [markup`<dt>${name}</dt><dd>${value}</dd>\n`] : []));
}

function saidBySteward(metadata: NonNullable<DatasetFacts['metadata']>, { facts }: CatalogueWords): Row[] {
  const { modifiedAt, licence, spatial, temporal, contactPoint } = metadata;
  return [
    [facts.modified, dayOf(modifiedAt)],
    [facts.licence, licence],
    [facts.territories, spatial.map(({ label }) => label).join(', ')],
    [facts.period, temporal && `${temporal.start ?? '…'} – ${temporal.end ?? '…'}`],
    [facts.contact, contactPoint && `${contactPoint.name}, ${contactPoint.email}`],
  ];
}
