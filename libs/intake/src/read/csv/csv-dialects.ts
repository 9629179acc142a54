import { compareScores, isClose, scoreDialect, type DialectScore } from '../../domain/dialect-score';
import { headerKey, type Row } from '../../domain/header';
import type { Wanted } from '../../domain/reading';
import { refusal, type Refusal } from '../../domain/trouble';
import { SAMPLE_ROWS } from '../limits';
import { countedRecord, csvParser, csvRefusal, isMisquoted, type CsvDialect } from './csv-parser';

/** A way to cut a text into cells, and what it makes of the sample. */
export type DialectGuess = {
  readonly dialect: CsvDialect;
  readonly rows: readonly Row[];
  readonly score: DialectScore;
};

const DELIMITERS = [',', ';', '\t', '|', ':', '^', '~', ' ', ', ', '; '];
/** A long sample shows nothing more about delimiters, and each is tried on all of it. */
const TRIAL_CHARACTERS = 32 << 10;
const MOST_GUESSES = 3;

/**
 * How a text may be cut into cells, best first: others only where they explain it as well.
 *
 * @throws FILE.WRONG_QUOTING, FILE.LINE_TOO_LONG if no way leads to a row
 */
export async function dialectsOf(text: string, wanted: Wanted): Promise<DialectGuess[]> {
  const trial = trialOf(text);
  const names = new Set(wanted.columns.map(({ name }) => headerKey(name)));
  const tried: Trial[] = [];
  for (const dialect of candidates(trial)) {
    tried.push(await tryDialect(trial, dialect, names));
  }
  const [best, ...others] = tried.filter(({ rows }) => rows.length > 0).sort((a, b) => compareScores(a.score, b.score));
  if (!best) throw tried.find(({ trouble }) => trouble)?.trouble ?? refusal('FILE.EMPTY');
  const close = others.filter(({ score, rows }) => isClose(best.score, score) && differs(rows, best));
  return [best, ...close.slice(0, MOST_GUESSES - 1)];
}

type Trial = DialectGuess & SampleRows;

/** A text whose quotation marks are all in their places under a dialect speaks for it. */
async function tryDialect(text: string, dialect: CsvDialect, names: ReadonlySet<string>): Promise<Trial> {
  const strict = await sampleRows(text, dialect, false);
  const sample = strict.misquoted ? await sampleRows(text, dialect, true) : strict;
  const placed = strict.misquoted ? 'misplaced' : 'placed';
  const quotes = dialect.quote === null ? 'text' : placed;
  const cut = { delimiter: dialect.delimiter ?? ',', rows: sample.rows, quotes } as const;
  return { ...sample, dialect, score: scoreDialect(cut, names) };
}

/** A header alone may be longer than what is enough to see a delimiter. */
function trialOf(text: string): string {
  if (text.length <= TRIAL_CHARACTERS) return text;
  const lines = wholeLines(text.slice(0, TRIAL_CHARACTERS));
  return /[\r\n]$/.test(lines) ? lines : text;
}

const differs = (rows: readonly Row[], best: DialectGuess): boolean =>
  JSON.stringify(rows) !== JSON.stringify(best.rows);

/** Cuts off the line that the end of the sample cut, if there is more than one. */
export function wholeLines(text: string): string {
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
  return end > 0 ? text.slice(0, end + 1) : text;
}

function candidates(text: string): CsvDialect[] {
  const comment = commentOf(text);
  const present = DELIMITERS.filter((delimiter) =>
    delimiter.length === 1 ? text.includes(delimiter) : text.includes(`${delimiter}"`),
  );
  return (present.length === 0 ? [','] : present).flatMap((delimiter) =>
    quotings(text, delimiter).map((quoting) => ({ delimiter, comment, ...quoting })),
  );
}

type Quoting = Pick<CsvDialect, 'quote' | 'escape'>;

function quotings(text: string, delimiter: string): Quoting[] {
  const doubled: Quoting = { quote: '"', escape: '"' };
  const ways = text.includes('\\"') ? [{ quote: '"', escape: '\\' }, doubled] : [doubled];
  if (opensCells(text, "'", delimiter)) ways.push({ quote: "'", escape: text.includes("\\'") ? '\\' : "'" });
  if (text.includes('"') && !opensCells(text, '"', delimiter)) ways.push({ quote: null, escape: null });
  return ways;
}

/** Whether cells begin with this mark and others end with it. */
function opensCells(text: string, mark: string, delimiter: string): boolean {
  const starts = text.startsWith(mark) || text.includes(delimiter + mark) || text.includes(`\n${mark}`);
  return starts && (text.includes(mark + delimiter) || text.includes(`${mark}\n`) || text.includes(`${mark}\r`));
}

const COMMENTS = ['#', '//'];

/** Lines that begin like a comment are one where a line before all others is, or where they are not cut like the others. */
function commentOf(text: string): string | null {
  const lines = text.split(/\r\n|\n|\r/, SAMPLE_ROWS).filter((line) => line.trim() !== '');
  return COMMENTS.find((mark) => isComment(mark, lines)) ?? null;
}

function isComment(mark: string, lines: readonly string[]): boolean {
  const marked = lines.filter((line) => line.startsWith(mark));
  const others = lines.filter((line) => !line.startsWith(mark));
  if (marked.length === 0 || others.length === 0) return false;
  const delimiters = [',', ';', '\t', '|'];
  const count = (line: string) => delimiters.map((delimiter) => line.split(delimiter).length - 1);
  const usual = count(others[0] ?? '');
  const cut = Math.max(...usual);
  // A header such as “#id;name” is cut like the rows below it.
  return marked.every((line) => cut === 0 || count(line).every((found, i) => found !== usual[i] || usual[i] === 0));
}

type SampleRows = {
  readonly rows: Row[];
  readonly trouble: Refusal | null;
  /** A quotation mark is out of its place, and not just left open by the end of the sample. */
  readonly misquoted: boolean;
};

/** The first rows of a text; what goes wrong behind them is told, not thrown. */
export function sampleRows(text: string, dialect: CsvDialect, lenient = true): Promise<SampleRows> {
  const rows: Row[] = [];
  const parser = csvParser(dialect, lenient);
  return new Promise((resolve) => {
    const finish = (trouble: Refusal | null, misquoted = false) => {
      resolve({ rows, trouble, misquoted });
      parser.destroy();
    };
    parser.on('data', (data: unknown) => {
      const { cells, comments } = countedRecord(data);
      rows.push({ row: rows.length + 1 + comments, cells });
    });
    parser.once('error', (error) => {
      finish(csvRefusal(error), isMisquoted(error));
    });
    parser.once('end', () => {
      finish(null);
    });
    // What is complete is given out before the end is judged, which may be within a cell.
    parser.write(text, () => setImmediate(() => parser.end()));
  });
}
