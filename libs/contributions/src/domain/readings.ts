import type { Candidate, Inspection, Mapping, Reading } from '#intake';
import type { Dialect } from '#warehouse';
import { readingInvalid } from './errors';

/** What is known of how a file is to be read before anybody is asked. */
export type Said = {
  readonly hints: Partial<Dialect>;
  readonly mapping: Mapping | null;
  /** Whether somebody wants to look first. */
  readonly reviewAsked: boolean;
};

/** How a file is read; null: somebody has to say it. */
export type Understood = { readonly reading: Reading | null; readonly mapping: Mapping | null };

const ANSWERED_BY: Readonly<Record<string, keyof Dialect>> = {
  'NUMBER.AMBIGUOUS': 'decimalMark',
  'DELIMITER.AMBIGUOUS': 'delimiter',
  'ENCODING.AMBIGUOUS': 'encoding',
};

/** The questions that what the contributor said of the file leaves open. */
export const openQuestions = ({ questions }: Inspection, hints: Partial<Dialect>): Inspection['questions'] =>
  questions.filter(({ code }) => {
    const hint = ANSWERED_BY[code];
    return hint === undefined || hints[hint] === undefined;
  });

/** Takes the best reading of a file unless a question is open, or somebody wants to look first. */
export function understand(inspection: Inspection, { hints, mapping, reviewAsked }: Said): Understood {
  const best = bestCandidate(inspection, hints);
  const isSure = best !== undefined && !reviewAsked && openQuestions(inspection, hints).length === 0;
  return { reading: isSure ? hinted(best.reading, hints) : null, mapping };
}

/** The first candidate that is cut as the contributor says; the first of all if none is. */
function bestCandidate({ candidates }: Inspection, { delimiter }: Partial<Dialect>): Candidate | undefined {
  const cut = candidates.find(({ reading }) => delimiter !== undefined && reading.delimiter === delimiter);
  return cut ?? candidates[0];
}

/** A reading as the contributor says it is, where they said it and it applies. */
const hinted = (reading: Reading, { delimiter, decimalMark, encoding }: Partial<Dialect>): Reading => ({
  ...reading,
  ...(delimiter !== undefined && reading.delimiter !== null && { delimiter }),
  ...(encoding !== undefined && reading.encoding !== null && { encoding }),
  ...(decimalMark !== undefined && { decimalMark }),
});

/** A mark around or within cells; between them, and before comments, stand up to three characters. */
const ONE_CHARACTER = /^[^\r\n]$/u;
const THREE_CHARACTERS = /^[^\r\n"']{1,3}$/u;

const isMark = (pattern: RegExp, mark: string | null): boolean => mark === null || pattern.test(mark);

/**
 * Checks a reading that somebody chose. The file tells its format; what else it may say is the contributor's to know.
 *
 * @throws READING.INVALID
 */
export function assertReading(reading: Reading, { candidates }: Inspection): void {
  if (!candidates.some(({ reading: { format } }) => format === reading.format)) {
    throw readingInvalid('the file is of another format');
  }
  const { delimiter, quote, escape, comment, headerRow } = reading;
  if (![quote, escape].every((mark) => isMark(ONE_CHARACTER, mark))) {
    throw readingInvalid('quote and escape are one character each');
  }
  if (![delimiter, comment].every((mark) => isMark(THREE_CHARACTERS, mark))) {
    throw readingInvalid(
      'delimiter and comment have one to three characters, none of them a quotation mark or a line end',
    );
  }
  if (!Number.isSafeInteger(headerRow) || headerRow < 1) throw readingInvalid('rows are counted from 1');
}
