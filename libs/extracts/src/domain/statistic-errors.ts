import { CommonsError } from '#kernel';

export const statisticsInExtractsOnly = (asked: readonly string[]) =>
  new CommonsError(
    'invalid',
    'QUANTILE.EXTRACTS_ONLY',
    `Quantiles and means are told in extracts alone: request one with ${asked.join(', ')}, or ask here for sums.`,
    { asked },
  );

export const quantileWithoutGrid = (measures: readonly string[]) =>
  new CommonsError(
    'invalid',
    'QUANTILE.NO_GRID',
    `Quantiles are told in steps that the schema declares, and it declares none for ${measures.join(', ')}. Ask for the sums, or have the publisher declare a minimum, a maximum and a grid.`,
    { measures },
  );

export const gridTooFine = (intervals: number, most: number) =>
  new CommonsError(
    'refused',
    'QUANTILE.GRID_TOO_FINE',
    `This table would be counted in ${intervals} steps of its cells, and at most ${most} are counted at once. Ask for fewer dimensions, or for quantiles of a measure with a coarser grid.`,
    { intervals, most },
  );

export const quantilesNotKeyed = (asked: readonly string[]) =>
  new CommonsError(
    'refused',
    'QUANTILE.NOT_PERTURBED',
    `The policies change the numbers of this dataset by cell keys, and an exact quantile beside them would undo that. Ask without ${asked.join(', ')}.`,
    { asked },
  );

export const meanOfMissing = (measures: readonly string[]) =>
  new CommonsError(
    'invalid',
    'MEAN.MAY_BE_MISSING',
    `A mean divides a sum by all people of a cell, and the schema lets ${measures.join(', ')} be missing, so it would be too low. Ask for the sums, or have the publisher require a value in every row.`,
    { measures },
  );
