import { countOptions } from './count';
import { countInVotes } from './in-votes';
import type { Count } from './method';

const yesNo = (yes: string, no: string): Count => ({ method: 'yesNo', yes, no, abstain: '0', blank: '3' });

describe('a count in votes', () => {
  it('is as it was where the unit is one vote', () => {
    const count = yesNo('2', '1');
    expect(countInVotes(count, '1')).toBe(count);
  });

  it('has exact fractions where ceilings cut votes', () => {
    expect(countInVotes(yesNo('100', '9'), '3')).toEqual({ ...yesNo('100/3', '3'), blank: '1' });
  });

  it('leaves alone what is no weight: options beaten, places, the rule', () => {
    const papers = [
      { marks: { ranking: [[0], [1]] }, weight: 4n },
      { marks: { ranking: [[1], [0]] }, weight: 2n },
    ];
    const count = countOptions({ kind: 'schulze' }, 2, papers, [0, 1]);
    const inVotes = countInVotes(count, '2');
    const totals = (it: Count) => it.method !== 'yesNo' && it.rounds.map((round) => round.totals);
    expect(inVotes).toMatchObject({ valid: '3', winners: [0] });
    expect(totals(inVotes)).toEqual(totals(count));
    expect(inVotes).toMatchObject({
      pairwise: [
        ['0', '2'],
        ['1', '0'],
      ],
    });
  });

  it('divides every total and the quota of other methods', () => {
    const papers = [
      { marks: { ranking: [[0]] }, weight: 6n },
      { marks: { ranking: [[1]] }, weight: 3n },
    ];
    const count = countOptions({ kind: 'stv', seats: 1 }, 2, papers, [0, 1]);
    expect(countInVotes(count, '3')).toMatchObject({ valid: '3', rounds: [{ totals: ['2', '1'] }] });
  });
});
