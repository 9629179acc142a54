import { CITATION_WORDS, type CitationLanguage } from './citation-words';

/** What a citation says of a dataset, or of a table that was released from one. @see DataCite Metadata Schema 4.6 */
export type Cited = {
  /** A stable address: it resolves for ever. */
  readonly identifier: string;
  readonly publisher: string;
  /** Of the version; of the entry where no version is cited. */
  readonly year: number;
  readonly title: string;
  /** null: the dataset as such. */
  readonly version: number | null;
  /** A table that was released from that version; left out: the rows themselves. */
  readonly release?: CitedRelease | undefined;
};

/** A released table: its name, when it was released, and the hash that its bytes are known by. */
export type CitedRelease = { readonly name: string; readonly releasedAt: Date; readonly sha256: string };

export type Citation = {
  readonly identifier: string;
  readonly text: string;
  readonly bibtex: string;
  /** An array of one item, as text. @see Citation Style Language, csl-data schema 1.0 */
  readonly cslJson: string;
};

const REPOSITORY = 'Granaio';

/** How something is cited: in words, for BibTeX, and for programs that format citations. */
export function citationOf(cited: Cited, language: CitationLanguage): Citation {
  const { identifier } = cited;
  return {
    identifier,
    text: textOf(cited, language),
    bibtex: bibtexOf(cited, language),
    cslJson: cslOf(cited, language),
  };
}

/** Creator (year): title. Version. Release. Publisher. Identifier. */
function textOf(cited: Cited, language: CitationLanguage): string {
  const { publisher, year, title, version, identifier } = cited;
  const words = CITATION_WORDS[language];
  const ofVersion = version === null ? '' : ` ${words.version} ${version}.`;
  const ofRelease = noteOf(cited, language).map((note) => ` ${note}.`);
  return `${oneLine(publisher)} (${year}): ${oneLine(title)}.${ofVersion}${ofRelease.join('')} [${words.dataset}]. ${REPOSITORY}. ${identifier}`;
}

/** Which release it is; nothing where none is cited. */
function noteOf({ release }: Cited, language: CitationLanguage): string[] {
  if (!release) return [];
  const { name, releasedAt, sha256 } = release;
  return [`${CITATION_WORDS[language].release} ${name}, ${releasedAt.toISOString().slice(0, 10)}, SHA-256 ${sha256}`];
}

function bibtexOf(cited: Cited, language: CitationLanguage): string {
  const { publisher, year, title, version, identifier } = cited;
  const fields = [
    ['author', `{${escaped(publisher)}}`],
    ['title', `{${escaped(title)}}`],
    ['year', String(year)],
    ['publisher', REPOSITORY],
    ...(version === null ? [] : [['version', String(version)]]),
    ...noteOf(cited, language).map((note) => ['note', `{${note}}`]),
    ['url', identifier],
  ];
  const lines = fields.map(([name = '', value = '']) => `  ${name} = {${value}}`);
  return `@misc{${keyOf(cited)},\n${lines.join(',\n')}\n}`;
}

function cslOf(cited: Cited, language: CitationLanguage): string {
  const { publisher, year, title, version, identifier } = cited;
  const [note] = noteOf(cited, language);
  const item = {
    ...{ id: identifier, type: 'dataset', title: oneLine(title), author: [{ literal: oneLine(publisher) }] },
    ...{ issued: { 'date-parts': [[year]] }, publisher: REPOSITORY, URL: identifier },
    ...(version !== null && { version: String(version) }),
    ...(note !== undefined && { note }),
  };
  return JSON.stringify([item], null, 2);
}

function keyOf({ identifier, version, release }: Cited): string {
  const id = /[0-9a-f-]{36}/.exec(identifier)?.[0] ?? 'dataset';
  const parts = [...(version === null ? [] : [`v${version}`]), ...(release ? [release.sha256.slice(0, 8)] : [])];
  return ['granaio', id, ...parts].join('-');
}

const oneLine = (text: string) => text.replace(/\s+/gu, ' ').trim();

const TEX: Readonly<Record<string, string>> = {
  ...{ '\\': '\\textbackslash{}', '{': '\\{', '}': '\\}', '%': '\\%', '&': '\\&', '#': '\\#', $: '\\$', _: '\\_' },
  ...{ '~': '\\textasciitilde{}', '^': '\\textasciicircum{}' },
};
/** What somebody called a dataset cannot end its field, nor be a command. */
const escaped = (text: string) => oneLine(text).replace(/[\\{}%&#$_~^]/g, (sign) => TEX[sign] ?? '');
