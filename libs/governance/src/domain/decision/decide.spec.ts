import { Fraction } from 'fraction.js';
import { whole } from '../electorate/exact';
import type { Threshold } from '../share';
import type { Base, CallRules } from '../statute/statute-document';
import { countsOf, decideMotion, type MotionInput } from './decide';

const atLeast = (part: number, of: number): Threshold => ({ share: { part, of }, reach: 'atLeast' });
const moreThan = (part: number, of: number): Threshold => ({ share: { part, of }, reach: 'moreThan' });
const call = (quorum: Threshold | null, majority: Threshold, base: Base): CallRules => ({
  quorum,
  majority: { ...majority, base },
  article: 'statute art. 7',
});

type Numbers = { yes?: number; no?: number; abstain?: number; blank?: number; present?: number; entitled: number };
const votes = ({ yes = 0, no = 0, abstain = 0, blank = 0, present, entitled }: Numbers) => ({
  entitled: whole(entitled),
  present: whole(present ?? yes + no + abstain + blank),
  counts: { yes: whole(yes), no: whole(no), abstain: whole(abstain), blank: whole(blank) },
});
const rejects = { rule: 'rejects', article: 'statute art. 9' } as const;
const chairDecides = { rule: 'chairDecides', article: 'statute art. 9' } as const;
const motion = (rules: CallRules, numbers: Numbers, more: Partial<MotionInput> = {}): MotionInput => ({
  call: rules,
  ties: rejects,
  chairVoted: null,
  votes: votes(numbers),
  ...more,
});

/** The rule of a ballot without a meeting: half of all, two thirds of those for and against. */
const standing = call(atLeast(1, 2), atLeast(2, 3), 'yesNo');
const simple = call(null, moreThan(1, 2), 'yesNo');

describe('a motion under the standing rule', () => {
  it('is adopted at exactly two thirds of the votes for and against', () => {
    expect(decideMotion(motion(standing, { yes: 2, no: 1, abstain: 1, entitled: 6 })).outcome).toBe('adopted');
  });

  it('has abstentions in its quorum but not in its majority', () => {
    expect(decideMotion(motion(standing, { abstain: 3, entitled: 6 })).outcome).toBe('rejected');
    expect(decideMotion(motion(standing, { yes: 2, entitled: 6 })).outcome).toBe('inquorate');
  });

  it('is rejected by a tie, and by an empty ballot where the statute asks for no quorum', () => {
    const half = call(atLeast(0, 1), atLeast(1, 2), 'yesNo');
    expect(decideMotion(motion(half, { yes: 1, no: 1, entitled: 2 })).outcome).toBe('rejected');
    expect(decideMotion(motion(half, { entitled: 2 })).outcome).toBe('rejected');
  });

  it('cannot have more votes than voters', () => {
    for (const numbers of [
      { yes: 2, entitled: 1 },
      { yes: 2, present: 1, entitled: 3 },
    ]) {
      expect(() => decideMotion(motion(standing, numbers))).toThrow(
        expect.objectContaining({ code: 'BALLOT.MORE_VOTES_THAN_VOTERS' }) as Error,
      );
    }
    expect(() => decideMotion(motion(standing, { yes: -1, present: 1, entitled: 3 }))).toThrow(
      expect.objectContaining({ code: 'BALLOT.NEGATIVE_VOTES' }) as Error,
    );
  });
});

