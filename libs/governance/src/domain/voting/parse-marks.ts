import { marksInvalid } from './errors';
import type { Marks, Method } from './method';

/**
 * Takes what somebody sent as the marks of a paper, or refuses it: a paper that was taken is counted.
 *
 * An overvote is refused, not guessed at; so is a paper that marks nothing without saying that it is blank.
 *
 * @param method the ballot's method
 * @param optionCount how many options are on the paper, ≥ 1 (of no meaning for `yesNo`)
 * @param input anything, as it comes off the wire
 * @returns the marks in their one form: approvals and tied options in ascending order
 * @throws BALLOT.MARKS_INVALID
 */
export function parseMarks(method: Method, optionCount: number, input: unknown): Marks {
  if (input === 'abstain' || input === 'blank') return input;
  switch (method.kind) {
    case 'yesNo':
      return anAnswer(input);
    case 'choice':
      return { option: anOption(fieldOf(input, 'option'), optionCount) };
    case 'approval':
      return { options: someOptions(fieldOf(input, 'options'), optionCount) };
    case 'score':
      return { scores: someScores(fieldOf(input, 'scores'), optionCount, method.highest) };
    default:
      return { ranking: aRanking(fieldOf(input, 'ranking'), optionCount, method.kind === 'schulze') };
  }
}

function anAnswer(input: unknown): Marks {
  if (input === 'yes' || input === 'no') return input;
  throw marksInvalid('a motion is voted on with yes, no, abstain or blank; choose one of them');
}

/** The one field that papers of this method have; they have no other. */
function fieldOf(input: unknown, name: string): unknown {
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) {
    const keys = Object.keys(input);
    if (keys.length === 1 && keys[0] === name) return (input as Record<string, unknown>)[name];
  }
  throw marksInvalid(`it must have "${name}" and nothing else, or be abstain or blank`);
}

function listOf(value: unknown, longest: number): readonly unknown[] {
  if (!Array.isArray(value)) throw marksInvalid('its marks must be in a list; send them as the ballot asks');
  if (value.length === 0) throw marksInvalid('nothing is marked; mark at least one option, or vote blank');
  if (value.length > longest) throw marksInvalid(`it has more marks than options; there are ${longest}`);
  return value;
}

/** Like `map`, but does not pass over holes. */
function each<T>(list: readonly unknown[], read: (value: unknown) => T): T[] {
  const all: T[] = [];
  for (let i = 0; i < list.length; i += 1) all.push(read(list[i]));
  return all;
}

const isWhole = (value: unknown, highest: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= highest;

function anOption(value: unknown, optionCount: number): number {
  // + 0, because JSON can say -0.
  if (isWhole(value, optionCount - 1)) return value + 0;
  throw marksInvalid(`it names an option that is not on it; choose among its ${optionCount} options`);
}

function someOptions(value: unknown, optionCount: number, seen = new Set<number>()): number[] {
  const options = each(listOf(value, optionCount), (option) => anOption(option, optionCount));
  for (const option of options) {
    if (seen.has(option)) throw marksInvalid('it names the same option twice; name each at most once');
    seen.add(option);
  }
  return options.sort((a, b) => a - b);
}

function someScores(value: unknown, optionCount: number, highest: number): (number | null)[] {
  const scores = listOf(value, optionCount);
  if (scores.length < optionCount) throw marksInvalid(`each of its ${optionCount} options needs a score, or null`);
  if (scores.every((score) => score === null)) throw marksInvalid('nothing is scored; score an option, or vote blank');
  return each(scores, (score) => {
    if (score === null) return null;
    if (isWhole(score, highest)) return score + 0;
    throw marksInvalid(`a score is a whole number from 0 to ${highest}; correct it`);
  });
}

function aRanking(value: unknown, optionCount: number, mayTie: boolean): number[][] {
  const seen = new Set<number>();
  return each(listOf(value, optionCount), (group) => {
    const options = someOptions(group, optionCount, seen);
    if (options.length > 1 && !mayTie) {
      throw marksInvalid('two options are on the same place; this method takes one on each');
    }
    return options;
  });
}
