import type { Question, QuestionCode } from './reading';
import type { IntakeCode, IntakeTrouble } from './trouble';

type Facts = IntakeTrouble['facts'];

const SAVE_AS_CSV = 'open it in a spreadsheet and save it as “CSV UTF-8” or as an .xlsx workbook';

export const ENGLISH_TROUBLES: Readonly<Record<IntakeCode, (facts: Facts) => string>> = {
  'FILE.EMPTY': () => 'The file is empty. Upload the file that has the header and the rows.',
  'FILE.NOT_A_TABLE': ({ kind = '' }) =>
    `This file is not a table${kind === '' || kind === 'binary' ? '' : ` (it looks like ${String(kind).toUpperCase()})`}. Export the data as CSV or .xlsx and upload that file.`,
  'FILE.OTHER_SPREADSHEET': ({ kind = '' }) =>
    `It is a spreadsheet in a format that we do not read (${kind}); ${SAVE_AS_CSV}, then upload it again.`,
  'FILE.ARCHIVE': ({ kind = 'zip' }) =>
    `It is a compressed archive (${kind}). Open it, take out the file with the data, and upload that one.`,
  'FILE.ENCRYPTED': () => 'The file is protected by a password. Save a copy without a password and upload that one.',
  'FILE.TOO_BIG_INSIDE': ({ groupRows = 0 }) =>
    groupRows === 0
      ? 'Inside the file there is far more than there seems to be, and we cannot open it. If there really is so much data, split it into several files or save it as CSV.'
      : `The file holds too much together at once. Write it with row groups of ${groupRows} rows, or save it as CSV.`,
  'FILE.HAS_MACROS': () =>
    'The file has macros, which are small programs, and for safety we do not open it. Save it as an .xlsx workbook without macros, or as CSV.',
  'FILE.DTD': () =>
    `The file has instructions that no spreadsheet writes, and for safety we do not open it; ${SAVE_AS_CSV}.`,
  'FILE.UNSAFE_ARCHIVE': () => `The file is made in a way that could do harm, and we do not open it; ${SAVE_AS_CSV}.`,
  'FILE.TOO_WIDE': ({ columns = 0, limit = 0 }) =>
    `The table has ${columns} columns and we read at most ${limit}. Remove the columns that are not needed.`,
  'FILE.UNREADABLE': () => `The file is damaged and cannot be read; ${SAVE_AS_CSV}, then try again.`,
  'FILE.TOO_SLOW': ({ seconds = 0 }) =>
    `We could not read the file within ${seconds} seconds. Try again; if it happens once more, split it into several files or save it as CSV.`,
  'FILE.NUL_BYTES': () => `There are characters here that are no text; ${SAVE_AS_CSV}.`,
  'FILE.WRONG_ENCODING': () =>
    'There are letters that the chosen encoding does not know. Choose another encoding, or save the file as “CSV UTF-8”.',
  'FILE.WRONG_QUOTING': () =>
    'A quotation mark is opened and not closed, or stands within a cell. Double every quotation mark that belongs to the text, or remove it.',
  'FILE.LINE_TOO_LONG': ({ limit = 0 }) =>
    `This row is longer than ${limit} characters. Mostly that is a quotation mark never closed: look for it here or shortly before.`,
  'FILE.RAGGED_ROW': ({ expected = 0, found = 0 }) =>
    `There are ${found} cells and the header has ${expected}. Quote the cells that contain the separator, and remove or add cells.`,
  'FILE.NESTED': ({ column = '' }) =>
    `${column === '' ? 'A value' : `The value of “${column}”`} holds a list itself. Each cell must have one text or number: spread the list over several columns.`,
  'FILE.NO_HEADER': () => 'There is no header, the row with the names of the columns. Add it above the data.',
  'FILE.HEADER_IN_ROWS': () =>
    'The header takes several rows or has merged cells. Write the name of each column in one cell, all in the same row.',
  'SHEET.MISSING': ({ sheet = '' }) => `The file has no sheet “${sheet}” any more. Choose the sheet again.`,
  'MAPPING.COLUMN_MISSING': ({ column = '' }) =>
    `The file has no column “${column}”, which the mapping names. Correct the mapping, or choose the right profile.`,
  'MAPPING.FIELD_TWICE': ({ field = '' }) =>
    `Two columns of the file go into the same field “${field}”. Choose one and ignore the other.`,
  'MAPPING.UNIT_UNKNOWN': ({ column = '' }) =>
    `The number to multiply “${column}” by is not valid: write 0.001 or 1/60, for example.`,
};

const list = (texts: readonly string[]): string => texts.map((text) => `“${text}”`).join(' or ');

const inWords = (number: string): string => number.replace('.', ' point ');

const DELIMITERS: Readonly<Record<string, string>> = {
  ',': 'a comma',
  ';': 'a semicolon',
  '\t': 'a tab',
  '|': 'a vertical bar',
  ':': 'a colon',
  ' ': 'a space',
};

export const ENGLISH_QUESTIONS: Readonly<Record<QuestionCode, (question: Question) => string>> = {
  'NUMBER.AMBIGUOUS': ({ column, example, readings }) =>
    `In the column “${column ?? ''}” it says “${example}”: does that mean ${readings.map(inWords).join(' or ')}?`,
  'DATE.AMBIGUOUS': ({ column, example, readings }) =>
    `In the column “${column ?? ''}” it says “${example}”: is that the day ${readings.join(' or ')} (year-month-day)?`,
  'DELIMITER.AMBIGUOUS': ({ readings }) =>
    `What separates one column from the next: ${readings.map((mark) => DELIMITERS[mark] ?? `“${mark}”`).join(' or ')}?`,
  'ENCODING.AMBIGUOUS': ({ readings }) => `Which of these is written correctly: ${list(readings)}?`,
  'SHEET.AMBIGUOUS': ({ readings }) => `In which sheet is the data: ${list(readings)}?`,
};
