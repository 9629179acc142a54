import type { PersonId } from '#kernel';
import fc from 'fast-check';
import { tally, type Choice, type Rule } from './tally';

const twoThirds: Rule = { quorum: { part: 1, of: 2 }, majority: { part: 2, of: 3 } };
const votes = (...choices: Choice[]) => new Map(choices.map((choice, i) => [`p${i}` as PersonId, choice]));
const anyVotes = fc.array(fc.constantFrom<Choice>('yes', 'no', 'abstain'), { maxLength: 40 });

describe('tally', () => {
  it('adopts at exactly two thirds of the votes for and against', () => {
    expect(tally(votes('yes', 'yes', 'no', 'abstain'), 6, twoThirds).outcome).toBe('adopted');
  });

  it('lets abstentions make the quorum but not the majority', () => {
    expect(tally(votes('abstain', 'abstain', 'abstain'), 6, twoThirds).outcome).toBe('rejected');
    expect(tally(votes('yes', 'yes'), 6, twoThirds).outcome).toBe('inquorate');
  });

  it('rejects a tie, and an empty ballot where the statute asks for no quorum', () => {
    const simple: Rule = { quorum: { part: 0, of: 1 }, majority: { part: 1, of: 2 } };
    expect(tally(votes('yes', 'no'), 2, simple).outcome).toBe('rejected');
    expect(tally(votes(), 2, simple).outcome).toBe('rejected');
  });

  it('refuses to count more votes than voters', () => {
    expect(() => tally(votes('yes', 'yes'), 1, twoThirds)).toThrow(
      expect.objectContaining({ code: 'BALLOT.MORE_VOTES_THAN_VOTERS' }) as Error,
    );
  });

  it('does not depend on the order in which votes were cast', () => {
    fc.assert(
      fc.property(anyVotes, (choices) => {
        expect(tally(votes(...choices), 50, twoThirds)).toEqual(tally(votes(...[...choices].reverse()), 50, twoThirds));
      }),
    );
  });

  it('never lets one more yes turn an adoption into anything else', () => {
    fc.assert(
      fc.property(anyVotes, (choices) => {
        const before = tally(votes(...choices), 50, twoThirds).outcome;
        const after = tally(votes(...choices, 'yes'), 50, twoThirds).outcome;
        expect(before === 'adopted' && after !== 'adopted').toBe(false);
      }),
    );
  });
});
