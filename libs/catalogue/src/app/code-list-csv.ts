import { CsvError, parse } from 'csv-parse/sync';
import { decoded } from '#kernel';
import { csvLines } from '#warehouse';
import { isUtf8 } from 'node:buffer';
import type { Code, CodeListVersion, Labels } from '../domain/code-list/code-list';
import { MOST_CODES } from '../domain/code-list/assert-codes';
import { codeListCsvUnreadable, codeListTooLong } from '../domain/code-list/errors';

const MOST_RECORD_CHARACTERS = 20_000;
const COLUMN = /^(level|code|parent|label|label_[a-z]{2}|valid_from|valid_to)$/;

/**
 * Reads codes from CSV: `level,code,parent,label_it,label_en,valid_from,valid_to`, with commas or semicolons.
 *
 * A column `label` is what the code is called in Italian and in English, where these have no column of their own, or
 * nothing in it: places have one name. Without any label, a code is called what it is.
 *
 * @param csv bytes are UTF-8 or, as spreadsheets in Western Europe write them, Windows-1252
 * @throws CODELIST.CSV_UNREADABLE, CODELIST.TOO_LONG
 */
export function codesFromCsv(csv: string | Uint8Array): Code[] {
  const [header = [], ...records] = recordsOf(
    typeof csv === 'string' ? csv : decoded(csv, isUtf8(csv) ? 'utf-8' : 'windows-1252'),
  );
  const columns = header.map((name) => name.trim().toLowerCase());
  const strange = columns.find((name, at) => !COLUMN.test(name) || columns.indexOf(name) !== at);
  if (strange !== undefined) throw codeListCsvUnreadable(`its header has “${strange.slice(0, 60)}”, unknown or twice`);
  if (!columns.includes('level') || !columns.includes('code'))
    throw codeListCsvUnreadable('it has no level or no code');
  return records.map((cells) => {
    const row = new Map(columns.map((name, at) => [name, cells[at] ?? '']));
    const cell = (name: string) => row.get(name) || null;
    return {
      ...{ level: cell('level') ?? '', code: cell('code') ?? '', parent: cell('parent'), labels: labelsOf(row) },
      valid: { start: cell('valid_from'), end: cell('valid_to') },
    };
  });
}

function recordsOf(text: string): string[][] {
  // A version is for ever: what somebody's program could not read must not become the name of a place.
  if (text.includes('\ufffd')) throw codeListCsvUnreadable('some of its letters were lost (\ufffd); save it as UTF-8');
  const records = parsed(text, delimiterOf(text.split('\n', 1)[0] ?? ''));
  if (records.length > MOST_CODES + 1) throw codeListTooLong(records.length - 1, MOST_CODES);
  return records;
}

const delimiterOf = (header: string) => (header.includes(';') && !header.includes(',') ? ';' : ',');

function parsed(text: string, delimiter: string): string[][] {
  try {
    const limits = { max_record_size: MOST_RECORD_CHARACTERS, to: MOST_CODES + 2 };
    return parse(text, { delimiter, bom: true, skip_empty_lines: true, ...limits });
  } catch (error) {
    if (error instanceof CsvError) throw codeListCsvUnreadable(error.message.slice(0, 200));
    throw error;
  }
}

function labelsOf(row: ReadonlyMap<string, string>): Labels {
  const common = row.get('label') || row.get('code') || '';
  const spoken = [...row].flatMap(([column, text]): [string, string][] =>
    column.startsWith('label_') && text !== '' ? [[column.slice('label_'.length), text]] : [],
  );
  return { it: common, en: common, ...Object.fromEntries(spoken) };
}

/** The codes of a version as CSV that `codesFromCsv` reads again, but for what a spreadsheet would run as a formula. */
export function codesToCsv(codes: readonly Code[]): string {
  const languages = [...new Set(codes.flatMap(({ labels }) => Object.keys(labels)))];
  const columns = [
    'level',
    'code',
    'parent',
    ...languages.map((language) => `label_${language}`),
    'valid_from',
    'valid_to',
  ];
  const rows = codes.map(({ level, code, parent, labels, valid }) => [
    ...[level, code, parent, ...languages.map((language) => labels[language] ?? null), valid.start, valid.end],
  ]);
  return [...csvLines({ columns: columns.map((name) => ({ name, type: 'string' })), rows })].join('');
}

/**
 * A version of a list as a SKOS concept scheme in JSON-LD.
 *
 * @param address of the version, such as `https://commons.example/code-lists/<id>/1`; its concepts are named below it
 * @see SKOS Reference, W3C 2009
 */
export function codesToSkos(
  address: string,
  version: CodeListVersion,
  { title, codes }: { readonly title: Labels; readonly codes: readonly Code[] },
) {
  const rank = new Map(version.levels.map(({ name }, at) => [name, at]));
  const iri = (level: string, code: string) => `${address}#${encodeURIComponent(level)}/${encodeURIComponent(code)}`;
  const coarserThan = (level: string) => version.levels[(rank.get(level) ?? 0) + 1]?.name ?? '';
  return {
    '@context': SKOS_CONTEXT,
    ...{ '@id': address, '@type': 'ConceptScheme', prefLabel: title, versionInfo: String(version.number) },
    ...{ start: version.valid.start, end: version.valid.end, note: version.note },
    concepts: codes.map(({ level, code, parent, labels, valid }) => ({
      ...{ '@id': iri(level, code), '@type': 'Concept', inScheme: address, notation: code, level, prefLabel: labels },
      ...(parent !== null && { broader: iri(coarserThan(level), parent) }),
      ...(valid.start !== null && { start: valid.start }),
      ...(valid.end !== null && { end: valid.end }),
    })),
  };
}

const SKOS_CONTEXT = {
  '@vocab': 'http://www.w3.org/2004/02/skos/core#',
  prefLabel: { '@id': 'http://www.w3.org/2004/02/skos/core#prefLabel', '@container': '@language' },
  inScheme: { '@type': '@id' },
  broader: { '@type': '@id' },
  concepts: { '@reverse': 'http://www.w3.org/2004/02/skos/core#inScheme' },
  versionInfo: 'http://www.w3.org/2002/07/owl#versionInfo',
  start: { '@id': 'http://schema.org/validFrom', '@type': 'http://www.w3.org/2001/XMLSchema#date' },
  end: { '@id': 'http://schema.org/validThrough', '@type': 'http://www.w3.org/2001/XMLSchema#date' },
  level: 'http://purl.org/dc/terms/type',
} as const;
