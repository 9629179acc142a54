import { CommonsError } from '#kernel';
import type { Refusal, Terms, ToldRefusal } from './permit';

/** What the assessment said no with, as an error of its own code. */
export const extractRefused = ({ code, message, alternative, details }: Refusal) =>
  new CommonsError('refused', code, message, { ...details, alternative });

/** Their details are made from rows: for those who hold these, and only as long as they are there. */
const FROM_ROWS = /^(?:DISCLOSURE|MICRODATA)\./;

/** As it is kept, and shown to whoever asks again. */
export function toldRefusal(why: Refusal | CommonsError): ToldRefusal {
  const { code, message, details } = why instanceof CommonsError ? why : extractRefused(why);
  return FROM_ROWS.test(code) ? { code, message } : { code, message, details };
}

export const unknownColumns = (columns: readonly string[], known: readonly string[]) =>
  new CommonsError(
    'invalid',
    'EXTRACT.UNKNOWN_COLUMN',
    `This dataset has no such dimension or measure: ${columns.join(', ')}. It has: ${known.join(', ')}.`,
    { columns, known },
  );

export const noVersion = (datasetId: string) =>
  new CommonsError('refused', 'DATASET.EMPTY', 'Nothing has been accepted into this dataset yet.', { datasetId });

export const noRecords = (datasetId: string) =>
  new CommonsError(
    'refused',
    'RECORDS.NONE',
    'Your organisation has no rows in the latest version of this dataset that may be taken out so.',
    { datasetId },
  );

export const notReleased = (id: string) =>
  new CommonsError('refused', 'EXTRACT.NOT_RELEASED', 'This extract has no release to download.', { id });

export const tooManyCells = (cells: number, most: number) =>
  new CommonsError(
    'refused',
    'EXTRACT.TOO_MANY_CELLS',
    `This table would have ${cells} cells, and at most ${most} are protected at once. Ask for fewer dimensions.`,
    { cells, most },
  );

export const repeatedColumns = (columns: readonly string[]) =>
  new CommonsError('invalid', 'EXTRACT.REPEATED_COLUMN', `Ask for each column once: ${columns.join(', ')}.`, {
    columns,
  });

export const wrongNumberOfDimensions = (asked: number, most: number) =>
  new CommonsError('invalid', 'EXTRACT.DIMENSION_COUNT', `Ask for 1 to ${most} dimensions; you asked for ${asked}.`, {
    asked,
    most,
  });

/** @param within what both lie within; null: who asks may not know of it */
export const crossedHierarchies = (columns: readonly [string, string], within: string | null) =>
  new CommonsError(
    'refused',
    'EXTRACT.CROSSED_HIERARCHIES',
    `${columns.join(' and ')} both lie within ${within ?? 'the same coarser column'}, and cannot be protected in one table. Ask for one of the two.`,
    { columns, within },
  );

/** @param kind `refused` towards the person who downloads; `conflict` within a run, which then begins anew */
export const termsChanged = (kind: 'refused' | 'conflict', made: Terms, asked: Terms) =>
  new CommonsError(
    kind,
    'EXTRACT.TERMS_CHANGED',
    'This release was made under weaker terms than the policies in force now ask. Request the extract again.',
    { made, asked },
  );

/** @param kind `refused` towards the person who downloads; `conflict` within a run, which then begins anew */
export const consentWithdrawn = (kind: 'refused' | 'conflict') =>
  new CommonsError(
    kind,
    'EXTRACT.CONSENT_WITHDRAWN',
    'A contributor whose rows are in this release objects to its use now. Request the extract again, without them; where the two together would tell what these rows are, it waits until enough other contributors have sent rows.',
  );

/** In words that say nothing of the rows: it depends on whose rows have changed, not on what is in them. */
export const heldBack = () =>
  new CommonsError(
    'refused',
    'EXTRACT.HELD_BACK',
    'Beside tables that left this dataset before, this one would tell of rows that are in one of them alone: since then, too few contributors have sent rows, taken them back, or changed who may use them. It can be made once enough other contributors have sent rows.',
  );

/** The columns of the other tables are not named: whoever asks may not know of them. */
export const tooMuchShown = () =>
  new CommonsError(
    'refused',
    'EXTRACT.TOO_MUCH_SHOWN',
    'Together with the tables that were made of these rows before, this one would be too large to be protected, or by columns that cannot be protected together. Ask for fewer columns, or for those of an earlier table; or wait for rows of more contributors.',
  );

/** In words that say nothing of the rows: it depends on the terms of both. */
export const shownChanged = () =>
  new CommonsError(
    'refused',
    'EXTRACT.SHOWN_CHANGED',
    'A table of these rows left before with rounded or otherwise changed numbers, under other terms than yours. Side by side, the two would tell what each of them hides. Ask for other columns, or wait for rows of more contributors; policies that ask everywhere for the same thresholds, the same rounding and the same cell keys avoid it.',
  );

/** A table that was made while another one of the same dataset left is made anew, beside that one. */
export const anotherLeft = () =>
  new CommonsError(
    'conflict',
    'EXTRACT.ANOTHER_LEFT',
    'Another table of this dataset left while this one was made, or the federation recorded which organisations belong together: it has to be looked at again. Ask again in a moment.',
  );

/** @param isHeld whether it is held back, and does not come by itself soon */
export const staleRelease = (since: Date, isHeld: boolean) =>
  new CommonsError(
    'refused',
    'RELEASE.STALE',
    isHeld
      ? 'Rows in this release were taken back. It is made again without them once enough other contributors have sent rows; until then the difference of the two would tell what they were.'
      : 'Rows in this release were taken back. It is being made again without them: look again in a while.',
    { since: since.toISOString() },
  );

/** A run during which rows were taken back begins anew. */
export const rowsWithdrawn = () =>
  new CommonsError('conflict', 'EXTRACT.ROWS_WITHDRAWN', 'Rows of this extract were taken back while it was made.');

/** For a reason of ours, which did not pass while it was tried again and again. */
export const notMade = () =>
  new CommonsError(
    'refused',
    'EXTRACT.NOT_MADE',
    'This table could not be made, for a reason of ours. Ask for it again; if that fails too, tell whoever runs the platform.',
  );

/** A run whose files were destroyed as those of a recalled release, being the same, begins anew. */
export const releaseFilesGone = () =>
  new CommonsError(
    'conflict',
    'RELEASE.FILES_GONE',
    'This table is the very same as one that was being destroyed. It is made once more: ask again in a moment.',
  );

/** @param levels of the field's code list that the dataset has, the finest first */
export const unknownLevel = (field: string, levels: readonly string[]) =>
  new CommonsError(
    'invalid',
    'AGGREGATES.UNKNOWN_LEVEL',
    levels.length > 0
      ? `Ask for ${field} at one of these levels: ${levels.join(', ')}.`
      : `${field} has no levels: ask for it as it is.`,
    { field, levels },
  );

export const unknownCodes = (field: string) =>
  new CommonsError(
    'invalid',
    'AGGREGATES.UNKNOWN_CODE',
    `Choose among the codes that the dataset declares for ${field}, or _T for its total; at least one.`,
    { field },
  );

export const notChecked = () =>
  new CommonsError(
    'unavailable',
    'CERTIFICATE.NOT_CHECKED',
    'Checking this certificate needs more time or memory than there is now, so nothing is said about it. Try again when less is going on.',
  );
