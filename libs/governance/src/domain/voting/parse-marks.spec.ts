import { CommonsError } from '#kernel';
import type { Method } from './method';
import { parseMarks } from './parse-marks';

const YES_NO: Method = { kind: 'yesNo' };
const CHOICE: Method = { kind: 'choice' };
const APPROVAL: Method = { kind: 'approval', seats: 2 };
const SCORE: Method = { kind: 'score', seats: 1, highest: 5 };
const SCHULZE: Method = { kind: 'schulze' };
const INSTANT_RUNOFF: Method = { kind: 'instantRunoff' };
const STV: Method = { kind: 'stv', seats: 2 };
const ALL = [YES_NO, CHOICE, APPROVAL, SCORE, SCHULZE, INSTANT_RUNOFF, STV];

function refusalOf(method: Method, input: unknown): CommonsError {
  try {
    parseMarks(method, 3, input);
  } catch (error) {
    if (error instanceof CommonsError) return error;
    throw error;
  }
  throw new Error(`Was taken: ${JSON.stringify(input)}`);
}

describe('parseMarks', () => {
  it.each(ALL)('takes abstentions and blank papers in a $kind', (method) => {
    expect(parseMarks(method, 3, 'abstain')).toBe('abstain');
    expect(parseMarks(method, 3, 'blank')).toBe('blank');
  });

  it.each<[Method, unknown, unknown]>([
    [YES_NO, 'yes', 'yes'],
    [CHOICE, { option: 2 }, { option: 2 }],
    [CHOICE, { option: -0 }, { option: 0 }],
    [APPROVAL, { options: [2, 0] }, { options: [0, 2] }],
    [SCORE, { scores: [5, null, -0] }, { scores: [5, null, 0] }],
    [SCORE, { scores: [0, 0, 0] }, { scores: [0, 0, 0] }],
    [SCHULZE, { ranking: [[2, 0], [1]] }, { ranking: [[0, 2], [1]] }],
    [SCHULZE, { ranking: [[1]] }, { ranking: [[1]] }],
    [INSTANT_RUNOFF, { ranking: [[2], [0], [1]] }, { ranking: [[2], [0], [1]] }],
    [STV, { ranking: [[1]] }, { ranking: [[1]] }],
  ])('%j takes %j', (method, input, marks) => {
    expect(parseMarks(method, 3, input)).toEqual(marks);
  });

  it.each<[string, Method, unknown]>([
    ['no answer', YES_NO, null],
    ['an answer in another spelling', YES_NO, 'YES'],
    ['a choice on a motion', YES_NO, { option: 0 }],
    ['an answer in a choice', CHOICE, 'yes'],
    ['an option that is not there', CHOICE, { option: 3 }],
    ['a negative option', CHOICE, { option: -1 }],
    ['half an option', CHOICE, { option: 0.5 }],
    ['an option as text', CHOICE, { option: '0' }],
    ['NaN', CHOICE, { option: NaN }],
    ['two options', CHOICE, { option: [0, 1] }],
    ['something besides the option', CHOICE, { option: 0, weight: 100 }],
    ['a list for a paper', CHOICE, [0]],
    ['a paper of another method', CHOICE, { options: [0] }],
    ['a key from the prototype', CHOICE, Object.create({ option: 0 })],
    ['a key called __proto__', CHOICE, JSON.parse('{"option":0,"__proto__":{}}')],
    ['no approval', APPROVAL, { options: [] }],
    ['approving twice of the same', APPROVAL, { options: [1, 1] }],
    ['more approvals than options', APPROVAL, { options: [0, 1, 2, 0] }],
    ['something like a list', APPROVAL, { options: { 0: 1, length: 1 } }],
    ['a list with holes', APPROVAL, { options: new Array<number>(2) }],
    ['too few scores', SCORE, { scores: [5, 0] }],
    ['too many scores', SCORE, { scores: [5, 0, 0, 0] }],
    ['a score above the highest', SCORE, { scores: [6, 0, 0] }],
    ['a negative score', SCORE, { scores: [-1, 0, 0] }],
    ['half a score', SCORE, { scores: [0.5, 0, 0] }],
    ['a hole for a score', SCORE, { scores: [undefined, 0, 0] }],
    ['no score', SCORE, { scores: [null, null, null] }],
    ['an empty ranking', SCHULZE, { ranking: [] }],
    ['an empty place', SCHULZE, { ranking: [[0], []] }],
    ['the same option on two places', SCHULZE, { ranking: [[0], [1, 0]] }],
    ['the same option twice on a place', SCHULZE, { ranking: [[0, 0]] }],
    ['places that are no lists', SCHULZE, { ranking: [0, 1] }],
    ['an overvote in an instant runoff', INSTANT_RUNOFF, { ranking: [[0], [1, 2]] }],
    ['an overvote in an STV', STV, { ranking: [[0, 1]] }],
  ])('refuses %s', (_, method, input) => {
    const { kind, code, message } = refusalOf(method, input);
    expect({ kind, code }).toEqual({ kind: 'invalid', code: 'BALLOT.MARKS_INVALID' });
    expect(message).toMatch(/^This paper cannot be taken: [^;]+[;,] .+\.$/);
  });

  it('does not look at the whole of a list that is too long', () => {
    const endless = new Proxy([], {
      get: (list, key) => (key === 'length' ? 1e9 : (Reflect.get(list, key) as unknown)),
    });
    expect(refusalOf(STV, { ranking: endless }).code).toBe('BALLOT.MARKS_INVALID');
  });
});
