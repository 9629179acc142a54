import { guess, type Draft, type Guess } from '../../domain/guess';
import { headerKey, isBlank, wantedIn, type Row } from '../../domain/header';
import type { Inspection, Question, Wanted } from '../../domain/reading';
import { Refusal, refusal } from '../../domain/trouble';
import { SAMPLE_ROWS } from '../limits';
import { assertOneRowHeader } from './header-merges';
import { sheetRows, type Merge } from './sheet-rows';
import { openWorkbook, type Sheet, type Workbook } from './workbook';

/** Worksheets are read to their end, for their merged cells, if they are no longer than this, unpacked. */
const READ_WHOLE_BYTES = 24 << 20;
/** So many sheets are sampled, and offered. */
const MOST_SHEETS = 12;
/** The first rows that hold anything, of every sheet. */
const GLANCED_ROWS = 50;
/** Where most are blank, as below a table that somebody formatted to its end. */
const MOST_SEEN_ROWS = 1_000;

type SheetSample = {
  readonly sheet: Sheet;
  readonly rows: readonly Row[];
  readonly merges: readonly Merge[];
  readonly wanted: number;
};

/** One candidate for each sheet that holds a table, the likeliest first. */
export async function inspectWorkbook(path: string, wanted: Wanted): Promise<Inspection> {
  const book = await openWorkbook(path);
  try {
    const samples = await samplesOf(book, wanted);
    samples.sort((a, b) => b.wanted - a.wanted || sizeOf(b.rows) - sizeOf(a.rows));
    const [best] = samples;
    if (!best) throw refusal('FILE.EMPTY');
    const alone = standsAlone(samples);
    const guesses = samples.map((sample) => guessOf(sample, { alone: alone && sample === best, wanted }));
    const candidates = guesses.flatMap((found) => found.candidates);
    const questions = [...(alone ? [] : [sheetQuestion(samples)]), ...(guesses[0]?.questions ?? [])];
    return { format: 'xlsx', candidates, questions, trouble: null };
  } finally {
    book.archive.close();
  }
}

/** The only sheet, or the only one with so many of the wanted columns, leaves nothing to ask, unless it was hidden behind others. */
const standsAlone = ([best, second]: readonly SheetSample[]): boolean =>
  second === undefined || (!!best && best.wanted > second.wanted && (!best.sheet.hidden || second.sheet.hidden));

/** The sheets that are worth a sample: those with most of the wanted names in their first rows, as the workbook orders them. */
async function samplesOf(book: Workbook, wanted: Wanted): Promise<SheetSample[]> {
  const samples: SheetSample[] = [];
  for (const { sheet, wanted: found } of likeliest(await glances(book, wanted))) {
    const sample = await sampleOf(book, sheet);
    if (sample.rows.length > 0) samples.push({ ...sample, wanted: found });
  }
  return samples;
}

/** How many of the wanted names the first rows of a sheet hold. */
type Glance = Pick<SheetSample, 'sheet' | 'wanted'>;

async function glances(book: Workbook, wanted: Wanted): Promise<Glance[]> {
  const names = new Set(wanted.columns.map(({ name }) => headerKey(name)));
  const found: Glance[] = [];
  for (const sheet of book.sheets) {
    const rows = await firstRows(book, sheet).catch(unlessRefused);
    if (rows?.length !== 0)
      found.push({ sheet, wanted: Math.max(0, ...(rows ?? []).map((row) => wantedIn(row, names))) });
  }
  return found;
}

/** @returns null where all that was seen is blank, and there is more */
async function firstRows(book: Workbook, sheet: Sheet): Promise<Row[] | null> {
  const rows: Row[] = [];
  let seen = 0;
  for await (const batch of sheetRows(book, sheet, '.')) {
    rows.push(...batch.filter((row) => !isBlank(row)));
    seen += batch.length;
    if (rows.length >= GLANCED_ROWS || seen >= MOST_SEEN_ROWS) break;
  }
  return rows.length === 0 && seen >= MOST_SEEN_ROWS ? null : rows.slice(0, GLANCED_ROWS);
}

/** What is wrong with a sheet is said when it is sampled; one that is not does no harm. */
function unlessRefused(error: unknown): null {
  if (!(error instanceof Refusal)) throw error;
  return null;
}

/** Hidden sheets count where all are, or where they hold more of what is wanted than any that is shown. */
function likeliest(found: readonly Glance[]): Glance[] {
  const shown = found.filter(({ sheet }) => !sheet.hidden);
  const most = Math.max(0, ...shown.map(({ wanted }) => wanted));
  const eligible = found.filter(({ sheet, wanted }) => shown.length === 0 || !sheet.hidden || wanted > most);
  return eligible.sort((a, b) => b.wanted - a.wanted).slice(0, MOST_SHEETS);
}

async function sampleOf(book: Workbook, sheet: Sheet): Promise<Omit<SheetSample, 'wanted'>> {
  const rows: Row[] = [];
  const merges: Merge[] = [];
  const toItsEnd = book.archive.sizeOf(sheet.part) <= READ_WHOLE_BYTES;
  for await (const batch of sheetRows(book, sheet, '.', merges)) {
    if (rows.length < SAMPLE_ROWS) rows.push(...batch.filter((row) => !isBlank(row)));
    else if (!toItsEnd) break;
  }
  return { sheet, rows: rows.slice(0, SAMPLE_ROWS), merges };
}

const sizeOf = (rows: readonly Row[]): number => rows.reduce((sum, { cells }) => sum + cells.length, 0);

type Standing = { readonly alone: boolean; readonly wanted: Wanted };

function guessOf({ sheet, rows, merges, wanted: found }: SheetSample, { alone, wanted }: Standing): Guess {
  const draft: Draft = {
    reading: {
      format: 'xlsx',
      encoding: null,
      delimiter: null,
      quote: null,
      escape: null,
      comment: null,
      sheet: sheet.name,
    },
    rows,
    more: [],
    confidence: alone ? 100 : 50,
    reasons: [
      'FORMAT.CERTAIN',
      ...(alone ? (['SHEET.ONLY'] as const) : []),
      ...(found > 0 ? (['SHEET.FITS'] as const) : []),
    ],
  };
  const guessed = guess(draft, wanted);
  const headerRow = guessed.candidates[0]?.reading.headerRow;
  // Where other sheets may be meant, a header in several rows is no reason to refuse the file.
  if (headerRow !== undefined && alone) assertOneRowHeader(merges, headerRow);
  return guessed;
}

const sheetQuestion = (samples: readonly SheetSample[]): Question => ({
  code: 'SHEET.AMBIGUOUS',
  column: null,
  example: samples[0]?.sheet.name ?? '',
  readings: samples.map(({ sheet }) => sheet.name),
});
