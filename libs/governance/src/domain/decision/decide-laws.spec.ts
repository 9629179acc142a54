import fc from 'fast-check';
import { Fraction } from 'fraction.js';
import { whole, type Exact } from '../electorate/exact';
import type { Threshold } from '../share';
import { BASES, type Base } from '../statute/statute-document';
import { decideMotion, quorumTest, type MotionInput } from './decide';
import { shortfallOf, testOf } from './votes';

const anyThreshold = fc
  .tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 12 }), fc.constantFrom('atLeast', 'moreThan'))
  .map(([part, of, reach]): Threshold => ({ share: { part: Math.min(part, of), of }, reach }));
const anyParts = fc.integer({ min: 1, max: 4 });
const amount = fc.nat({ max: 12 });
const anyVotes = fc
  .record({
    ...{ yes: amount, no: amount, abstain: amount, blank: amount, silent: amount, absent: amount },
    parts: anyParts,
  })
  .map(({ yes, no, abstain, blank, silent, absent, parts }) => {
    const some = (units: number) => new Fraction(units, parts);
    const present = yes + no + abstain + blank + silent;
    return {
      entitled: some(present + absent),
      present: some(present),
      counts: { yes: some(yes), no: some(no), abstain: some(abstain), blank: some(blank) },
    };
  });
const anyMotion: fc.Arbitrary<MotionInput> = fc
  .record({
    quorum: fc.option(anyThreshold, { nil: null }),
    majority: anyThreshold,
    base: fc.constantFrom(...BASES),
    ties: fc.constantFrom('rejects', 'chairDecides'),
    chairVoted: fc.constantFrom('yes', 'no', null),
    votes: anyVotes,
  })
  .map(({ quorum, majority, base, ties, ...rest }): MotionInput => ({
    ...rest,
    ties: { rule: ties, article: 'statute art. 9' },
    call: { quorum, majority: { ...majority, base }, article: 'statute art. 7' },
  }));

type Source = 'absent' | 'silent' | 'abstain' | 'no';
type Votes = MotionInput['votes'];

/** One vote moves to those in favour from somewhere else; null: there was none to move. */
function withOneMoreYes({ entitled, present, counts }: Votes, from: Source): Votes | null {
  const cast = counts.yes.add(counts.no).add(counts.abstain).add(counts.blank);
  const left = { ...counts, absent: entitled.sub(present), silent: present.sub(cast) }[from].sub(1);
  if (left.lt(0)) return null;
  const yes = counts.yes.add(1);
  if (from === 'absent') return { entitled, present: present.add(1), counts: { ...counts, yes } };
  return { entitled, present, counts: from === 'silent' ? { ...counts, yes } : { ...counts, [from]: left, yes } };
}

describe('a verdict, whatever the votes', () => {
  it('is adopted if and only if its tests are met', () => {
    fc.assert(
      fc.property(anyMotion, (input) => {
        const { outcome, quorum, majority } = decideMotion(input);
        expect(outcome === 'inquorate').toBe(quorum?.met === false);
        expect(majority === null).toBe(outcome === 'inquorate');
        expect(outcome === 'adopted').toBe(quorum?.met !== false && majority?.met === true);
      }),
    );
  });

  it('never adopts without more votes for than against, but by the chair in a tie', () => {
    fc.assert(
      fc.property(anyMotion, (input) => {
        fc.pre(decideMotion(input).outcome === 'adopted');
        const { yes, no } = input.votes.counts;
        expect(yes.gt(0) && yes.gte(no)).toBe(true);
        if (yes.equals(no)) expect([input.ties.rule, input.chairVoted]).toEqual(['chairDecides', 'yes']);
      }),
    );
  });

  it('never turns from adopted by one vote more in favour, of somebody absent, silent or abstaining', () => {
    fc.assert(
      fc.property(anyMotion, fc.constantFrom('absent', 'silent', 'abstain', 'no'), (input, from) => {
        fc.pre(decideMotion(input).outcome === 'adopted');
        const after = withOneMoreYes(input.votes, from);
        fc.pre(after !== null);
        expect(decideMotion({ ...input, votes: after }).outcome).toBe('adopted');
      }),
    );
  });

  it('is not easier to adopt on a wider base', () => {
    fc.assert(
      fc.property(anyMotion, (input) => {
        const on = (base: Base) =>
          decideMotion({ ...input, call: { ...input.call, majority: { ...input.call.majority, base } } }).outcome;
        const adopted = BASES.map((base) => on(base) === 'adopted');
        // From the widest to the narrowest: once adopted, adopted on every narrower base.
        expect(adopted.slice(adopted.indexOf(true) === -1 ? BASES.length : adopted.indexOf(true))).not.toContain(false);
      }),
    );
  });

  it('does not change when all votes are multiplied', () => {
    fc.assert(
      fc.property(anyMotion, fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 7 }), (input, by, parts) => {
        const scale = (some: Exact) => some.mul(by, parts);
        const { entitled, present, counts } = input.votes;
        const scaled = {
          entitled: scale(entitled),
          present: scale(present),
          counts: {
            yes: scale(counts.yes),
            no: scale(counts.no),
            abstain: scale(counts.abstain),
            blank: scale(counts.blank),
          },
        };
        expect(decideMotion({ ...input, votes: scaled }).outcome).toBe(decideMotion(input).outcome);
      }),
    );
  });

  it('has a quorum that more votes present never undo', () => {
    fc.assert(
      fc.property(anyMotion, fc.nat({ max: 10 }), (input, more) => {
        const { entitled, present } = input.votes;
        const after = present.add(more);
        fc.pre(after.lte(entitled));
        const met = (there: Exact) => quorumTest(input.call, { entitled, present: there })?.met ?? true;
        expect(met(present) && !met(after)).toBe(false);
      }),
    );
  });

  it('names a shortfall that is enough, and nothing less is', () => {
    fc.assert(
      fc.property(
        anyThreshold,
        fc.nat({ max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        anyParts,
        (threshold, have, of, parts) => {
          const having = (added: Exact) =>
            testOf(
              { have: added.add(have, parts), of: new Fraction(of, parts), base: 'entitled' },
              threshold,
              'art. 7',
            );
          const test = having(whole(0));
          fc.pre(!test.met);
          const { votes: missing, strictly } = shortfallOf(test);
          const inWholeVotes = new Fraction(test.have).d === 1n && new Fraction(test.of).d === 1n;
          const least = inWholeVotes ? whole(1) : new Fraction(1, 1_000_000);
          expect(having(missing).met).toBe(!strictly);
          expect(having(missing.add(least)).met).toBe(true);
          expect(having(missing.sub(least)).met).toBe(false);
        },
      ),
    );
  });
});
