import { marksOf } from './vote-form';

const stv = { kind: 'stv', seats: 2 } as const;
const schulze = { kind: 'schulze' } as const;
const approval = { kind: 'approval', seats: 1 } as const;
const score = { kind: 'score', seats: 1, highest: 5 } as const;

describe('the form of a ballot paper', () => {
  it.each([
    ['yes', { kind: 'yesNo' } as const, { mark: 'yes' }, 'yes'],
    ['an option', { kind: 'choice' } as const, { mark: '2' }, { option: 2 }],
    ['a blank choice', { kind: 'choice' } as const, { mark: 'blank' }, 'blank'],
    ['one approval', approval, { mark: 'marked', option: '1' }, { options: [1] }],
    ['two approvals', approval, { mark: 'marked', option: ['0', '2'] }, { options: [0, 2] }],
    ['scores', score, { mark: 'marked', 'score-0': '5', 'score-2': '0' }, { scores: [5, null, 0] }],
    ['a ranking with a gap', stv, { mark: 'marked', 'rank-2': '1', 'rank-0': '7' }, { ranking: [[2], [0]] }],
    [
      'a ranking with a tie',
      schulze,
      { mark: 'marked', 'rank-0': '2', 'rank-1': '1', 'rank-2': '2' },
      { ranking: [[1], [0, 2]] },
    ],
    ['an abstention', stv, { mark: 'abstain', 'rank-0': '', 'rank-1': ' ' }, 'abstain'],
  ])('says %s', (_, method, form, marks) => {
    expect(marksOf(method, 3, form)).toEqual(marks);
  });

  it.each([{ 'rank-0': '0' }, { 'rank-0': '1.5' }, { 'rank-0': 'first' }, { 'rank-0': '-1' }])(
    'knows no place %j',
    (form) => {
      expect(() => marksOf(stv, 3, { mark: 'marked', ...form })).toThrow(
        expect.objectContaining({ code: 'VOTE.PLACE_INVALID' }),
      );
    },
  );

  it.each([
    [stv, { mark: 'abstain', 'rank-0': '1' }],
    [approval, { mark: 'blank', option: '0' }],
    [score, { mark: 'blank', 'score-1': '0' }],
    [stv, { 'rank-0': '1' }],
  ])('guesses at nothing where a paper contradicts itself: %j', (method, form) => {
    expect(() => marksOf(method, 3, form)).toThrow(expect.objectContaining({ code: 'VOTE.CONTRADICTORY' }));
  });

  it('leaves what is no number for the count to refuse', () => {
    expect(marksOf(approval, 3, { mark: 'marked', option: ['x', {}] })).toEqual({ options: [NaN, NaN] });
    expect(marksOf({ kind: 'yesNo' }, 0, { mark: ['yes', 'no'] })).toBe('');
  });
});
