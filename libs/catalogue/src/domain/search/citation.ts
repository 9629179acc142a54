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
};

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
  return { identifier, text: textOf(cited, language), bibtex: bibtexOf(cited), cslJson: cslOf(cited) };
}

/** Creator (year): title. Version. Publisher. Identifier. */
function textOf({ publisher, year, title, version, identifier }: Cited, language: CitationLanguage): string {
  const words = CITATION_WORDS[language];
  const ofVersion = version === null ? '' : ` ${words.version} ${version}.`;
  return `${oneLine(publisher)} (${year}): ${oneLine(title)}.${ofVersion} [${words.dataset}]. ${REPOSITORY}. ${identifier}`;
}

function bibtexOf({ publisher, year, title, version, identifier }: Cited): string {
  const fields = [
    ['author', `{${escaped(publisher)}}`],
    ['title', `{${escaped(title)}}`],
    ['year', String(year)],
    ['publisher', REPOSITORY],
    ...(version === null ? [] : [['version', String(version)]]),
    ['url', identifier],
  ];
  const lines = fields.map(([name = '', value = '']) => `  ${name} = {${value}}`);
  return `@misc{${keyOf(identifier, version)},\n${lines.join(',\n')}\n}`;
}

function cslOf({ publisher, year, title, version, identifier }: Cited): string {
  const item = {
    ...{ id: identifier, type: 'dataset', title: oneLine(title), author: [{ literal: oneLine(publisher) }] },
    ...{ issued: { 'date-parts': [[year]] }, publisher: REPOSITORY, URL: identifier },
    ...(version !== null && { version: String(version) }),
  };
  return JSON.stringify([item], null, 2);
}

const keyOf = (identifier: string, version: number | null) =>
  `granaio-${/[0-9a-f-]{36}/.exec(identifier)?.[0] ?? 'dataset'}${version === null ? '' : `-v${version}`}`;

const oneLine = (text: string) => text.replace(/\s+/gu, ' ').trim();

const TEX: Readonly<Record<string, string>> = {
  ...{ '\\': '\\textbackslash{}', '{': '\\{', '}': '\\}', '%': '\\%', '&': '\\&', '#': '\\#', $: '\\$', _: '\\_' },
  ...{ '~': '\\textasciitilde{}', '^': '\\textasciicircum{}' },
};
/** What somebody called a dataset cannot end its field, nor be a command. */
const escaped = (text: string) => oneLine(text).replace(/[\\{}%&#$_~^]/g, (sign) => TEX[sign] ?? '');
