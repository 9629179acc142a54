import { CommonsError } from '#kernel';

/** @param until when some of a year's budget comes back; null: it is the lifetime's, which never does */
export const budgetSpent = (budget: string, spent: string, until: Date | null) =>
  new CommonsError(
    'refused',
    'EXTRACT.BUDGET_SPENT',
    until
      ? `The privacy budget of this dataset for one year (ε = ${budget}) does not last for another table: ε = ${spent} is spent. Some of it comes back on ${dayOf(until)}. Tables that were drawn already can be asked for again, and cost nothing.`
      : `The privacy budget of this dataset (ε = ${budget} over its lifetime) does not last for another table: ε = ${spent} is spent, and it never comes back. Tables that were drawn already can be asked for again, and cost nothing; a larger budget is for the members to vote on.`,
    { budget, spent, until: until?.toISOString() ?? null },
  );

/**
 * It depends on what was asked before, and never on what is in the rows.
 *
 * @param kind `conflict` within a run that was overtaken, which then begins anew
 */
export const exactBesideNoisy = (asked: 'exact' | 'noisy', kind: 'refused' | 'conflict') =>
  new CommonsError(
    kind,
    'EXTRACT.EXACT_BESIDE_NOISY',
    asked === 'noisy'
      ? 'Exact numbers of these rows by one of these dimensions have left the commons, and noise beside them would hide nothing. Ask for other dimensions, or again once other rows have taken the place of these.'
      : 'Numbers with noise of these rows have left the commons, and exact ones beside them would tell what the noise hides. Ask for a table with noise, or again once other rows have taken the place of these.',
    { asked },
  );

export const unboundedMeasures = (measures: readonly string[]) =>
  new CommonsError(
    'refused',
    'EXTRACT.UNBOUNDED_MEASURE',
    `Noise has to hide the largest value that a row may have, and the schema does not say what it is for ${measures.join(', ')}. Ask without them, or have the publisher declare a minimum and a maximum.`,
    { measures },
  );

export const unboundedPerson = (personKey: string) =>
  new CommonsError(
    'refused',
    'EXTRACT.UNBOUNDED_PERSON',
    `Noise has to hide all rows of a person, and the schema, which tells people apart by ${personKey}, does not say how many rows one may have at most (mostRowsPerPerson). Have the publisher declare it, or ask where no noise is asked for.`,
    { personKey },
  );

export const unboundedWeight = (weight: string) =>
  new CommonsError(
    'refused',
    'EXTRACT.UNBOUNDED_WEIGHT',
    `Noise has to hide all that a row counts as, and the schema does not say how many people that are at most: as many as its ${weight} says. Have the publisher declare a maximum of ${weight}, or ask where no noise is asked for.`,
    { weight },
  );

export const cellKeyCountsOnly = (measures: readonly string[]) =>
  new CommonsError(
    'refused',
    'EXTRACT.CELL_KEY_COUNTS_ONLY',
    `The policies change the numbers of people in this dataset by cell keys, which hide nothing in sums. Ask without ${measures.join(', ')}.`,
    { measures },
  );

export const cellKeyTablesSpent = (most: number) =>
  new CommonsError(
    'refused',
    'EXTRACT.CELL_KEY_TABLES_SPENT',
    `The policies let ${most} different tables of this dataset out with cell keys, and so many are out: more of them would average the noise away. Tables that were made already can be asked for again; more are for the members to vote on.`,
    { most },
  );

const dayOf = (date: Date) => date.toISOString().slice(0, 10);
