import type { Finding, FindingCode } from './finding';

type Language = 'it' | 'en';
type Facts = Record<string, string | number>;
type Sentence = (column: string, facts: Facts) => string;

const TYPE_NAMES: Record<Language, Record<string, string>> = {
  en: {
    integer: 'a whole number, such as 1200',
    decimal: 'a decimal number',
    date: 'a date, such as 2026-11-22 or 22/11/2026',
    boolean: 'true or false (sì or no)',
    string: 'text',
  },
  it: {
    integer: 'un numero intero, come 1200',
    decimal: 'un numero decimale',
    date: 'una data, come 2026-11-22 o 22/11/2026',
    boolean: 'sì o no (true o false)',
    string: 'testo',
  },
};

const typeName = (language: Language, { type = '' }: Facts) => TYPE_NAMES[language][String(type)] ?? String(type);

function numberRule(language: Language, { scale, decimalMark }: Facts): string {
  if (scale === undefined) return '';
  const mark = decimalMark === ',' ? { it: 'la virgola', en: 'a comma' } : { it: 'il punto', en: 'a point' };
  return language === 'it'
    ? `, con ${mark.it} e al più ${scale} cifre decimali`
    : `, with ${mark.en} and at most ${scale} decimal digits`;
}

const range = ({ minimum, maximum }: Facts, words: { from: string; to: string }) =>
  [minimum === undefined ? '' : `${words.from} ${minimum}`, maximum === undefined ? '' : `${words.to} ${maximum}`]
    .filter((part) => part !== '')
    .join(' ');

const ENGLISH: Record<FindingCode, Sentence> = {
  'CSV.EMPTY': () => 'The file is empty; upload the file with its header and its rows.',
  'CSV.NO_ROWS': () => 'The file has a header and no rows; add the rows, or do not upload it.',
  'CSV.NOT_CSV': () => 'This is not a text file with separated values; in a spreadsheet, save it as “CSV UTF-8”.',
  'CSV.WRONG_ENCODING': () => 'This row has characters that its encoding does not know; save the file as “CSV UTF-8”.',
  'CSV.WRONG_QUOTING': () =>
    'A quotation mark is opened and not closed, or closed too early; double every quotation mark inside a quoted cell.',
  'CSV.LINE_TOO_LONG': (_, { limit = 0 }) =>
    `This row is longer than ${limit} bytes; look for a quotation mark that is never closed, or for text that does not belong here.`,
  'CSV.RAGGED_ROW': (_, { expected = 0, found = 0 }) =>
    `This row has ${found} cells and the header has ${expected}; quote cells that contain the separator, and remove or add cells.`,
  'COLUMN.UNKNOWN': (column, { position = 0 }) =>
    `The table has no column ${column ? `“${column}”` : `like number ${position}`}; rename it as the schema says, or remove it.`,
  'COLUMN.MISSING': (column) => `The column “${column}” is required and is not in the header; add it.`,
  'COLUMN.DUPLICATE': (column) => `The column “${column}” is in the header more than once; keep one.`,
  'CELL.WRONG_TYPE': (column, facts) => `In “${column}” write ${typeName('en', facts)}${numberRule('en', facts)}.`,
  'CELL.REQUIRED': (column) => `“${column}” may not be empty; fill it in, or remove the row.`,
  'CELL.NOT_IN_LIST': (column, { categories = 0 }) =>
    `“${column}” takes one of the ${categories} values of its list; correct the spelling, or ask for the value to be added.`,
  'CELL.OUT_OF_RANGE': (column, facts) =>
    `“${column}” must be ${range(facts, { from: 'at least', to: 'at most' })}; correct the value.`,
  'CELL.RESERVED': (column) =>
    `In “${column}” the codes _T and _U are reserved for totals and missing values; use another.`,
  'CELL.NOT_WITHIN': (column, { within = '', firstRow = 0 }) =>
    `The same value of “${column}” lies in another value of “${within}” at row ${firstRow}; make the two agree.`,
  'ROW.DUPLICATE_KEY': (column, { firstRow = 0 }) =>
    `The key (${column}) is the same as that of row ${firstRow}; remove one of the two rows, or correct its key.`,
};

const ITALIAN: Record<FindingCode, Sentence> = {
  'CSV.EMPTY': () => 'Il file è vuoto; carica il file con l’intestazione e le righe.',
  'CSV.NO_ROWS': () => 'Il file ha l’intestazione e nessuna riga; aggiungi le righe, o non caricarlo.',
  'CSV.NOT_CSV': () => 'Non è un file di testo con valori separati; nel foglio di calcolo salvalo come «CSV UTF-8».',
  'CSV.WRONG_ENCODING': () =>
    'Questa riga ha caratteri che la sua codifica non conosce; salva il file come «CSV UTF-8».',
  'CSV.WRONG_QUOTING': () =>
    'Una virgoletta è aperta e non chiusa, o chiusa troppo presto; raddoppia ogni virgoletta dentro una cella tra virgolette.',
  'CSV.LINE_TOO_LONG': (_, { limit = 0 }) =>
    `Questa riga supera ${limit} byte; cerca una virgoletta mai chiusa, o del testo che non c’entra.`,
  'CSV.RAGGED_ROW': (_, { expected = 0, found = 0 }) =>
    `Questa riga ha ${found} celle e l’intestazione ne ha ${expected}; metti tra virgolette le celle che contengono il separatore, e togli o aggiungi celle.`,
  'COLUMN.UNKNOWN': (column, { position = 0 }) =>
    `La tabella non ha ${column ? `una colonna «${column}»` : `la colonna numero ${position}`}; rinominala come dice lo schema, o toglila.`,
  'COLUMN.MISSING': (column) => `La colonna «${column}» è obbligatoria e non è nell’intestazione; aggiungila.`,
  'COLUMN.DUPLICATE': (column) => `La colonna «${column}» è nell’intestazione più di una volta; tienine una.`,
  'CELL.WRONG_TYPE': (column, facts) => `In «${column}» scrivi ${typeName('it', facts)}${numberRule('it', facts)}.`,
  'CELL.REQUIRED': (column) => `«${column}» non può essere vuota; compilala, o togli la riga.`,
  'CELL.NOT_IN_LIST': (column, { categories = 0 }) =>
    `«${column}» accetta uno dei ${categories} valori della sua lista; correggi la grafia, o chiedi di aggiungere il valore.`,
  'CELL.OUT_OF_RANGE': (column, facts) =>
    `«${column}» deve essere ${range(facts, { from: 'almeno', to: 'al più' })}; correggi il valore.`,
  'CELL.RESERVED': (column) =>
    `In «${column}» i codici _T e _U sono riservati a totali e valori mancanti; usane un altro.`,
  'CELL.NOT_WITHIN': (column, { within = '', firstRow = 0 }) =>
    `Lo stesso valore di «${column}» sta in un altro valore di «${within}» alla riga ${firstRow}; fai concordare i due.`,
  'ROW.DUPLICATE_KEY': (column, { firstRow = 0 }) =>
    `La chiave (${column}) è la stessa della riga ${firstRow}; togli una delle due righe, o correggi la chiave.`,
};

/** One sentence for the person who sent the file: what is wrong, and the way out. It shows no value of a cell. */
export function hintOf(finding: Finding, language: Language): string {
  const sentences = language === 'it' ? ITALIAN : ENGLISH;
  return sentences[finding.code](finding.column ?? '', finding.facts ?? {});
}
