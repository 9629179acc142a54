import type { Method } from '#governance';
import { CommonsError } from '#kernel';

/** A form as it was sent: nobody says that it came from one of our pages. */
export type Form = Readonly<Record<string, unknown>>;

/** What stands beside the options of a paper: the marks count, or none of them is meant. */
export const MARKED = 'marked';

const placeInvalid = () =>
  new CommonsError(
    'invalid',
    'VOTE.PLACE_INVALID',
    'A place is a whole number: 1 for what you like best, then 2, 3, …',
  );

const contradictory = () =>
  new CommonsError(
    'invalid',
    'VOTE.CONTRADICTORY',
    'This paper marks options and says that it abstains or is blank: leave one of the two.',
  );

export function formOf(body: unknown): Form {
  return typeof body === 'object' && body !== null ? (body as Form) : {};
}

/** A field that is there once, as text; anything else is as if it had been left empty. */
export const fieldOf = (form: Form, name: string): string => {
  const value = Object.hasOwn(form, name) ? form[name] : '';
  return typeof value === 'string' ? value.trim() : '';
};

/**
 * What the fields of a paper say, in the way in which the count takes it. Whether that is a valid paper is not decided
 * here.
 *
 * @param optionCount how many options are on the paper
 * @throws VOTE.PLACE_INVALID, VOTE.CONTRADICTORY
 */
export function marksOf(method: Method, optionCount: number, form: Form): unknown {
  const mark = fieldOf(form, 'mark');
  if (method.kind === 'yesNo') return mark;
  if (method.kind === 'choice') return isNumber(mark) ? { option: Number(mark) } : mark;
  const marks = { approval: approved, score: scored }[method.kind as string] ?? ranked;
  const { isEmpty, said } = marks(form, optionCount);
  if (mark === MARKED) return said;
  if (!isEmpty) throw contradictory();
  return mark;
}

type Said = { readonly isEmpty: boolean; readonly said: object };

function approved(form: Form): Said {
  const given = Object.hasOwn(form, 'option') ? form['option'] : [];
  const values: unknown[] = Array.isArray(given) ? given : [given];
  return { isEmpty: values.length === 0, said: { options: values.map(numberOf) } };
}

function scored(form: Form, optionCount: number): Said {
  const scores = Array.from({ length: optionCount }, (_, place) => {
    const score = fieldOf(form, `score-${place}`);
    return score === '' ? null : numberOf(score);
  });
  return { isEmpty: scores.every((score) => score === null), said: { scores } };
}

/** Options with the same number share a place; numbers that nobody has are no gap. */
function ranked(form: Form, optionCount: number): Said {
  const places = new Map<number, number[]>();
  for (let option = 0; option < optionCount; option += 1) {
    const place = fieldOf(form, `rank-${option}`);
    if (place === '') continue;
    if (!isNumber(place) || Number(place) < 1) throw placeInvalid();
    places.set(Number(place), [...(places.get(Number(place)) ?? []), option]);
  }
  const ranking = [...places].sort(([a], [b]) => a - b).map(([, options]) => options);
  return { isEmpty: ranking.length === 0, said: { ranking } };
}

const isNumber = (text: string): boolean => /^\d{1,4}$/.test(text);
const numberOf = (value: unknown): number => (typeof value === 'string' && isNumber(value) ? Number(value) : NaN);
