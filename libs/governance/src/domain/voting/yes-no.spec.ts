import fc from 'fast-check';
import type { Marks, WeightedPaper } from './method';
import { countYesNo } from './yes-no';

const ANSWERS = ['yes', 'no', 'abstain', 'blank'] as const;
const papers = fc.array(fc.record({ marks: fc.constantFrom(...ANSWERS), weight: fc.bigInt(0n, 10n ** 30n) }));

describe('countYesNo', () => {
  it('weighs every kind of paper apart, exactly', () => {
    const huge = 10n ** 30n;
    const count = countYesNo([
      { marks: 'yes', weight: huge },
      { marks: 'yes', weight: 1n },
      { marks: 'no', weight: 3n },
      { marks: 'abstain', weight: 2n },
      { marks: 'blank', weight: 0n },
    ]);
    expect(count).toEqual({ method: 'yesNo', yes: `${huge + 1n}`, no: '3', abstain: '2', blank: '0' });
  });

  it('finds nothing where nobody voted', () => {
    expect(countYesNo([])).toEqual({ method: 'yesNo', yes: '0', no: '0', abstain: '0', blank: '0' });
  });

  it('refuses a paper of another method, not to lose it', () => {
    const stray: WeightedPaper = { marks: { option: 0 }, weight: 1n };
    expect(() => countYesNo([stray])).toThrow(expect.objectContaining({ code: 'BALLOT.MARKS_INVALID' }));
  });

  it('never helps the noes by one more yes, nor the other way round', () => {
    fc.assert(
      fc.property(papers, fc.constantFrom<Marks>('yes', 'no'), fc.bigInt(1n, 9n), (before, marks, weight) => {
        const [old, now] = [countYesNo(before), countYesNo([...before, { marks, weight }])];
        expect(BigInt(now.yes) - BigInt(old.yes)).toBe(marks === 'yes' ? weight : 0n);
        expect(BigInt(now.no) - BigInt(old.no)).toBe(marks === 'no' ? weight : 0n);
      }),
    );
  });
});
