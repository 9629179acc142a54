import type { AssemblyId, BallotId, BodyId, FederationId, ProposalId } from '#kernel';
import { atLeast, call, NO_CAPS } from '../statute/presets/rules';
import { assertMayClose, assertTakesVotes, isDue, type Ballot } from './ballot';

const BALLOT: Ballot = {
  id: 'b' as BallotId,
  proposalId: 'p' as ProposalId,
  bodyId: 'c' as BodyId,
  federationId: 'f' as FederationId,
  organisationId: null,
  round: 1,
  matter: 'accessPolicy',
  textHash: 'a'.repeat(64),
  statuteNumber: 1,
  rules: {
    callNumber: 1,
    call: call(atLeast(1, 2), atLeast(2, 3), 'yesNo', 'art. 7'),
    remote: true,
    ties: { rule: 'rejects', article: 'art. 7' },
    caps: NO_CAPS,
  },
  method: { kind: 'yesNo' },
  options: [],
  secrecy: 'open',
  assemblyId: null,
  itemId: null,
  electorate: 3,
  votes: 3,
  state: 'open',
  opensAt: new Date('2026-11-22T10:00:00Z'),
  closesAt: new Date('2026-11-22T11:00:00Z'),
  closedAt: null,
  result: null,
};
const [BEFORE, AT] = [new Date('2026-11-22T10:59:59.999Z'), new Date('2026-11-22T11:00:00Z')];
const CLOSED: Ballot = { ...BALLOT, state: 'closed', closedAt: AT };
const ANNOUNCED: Ballot = {
  ...BALLOT,
  ...{ state: 'announced', assemblyId: 'm' as AssemblyId, opensAt: null, closesAt: null },
};
const refused = (kind: string, code: string) => expect.objectContaining({ kind, code }) as Error;
const voting =
  (ballot: Ballot, at = BEFORE, textHash?: string) =>
  () =>
    assertTakesVotes(ballot, at, textHash);
const closing =
  (ballot: Ballot, at: Date, byChair = false) =>
  () => {
    assertMayClose(ballot, at, byChair);
  };

describe('a ballot', () => {
  it('takes votes until its closing time, and none at it', () => {
    expect(voting(BALLOT)()).toBe('live');
    expect(voting(BALLOT, AT)).toThrow(refused('refused', 'BALLOT.NOT_OPEN'));
  });

  it('takes no votes once it is counted, whatever the clock says', () => {
    expect(voting(CLOSED)).toThrow(refused('refused', 'BALLOT.NOT_OPEN'));
  });

  it('takes votes on its own text only', () => {
    expect(voting(BALLOT, BEFORE, BALLOT.textHash)()).toBe('live');
    for (const ballot of [BALLOT, ANNOUNCED]) {
      expect(voting(ballot, BEFORE, 'b'.repeat(64))).toThrow(refused('refused', 'BALLOT.OTHER_TEXT'));
    }
  });

  it('takes votes before its meeting from afar, by who says which text they read', () => {
    expect(voting(ANNOUNCED, BEFORE, ANNOUNCED.textHash)()).toBe('inAdvance');
    expect(voting(ANNOUNCED)).toThrow(refused('refused', 'BALLOT.TEXT_NEEDED'));
    const inTheRoom = { ...ANNOUNCED, rules: { ...ANNOUNCED.rules, remote: false } };
    expect(voting(inTheRoom, BEFORE, ANNOUNCED.textHash)).toThrow(refused('refused', 'BALLOT.NO_REMOTE_VOTE'));
    expect(voting({ ...ANNOUNCED, assemblyId: null })).toThrow(refused('refused', 'BALLOT.NOT_OPEN_YET'));
  });

  it('is due from its closing time until it is counted', () => {
    expect([isDue(BALLOT, BEFORE), isDue(BALLOT, AT), isDue(CLOSED, AT)]).toEqual([false, true, false]);
    expect(isDue(ANNOUNCED, AT)).toBe(false);
  });

  it('is not counted before its time, unless its chair closes it; asking again later may work', () => {
    expect(closing(BALLOT, BEFORE)).toThrow(refused('conflict', 'BALLOT.STILL_OPEN'));
    expect(closing(BALLOT, BEFORE, true)).not.toThrow();
    expect(closing(BALLOT, AT)).not.toThrow();
    expect(closing(ANNOUNCED, AT, true)).toThrow(refused('refused', 'BALLOT.NOT_OPEN_YET'));
  });
});
