import { whole } from '../electorate/exact';
import type { CallRules } from '../statute/statute-document';
import type { MotionInput } from './decide';
import { resistanceTest, type Withheld } from './resistance';

const rules: CallRules = {
  quorum: { share: { part: 1, of: 2 }, reach: 'atLeast' },
  majority: { share: { part: 1, of: 2 }, reach: 'moreThan', base: 'yesNo' },
  article: 'statute art. 7',
};
const counts = (yes: number, no: number) => ({ yes: whole(yes), no: whole(no), abstain: whole(0), blank: whole(0) });
const motion = (yes: number, no: number, present = yes + no): MotionInput => ({
  call: rules,
  ties: { rule: 'chairDecides', article: 'statute art. 9' },
  chairVoted: 'yes',
  votes: { entitled: whole(100), present: whole(present), counts: counts(yes, no) },
});
const withheld = (yes: number, no: number, more: Partial<Withheld> = {}): Withheld => ({
  whose: { it: 'Rimini', en: 'Rimini' },
  present: whole(yes + no),
  counts: counts(yes, no),
  includesChair: false,
  ...more,
});

describe('the resistance test', () => {
  it('lets a resolution stand whose majority does not hang on the votes withheld', () => {
    const { stands, verdict, reason } = resistanceTest(motion(50, 30), withheld(15, 0));
    expect(stands).toBe(true);
    expect(verdict).toMatchObject({ outcome: 'adopted', quorum: { have: '65', of: '100' }, majority: { have: '35' } });
    expect(reason.en).toMatch(
      /^the resolution stands without the votes of Rimini \(art\. 2540 co\. 5, art\. 2377 co\. 5 c\.c\.\): adopted: 65 of 100/,
    );
  });

  it('lets it fall by the majority, or by the quorum of all who are entitled still', () => {
    const majority = resistanceTest(motion(50, 30), withheld(25, 0));
    expect(majority).toMatchObject({ stands: false, verdict: { outcome: 'rejected' } });
    expect(majority.reason.it).toMatch(/^la delibera non resiste senza i voti di Rimini .*: non approvata: 25 voti/);
    expect(resistanceTest(motion(40, 15), withheld(3, 3))).toMatchObject({
      stands: false,
      verdict: { outcome: 'inquorate', quorum: { have: '49', need: '50', of: '100' } },
    });
  });

  it('takes the casting vote away with the chair', () => {
    expect(resistanceTest(motion(40, 30), withheld(10, 0)).stands).toBe(true);
    expect(resistanceTest(motion(40, 30), withheld(10, 0, { includesChair: true })).stands).toBe(false);
  });

  it('lets a rejection fall that hung on votes against', () => {
    const { stands, reason } = resistanceTest(motion(30, 40), withheld(0, 11));
    expect(stands).toBe(false);
    expect(reason.en).toMatch(/^the rejection does not stand/);
    expect(resistanceTest(motion(30, 40), withheld(0, 30)).stands).toBe(true);
  });

  it('takes away only what was counted', () => {
    for (const more of [
      withheld(51, 0),
      withheld(5, 0, { present: whole(4) }),
      withheld(0, 0, { present: whole(81) }),
    ]) {
      expect(() => resistanceTest(motion(50, 30), more)).toThrow(
        expect.objectContaining({ code: 'BALLOT.MORE_WITHHELD_THAN_CAST' }) as Error,
      );
    }
    expect(() => resistanceTest(motion(50, 30), withheld(-1, 1))).toThrow(
      expect.objectContaining({ code: 'BALLOT.NEGATIVE_VOTES' }) as Error,
    );
  });
});
