import type { Marks } from '../voting/method';
import type { MinutesWords } from './words/minutes-words';

/** An option by its name, and by its place if the paper had no such option. */
export const optionName = (options: readonly string[], place: number): string => options[place] ?? `#${place + 1}`;

/** One paper as people read it: `for`, `Ada, Ben`, `Ada 5, Ben 0`, `Ada > Ben = Cleo`. */
export function marksInWords(marks: Marks, options: readonly string[], { item: say }: MinutesWords): string {
  const named = (places: readonly number[], joint: string) =>
    places.map((place) => optionName(options, place)).join(joint);
  if (typeof marks === 'string') return say.marks[marks];
  if ('option' in marks) return optionName(options, marks.option);
  if ('options' in marks) return named(marks.options, ', ');
  if ('ranking' in marks) return marks.ranking.map((equals) => named(equals, ' = ')).join(' > ');
  const scores = marks.scores.flatMap((score, place) =>
    score === null ? [] : [`${optionName(options, place)} ${score}`],
  );
  return scores.join(', ') || say.notScored;
}
