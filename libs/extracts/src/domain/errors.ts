import { CommonsError } from '#kernel';
import type { Refusal } from './assess-extract';

/** What the assessment said no with, as an error of its own code. */
export const extractRefused = ({ code, message, alternative }: Refusal) =>
  new CommonsError('refused', code, message, { alternative });

export const unknownColumns = (columns: readonly string[], known: readonly string[]) =>
  new CommonsError(
    'invalid',
    'EXTRACT.UNKNOWN_COLUMN',
    `This dataset has no such dimension or measure: ${columns.join(', ')}. It has: ${known.join(', ')}.`,
    { columns, known },
  );

export const noVersion = (datasetId: string) =>
  new CommonsError('refused', 'DATASET.EMPTY', 'Nothing has been accepted into this dataset yet.', { datasetId });

export const notReleased = (id: string) =>
  new CommonsError('refused', 'EXTRACT.NOT_RELEASED', 'This extract has no release to download.', { id });

export const tooManyCells = (cells: number, most: number) =>
  new CommonsError(
    'refused',
    'EXTRACT.TOO_MANY_CELLS',
    `This table would have ${cells} cells, and at most ${most} are protected at once. Ask for fewer dimensions.`,
    { cells, most },
  );

export const brokenHierarchy = (fine: string, coarse: string) =>
  new CommonsError(
    'refused',
    'EXTRACT.BROKEN_HIERARCHY',
    `The rows put one value of ${fine} into several values of ${coarse}. Ask for one of the two.`,
    { fine, coarse },
  );
