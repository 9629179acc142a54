import { decoded } from '#kernel';
import { isBlank, type Row } from '../../domain/header';
import { guess, type Draft, type Guess } from '../../domain/guess';
import type { Inspection, Question, Wanted } from '../../domain/reading';
import { shownCell } from '../../domain/shown';
import { refusal } from '../../domain/trouble';
import type { EncodingGuess } from '../encoding';
import { headText } from '../format';
import { SAMPLE_ROWS } from '../limits';
import type { Sample } from '../sample';
import { farNumbers } from './far-numbers';
import { dialectsOf, sampleRows, wholeLines, type DialectGuess } from './csv-dialects';

const MOST_CANDIDATES = 8;

/** The readings of a text with separated values, best first, and what they leave open. */
export async function inspectCsv(
  sample: Sample,
  encodings: readonly EncodingGuess[],
  wanted: Wanted,
): Promise<Inspection> {
  const { dialects, drafts } = await draftsOf(sample, encodings, wanted);
  const guesses = await guessesOf(drafts, sample, wanted);
  const candidates = guesses.flatMap((found) => found.candidates).slice(0, MOST_CANDIDATES);
  if (candidates.length === 0) throw refusal('FILE.EMPTY');
  const asked = [delimiterQuestion(dialects), encodingQuestion(sample, encodings)].filter((found) => found !== null);
  return { format: 'csv', candidates, questions: [...asked, ...(guesses[0]?.questions ?? [])], trouble: null };
}

/** Where the sample does not say how numbers are written, the rest of the file is asked. */
async function guessesOf(drafts: readonly Draft[], sample: Sample, wanted: Wanted): Promise<Guess[]> {
  const guesses = drafts.map((draft) => guess(draft, wanted));
  const [first, silent = []] = [drafts[0], guesses[0]?.silent];
  if (sample.whole || !first || silent.length === 0) return guesses;
  const far = await farNumbers(sample.path, first.reading, silent);
  if (far.length === 0) return guesses;
  const isCutAlike = ({ reading }: Draft) => reading.delimiter === first.reading.delimiter;
  return drafts.map((draft) => guess(isCutAlike(draft) ? { ...draft, more: [...draft.more, ...far] } : draft, wanted));
}

/** All dialects in the best encoding, and the best dialect in the others: encodings agree on delimiters. */
async function draftsOf(
  sample: Sample,
  encodings: readonly EncodingGuess[],
  wanted: Wanted,
): Promise<{ dialects: DialectGuess[]; drafts: Draft[] }> {
  const sources = encodings.map((encoding): Source => {
    const text = headText(sample, encoding);
    return { sample, encoding, text: sample.whole ? text : wholeLines(text) };
  });
  const [first, ...others] = sources;
  if (!first) return { dialects: [], drafts: [] };
  if (!sample.whole && !/[\r\n]/.test(first.text)) throw refusal('FILE.LINE_TOO_LONG', { limit: first.text.length }, 1);
  const dialects = await dialectsOf(first.text, wanted);
  const best = dialects.slice(0, 1);
  const pairs = [
    ...dialects.map((dialect) => ({ source: first, dialect })),
    ...others.flatMap((source) => best.map((dialect) => ({ source, dialect }))),
  ];
  return { dialects, drafts: await Promise.all(pairs.map(({ source, dialect }) => draftOf(source, dialect))) };
}

type Source = { readonly sample: Sample; readonly text: string; readonly encoding: EncodingGuess };

async function draftOf({ sample, text, encoding }: Source, { dialect, score }: DialectGuess): Promise<Draft> {
  const { rows } = await sampleRows(text, dialect);
  const width = rows.find((row) => !isBlank(row))?.cells.length ?? 0;
  const more: Row[] = [];
  for (const piece of sample.pieces) {
    const whole = wholeLines(decoded(piece, encoding.encoding));
    const found = await sampleRows(whole.slice(whole.search(/[\r\n]/) + 1), dialect);
    more.push(...found.rows.filter(({ cells }) => cells.length === width));
  }
  return {
    reading: { format: 'csv', encoding: encoding.encoding, ...dialect, sheet: null },
    rows: rows.slice(0, SAMPLE_ROWS),
    more: [...rows.slice(SAMPLE_ROWS), ...more],
    confidence: Math.max(1, Math.min(encoding.confidence, 40 + Math.floor((score.even * 6) / 100))),
    reasons: [encoding.reason, score.even >= 990 ? 'ROWS.EVEN' : 'ROWS.UNEVEN'],
  };
}

function delimiterQuestion(dialects: readonly DialectGuess[]): Question | null {
  const delimiters = [...new Set(dialects.map(({ dialect }) => dialect.delimiter ?? ''))];
  const header = dialects[0]?.rows.find((row) => !isBlank(row));
  if (delimiters.length < 2 || !header) return null;
  const example = shownCell(header.cells.join(delimiters[0]));
  return { code: 'DELIMITER.AMBIGUOUS', column: null, example, readings: delimiters };
}

/** Shows the first word that the encodings read differently. */
function encodingQuestion({ strangers }: Sample, encodings: readonly EncodingGuess[]): Question | null {
  if (encodings.length < 2 || encodings[0]?.reason === 'ENCODING.LANGUAGE') return null;
  const evidence = Buffer.concat([...strangers]);
  const texts = encodings.map(({ encoding }) => decoded(evidence, encoding).split(/[\s,;|"]+/));
  const [first = [], ...others] = texts;
  const at = first.findIndex((word, i) => others.some((words) => words[i] !== word));
  const readings = [...new Set(texts.map((words) => shownCell(words[at] ?? '')))];
  return readings.length < 2
    ? null
    : { code: 'ENCODING.AMBIGUOUS', column: null, example: readings[0] ?? '', readings };
}
