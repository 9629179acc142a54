import { boundsOf, worded, type Facts, type Phrasebook } from './hint-language';

const TYPES = {
  integer: 'a whole number, such as 1200',
  decimal: 'a decimal number',
  date: 'a date, such as 2026-11-22 or 22/11/2026',
  boolean: 'true or false (sì or no)',
  string: 'text',
};

const FLAWS = {
  currency: ', without a currency sign',
  trailingMinus: ', with the minus before the number',
  zeros: ', without zeros behind a mark',
};

const IDENTIFIERS = {
  taxCode: 'a person’s tax code',
  email: 'an e-mail address',
  iban: 'a bank account (IBAN)',
  phone: 'a mobile telephone number',
  name: 'an identifier that no pseudonym stands for',
};

function numberRule({ scale, decimalMark, flaw }: Facts): string {
  const remark = flaw === undefined ? '' : worded(FLAWS, flaw);
  if (scale === undefined) return remark;
  return `, with ${decimalMark === ',' ? 'a comma' : 'a point'} and at most ${scale} decimal digits${remark}`;
}

const characters = (count: string | number | undefined) => `${count ?? 0} ${count === 1 ? 'character' : 'characters'}`;

export const ENGLISH: Phrasebook = {
  'CSV.EMPTY': () => ({ reason: 'The file is empty.', hint: 'Upload the file with its header and its rows.' }),
  'CSV.NO_ROWS': () => ({
    reason: 'The file has a header and no rows.',
    hint: 'Add the rows, or do not upload the file.',
  }),
  'CSV.NOT_CSV': () => ({
    reason: 'This is not a text file with separated values.',
    hint: 'In a spreadsheet, save it as “CSV UTF-8”.',
  }),
  'CSV.WRONG_ENCODING': () => ({
    reason: 'This row has characters that its encoding does not know.',
    hint: 'Save the file as “CSV UTF-8”.',
  }),
  'CSV.WRONG_QUOTING': () => ({
    reason: 'A quotation mark is opened and not closed, or closed too early.',
    hint: 'Double every quotation mark inside a quoted cell.',
  }),
  'CSV.LINE_TOO_LONG': (_, { limit = 0 }) => ({
    reason: `This row is longer than ${limit} bytes.`,
    hint: 'Look for a quotation mark that is never closed, or for text that does not belong here.',
  }),
  'CSV.RAGGED_ROW': (_, { expected = 0, found = 0 }) => ({
    reason: `This row has ${found} cells and the header has ${expected}.`,
    hint: 'Quote cells that contain the separator, and remove or add cells.',
  }),
  'COLUMN.UNKNOWN': (column, { position = 0, identifies }) => ({
    reason: `The table has no column ${column ? `“${column}”` : `like number ${position}`}.`,
    hint: identifies
      ? 'It seems to name people: take it out of the file before you send it again.'
      : 'Rename it as the schema says, or remove it.',
  }),
  'COLUMN.MISSING': (column) => ({
    reason: `The column “${column}” is required and is not in the header.`,
    hint: 'Add it to the file.',
  }),
  'COLUMN.DUPLICATE': (column) => ({
    reason: `The column “${column}” is in the header more than once.`,
    hint: 'Keep one of them.',
  }),
  'COLUMN.DERIVED': (column, { derivedFrom = '' }) => ({
    reason: `The column “${column}” is filled in from “${derivedFrom}”, and what the file says in it is not used.`,
    hint: 'Check that it says the same, or leave it out.',
  }),
  'CELL.WRONG_TYPE': (column, facts) => ({
    reason: `“${column}” is not ${worded(TYPES, facts.type).split(',')[0] ?? ''} that can be read exactly.`,
    hint: `In “${column}” write ${worded(TYPES, facts.type)}${numberRule(facts)}.`,
  }),
  'CELL.REQUIRED': (column) => ({
    reason: `“${column}” may not be empty.`,
    hint: 'Fill it in, or remove the row.',
  }),
  'CELL.NOT_IN_LIST': (column, { categories = 0 }) => ({
    reason: `“${column}” takes one of the ${categories} values of its list.`,
    hint: 'Correct the spelling, or ask for the value to be added.',
  }),
  'CELL.OUT_OF_RANGE': (column, facts) => ({
    reason: `“${column}” must be ${boundsOf(facts, { from: 'at least', to: 'at most' })}.`,
    hint: 'Correct the value.',
  }),
  'CELL.TOO_SHORT': (column, { minLength }) => ({
    reason: `“${column}” has at least ${characters(minLength)}.`,
    hint: 'Complete the value; if it is a code, look whether its leading zeros were lost.',
  }),
  'CELL.TOO_LONG': (column, { maxLength }) => ({
    reason: `“${column}” has at most ${characters(maxLength)}.`,
    hint: 'Shorten the value, and look whether it belongs in another column.',
  }),
  'CELL.WRONG_PATTERN': (column, { pattern = '' }) => ({
    reason: `“${column}” does not have the form ${pattern} that its pattern asks for.`,
    hint: 'Correct the value; if it is a code, look whether its leading zeros were lost.',
  }),
  'CELL.RESERVED': (column) => ({
    reason: `In “${column}” the codes _T and _U are reserved for totals and missing values.`,
    hint: 'Use another code.',
  }),
  'CELL.DIRECT_IDENTIFIER': (column, { kind }) => ({
    reason: `“${column}” holds what looks like ${worded(IDENTIFIERS, kind)}.`,
    hint: 'Take it out, or replace it by a code of your own: what names people does not enter the commons.',
  }),
  'CELL.NOT_UNIQUE': (column, { firstRow = 0 }) => ({
    reason: `“${column}” has the same value as in row ${firstRow}, and each value may be there once.`,
    hint: 'Remove one of the two rows, or correct the value.',
  }),
  'CELL.NOT_WITHIN': (column, { within = '', firstRow = 0 }) => ({
    reason: `The same value of “${column}” lies in another value of “${within}” at row ${firstRow}.`,
    hint: 'Make the two rows agree.',
  }),
  'CELL.NO_ANCESTOR': (column, { level = '' }) => ({
    reason: `The code list does not say in which “${level}” this value of “${column}” lies.`,
    hint: 'Correct the code, or ask for it to be added to the list.',
  }),
  'ROW.DUPLICATE_KEY': (column, { firstRow = 0 }) => ({
    reason: `The key (${column}) is the same as that of row ${firstRow}.`,
    hint: 'Remove one of the two rows, or correct its key.',
  }),
  'ROW.UNKNOWN_REFERENCE': (column) => ({
    reason: `None of your rows in the table that “${column}” refers to has this value.`,
    hint: 'Correct the value, or first send the row that it refers to.',
  }),
  'ROW.RULE_BROKEN': (column, { rule = 0, title = '', says = '' }) => ({
    reason: `The row breaks rule ${rule}${title === '' ? '' : ` (${title})`}: ${says}.`,
    hint: `Compare the cells ${column} of this row, and correct what is wrong.`,
  }),
  'TABLE.IMPLAUSIBLE': (column, { previous = 0, current = 0, mostChangePercent = 0 }) => ({
    reason: `${column ? `The total of “${column}”` : 'The number of rows'} went from ${previous} to ${current}, a change of more than ${mostChangePercent} %.`,
    hint: 'If that is right there is nothing to do; otherwise look for missing or repeated rows and for other units.',
  }),
};
