import type { BallotId, FederationId, PersonId, ProposalId } from '#kernel';
import { assertTakesVotes, closeBallot, isDue, type Ballot } from './ballot';
import type { Choice } from './tally';

const BALLOT: Ballot = {
  id: 'b' as BallotId,
  proposalId: 'p' as ProposalId,
  federationId: 'f' as FederationId,
  rule: { quorum: { part: 1, of: 2 }, majority: { part: 2, of: 3 } },
  electorate: 3,
  opensAt: new Date('2026-11-22T10:00:00Z'),
  closesAt: new Date('2026-11-22T11:00:00Z'),
  tally: null,
  closedAt: null,
};
const [BEFORE, AT] = [new Date('2026-11-22T10:59:59.999Z'), BALLOT.closesAt];
const votes = (...choices: Choice[]) => new Map(choices.map((choice, i) => [`p${i}` as PersonId, choice]));
const refused = (kind: string, code: string) => expect.objectContaining({ kind, code }) as Error;
const voting = (ballot: Ballot, at: Date) => () => {
  assertTakesVotes(ballot, at);
};

describe('a ballot', () => {
  it('takes votes until its closing time, and none at it', () => {
    expect(voting(BALLOT, BEFORE)).not.toThrow();
    expect(voting(BALLOT, AT)).toThrow(refused('refused', 'BALLOT.NOT_OPEN'));
  });

  it('takes no votes once it is counted, whatever the clock says', () => {
    expect(voting(closeBallot(BALLOT, votes(), AT), BEFORE)).toThrow(refused('refused', 'BALLOT.NOT_OPEN'));
  });

  it('is due from its closing time until it is counted', () => {
    expect([isDue(BALLOT, BEFORE), isDue(BALLOT, AT)]).toEqual([false, true]);
    expect(isDue(closeBallot(BALLOT, votes(), AT), AT)).toBe(false);
  });

  it('is counted by the rule and the electorate of its opening', () => {
    const closedAt = new Date('2026-11-22T11:00:05Z');
    expect(closeBallot(BALLOT, votes('yes', 'yes', 'no'), closedAt)).toEqual({
      ...BALLOT,
      tally: { outcome: 'adopted', counts: { yes: 2, no: 1, abstain: 0 } },
      closedAt,
    });
  });

  it('is not counted before its time; asking again later may work', () => {
    expect(() => closeBallot(BALLOT, votes(), BEFORE)).toThrow(refused('conflict', 'BALLOT.STILL_OPEN'));
  });

  it('is not counted where there are more votes than voters', () => {
    expect(() => closeBallot(BALLOT, votes('yes', 'yes', 'yes', 'yes'), AT)).toThrow(
      refused('refused', 'BALLOT.MORE_VOTES_THAN_VOTERS'),
    );
  });
});
