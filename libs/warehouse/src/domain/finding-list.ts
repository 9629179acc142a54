import { severityOf, type Finding } from './finding';
import { hintOf, reasonOf } from './hint';
import type { Language } from './hint-language';
import { csvLine } from './output-table';

const HEADERS: Readonly<Record<Language, readonly string[]>> = {
  it: ['riga', 'colonna', 'valore', 'codice', 'gravità', 'motivo', 'consiglio'],
  en: ['row', 'column', 'value', 'code', 'severity', 'reason', 'hint'],
};

const SEVERITIES = { it: { error: 'errore', warning: 'avviso' }, en: { error: 'error', warning: 'warning' } };

const CUT: Readonly<Record<Language, (count: number) => string>> = {
  it: (count) => `L’elenco si ferma qui: altre ${count} segnalazioni non sono elencate.`,
  en: (count) => `The list ends here: ${count} more findings are not listed.`,
};

export const listHeader = (language: Language): string => csvLine(HEADERS[language]);

/** A finding as a line of the list that its sender may download; nothing in it runs in a spreadsheet. */
export function findingLine(finding: Finding, language: Language): string {
  const { row, column, code, value } = finding;
  const severity = SEVERITIES[language][severityOf(code)];
  const place = [row === null ? null : String(row), column, value ?? null];
  return csvLine([...place, code, severity, reasonOf(finding, language), hintOf(finding, language)]);
}

/** The last line of a list that does not hold all. @param count how many are missing */
export const cutLine = (count: number, language: Language): string =>
  csvLine([null, null, null, null, null, CUT[language](count), null]);
