import { CommonsError } from '#kernel';
import type { Contradiction } from './contradictions/contradiction';

/** @param problem the places that are not in the language of statutes, and what is wrong there */
export const invalidStatute = (problem: string) =>
  new CommonsError('invalid', 'STATUTE.INVALID', `These rules cannot be understood as a statute: ${problem}.`, {
    problem,
  });

export const contradictoryStatute = (contradictions: readonly Contradiction[]) => {
  const problem = contradictions.map(({ path, en }) => `${path}: ${en}`).join(' ');
  return new CommonsError('invalid', 'STATUTE.INVALID', `This statute cannot hold together. ${problem}`, {
    problem,
    contradictions,
  });
};

export const unreadableDate = (text: string) =>
  new CommonsError(
    'invalid',
    'DATE.INVALID',
    'This is no date with a time. Write it as 2027-03-14T18:30: a day the calendar has, and hours and minutes.',
    { text: text.slice(0, 100) },
  );

export const insideClockChange = (text: string, timeZone: string, change: 'skipped' | 'repeated') => {
  const [day = '', time = ''] = text.split('T');
  const why = {
    skipped: `The time ${time} of ${day} does not exist in ${timeZone}: the clocks are put forward over it.`,
    repeated: `The time ${time} of ${day} comes twice in ${timeZone}: the clocks are put back over it.`,
  };
  return new CommonsError(
    'invalid',
    'DATE.CLOCK_CHANGE',
    `${why[change]} Choose a time of that day which comes exactly once, an hour or more earlier or later.`,
    { text, timeZone, change },
  );
};

/** @param earliest, latest the civil days between which the second call may be, both included; latest ≥ earliest */
export const secondCallNotAllowed = (earliest: string, latest: string, article: string) =>
  new CommonsError(
    'refused',
    'ASSEMBLY.SECOND_CALL',
    `The second call comes after the first, from ${earliest} to ${latest} (${article}). Choose a time in those days.`,
    { earliest, latest, article },
  );