describe('the reason of a verdict', () => {
  const reason = (input: MotionInput) => decideMotion(input).reason;

  it('says how many more votes had to be present', () => {
    const rules = call(atLeast(2, 3), moreThan(1, 2), 'yesNo');
    expect(reason(motion(rules, { yes: 61, entitled: 120 }))).toEqual({
      it: 'non approvata: presenti 61 voti su 120, statute art. 7 richiede almeno due terzi; servivano 19 voti in più tra i presenti',
      en: 'not adopted: 61 of 120 votes present, statute art. 7 asks for at least two thirds; 19 more votes had to be present',
    });
  });

  it('has the right singular, and exceeds what must be exceeded', () => {
    const rules = call(moreThan(1, 2), moreThan(1, 2), 'yesNo');
    expect(reason(motion(rules, { yes: 1, entitled: 2 }))).toEqual({
      it: 'non approvata: presente 1 voto su 2, statute art. 7 richiede più della metà; serviva 1 voto in più tra i presenti',
      en: 'not adopted: 1 of 2 votes present, statute art. 7 asks for more than one half; 1 more vote had to be present',
    });
  });

  it('says how many votes in favour were missing among the same votes', () => {
    expect(reason(motion(standing, { yes: 10, no: 10, entitled: 20 })).en).toBe(
      'not adopted: 10 votes in favour out of 20 for and against, statute art. 7 asks for at least two thirds; ' +
        '4 more votes in favour were needed among these',
    );
    expect(reason(motion(standing, { yes: 13, no: 7, entitled: 20 })).it).toBe(
      'non approvata: 13 voti a favore su 20 tra favorevoli e contrari, statute art. 7 richiede almeno due terzi; ' +
        'tra questi serviva 1 voto a favore in più',
    );
  });

  it('counts in parts of votes where ceilings left some', () => {
    const third = new Fraction(1, 3);
    const counts = { yes: third.mul(4), no: third.mul(5), abstain: whole(0), blank: whole(0) };
    const present = whole(3);
    const fractional = motion(call(null, moreThan(1, 2), 'yesNo'), { entitled: 3 });
    expect(reason({ ...fractional, votes: { entitled: whole(3), present, counts } }).en).toContain(
      '1 1/3 votes in favour out of 3 for and against, statute art. 7 asks for more than one half; more than 1/6 more vote',
    );
  });

  it('says both tests of what was adopted', () => {
    expect(reason(motion(standing, { yes: 41, no: 19, abstain: 1, entitled: 120 })).en).toBe(
      'adopted: 61 of 120 votes present, statute art. 7 asks for at least one half; ' +
        '41 votes in favour out of 60 for and against, statute art. 7 asks for at least two thirds',
    );
  });

  it('says that more were against, where the statute would have been content', () => {
    const verdict = decideMotion(motion(call(null, atLeast(1, 3), 'entitled'), { yes: 4, no: 5, entitled: 9 }));
    expect(verdict.outcome).toBe('rejected');
    expect(verdict.majority).toMatchObject({ have: '4', need: '9/2', reach: 'moreThan', base: 'yesNo', met: false });
    expect(verdict.reason.en).toBe(
      'not adopted: 4 votes in favour and 5 against; a motion needs more votes in favour than against',
    );
    expect(reason(motion(simple, { no: 5, entitled: 9 })).it).toBe('non approvata: nessun voto a favore e 5 contro');
  });
});

describe('a tie', () => {
  const tied = { yes: 5, no: 5, entitled: 10 };

  it('is decided as the chair voted, where the statute says so', () => {
    const decide = (chairVoted: 'yes' | 'no' | null) =>
      decideMotion(motion(simple, tied, { ties: chairDecides, chairVoted }));
    expect(decide('yes')).toMatchObject({ outcome: 'adopted', majority: { met: true, reach: 'atLeast' } });
    expect(decide('yes').reason.en).toBe(
      'adopted: 5 votes in favour and as many against; a tie is decided by the chair, who voted in favour (statute art. 9)',
    );
    expect(decide('no')).toMatchObject({ outcome: 'rejected', majority: { met: false } });
    expect(decide(null)).toMatchObject({ outcome: 'rejected', majority: { met: false } });
  });

  it('rejects where the statute says so, and names its article', () => {
    expect(decideMotion(motion(simple, tied, { chairVoted: 'yes' })).reason.it).toBe(
      'non approvata: 5 voti a favore e altrettanti contro; a parità di voti la proposta è respinta (statute art. 9)',
    );
  });

  it('gives the chair no more than the one vote that tips the scale', () => {
    const chair = { ties: chairDecides, chairVoted: 'yes' } as const;
    expect(decideMotion(motion(standing, tied, chair)).outcome).toBe('rejected');
    const present = call(null, moreThan(1, 2), 'present');
    expect(decideMotion(motion(present, { ...tied, abstain: 1, entitled: 11 }, chair)).outcome).toBe('rejected');
    expect(decideMotion(motion(simple, { entitled: 2 }, chair)).outcome).toBe('rejected');
  });
});

describe('countsOf', () => {
  it('divides the units of a count into votes', () => {
    const count = { method: 'yesNo', yes: '100', no: '3', abstain: '0', blank: '1' } as const;
    expect(countsOf(count, 3n).yes.toFraction()).toBe('100/3');
    expect(countsOf(count, 1n).no.toFraction()).toBe('3');
  });
});
