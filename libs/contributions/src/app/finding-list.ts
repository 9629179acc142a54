import { csvLine, severityOf, type ListedFinding, type ListEnd } from '#warehouse';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { ContributionFile } from '../domain/contribution';
import { formerList } from '../domain/errors';
import { here } from '../domain/found';
import { findingWords, type Language } from './finding-words';

const HEADERS: Readonly<Record<Language, readonly string[]>> = {
  it: ['riga', 'colonna', 'valore', 'codice', 'gravità', 'motivo', 'consiglio'],
  en: ['row', 'column', 'value', 'code', 'severity', 'reason', 'hint'],
};

/** What a line of JSON begins with. */
const OBJECT = '{'.charCodeAt(0);

const SEVERITIES = { it: { error: 'errore', warning: 'avviso' }, en: { error: 'error', warning: 'warning' } };

const CUT: Readonly<Record<Language, (count: number) => string>> = {
  it: (count) => `L’elenco si ferma qui: altre ${count} segnalazioni non sono elencate.`,
  en: (count) => `The list ends here: ${count} more findings are not listed.`,
};

/**
 * The list of all findings as a CSV that nothing in runs in a spreadsheet: where there are several files, each finding has the
 * name of its file in front, and the row as that file numbers it.
 *
 * @param list as the warehouse wrote it, a line of JSON each
 */
export const findingsCsv = (list: Readable, files: readonly ContributionFile[], language: Language): Readable =>
  Readable.from(linesOf(list, files.length > 1 ? files : [], language));

/**
 * Looks at the beginning of a list, and leaves it there.
 *
 * @throws FINDINGS.FORMER_LIST for one of before lists were kept without words
 */
export async function assertWithoutWords(list: Readable): Promise<void> {
  await once(list, 'readable');
  const piece = list.read() as Buffer | null;
  if (!piece) return;
  list.unshift(piece);
  if (piece[0] === OBJECT) return;
  list.destroy();
  throw formerList();
}

async function* linesOf(list: Readable, files: readonly ContributionFile[], language: Language) {
  const names = new Map<number | null, string>(files.map(({ number, name }) => [number, name]));
  const inFront = (name: string) => (names.size > 0 ? [name] : []);
  yield `\uFEFF${csvLine([...inFront('file'), ...HEADERS[language]])}`;
  for await (const lines of batchesOf(list)) {
    yield lines.map((line) => csvLine(cellsOf(line, language, (file) => inFront(names.get(file) ?? '')))).join('');
  }
}

type InFront = (file: number | null) => string[];

function cellsOf(line: ListedFinding | ListEnd, language: Language, inFront: InFront): (string | null)[] {
  if ('more' in line) return [...inFront(null), null, null, null, null, null, CUT[language](line.more), null];
  const found = here({ ...line, severity: severityOf(line.code) });
  const { file, row, column, value, code, severity } = found;
  const { reason, hint } = findingWords(found, language);
  const place = [row === null ? null : String(row), column, value];
  return [...inFront(file), ...place, code, SEVERITIES[language][severity], reason, hint];
}

/** The lines of each piece as it comes; what a piece ends in the middle of waits for the next. */
async function* batchesOf(list: Readable): AsyncGenerator<(ListedFinding | ListEnd)[]> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of list as AsyncIterable<Buffer>) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (lines.length > 0) yield lines.map((line) => JSON.parse(line) as ListedFinding | ListEnd);
  }
}
