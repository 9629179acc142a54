import type { AgendaItemId, AssemblyId, BallotId, BodyId, FederationId, PersonId, ProposalId } from '#kernel';
import { documentHash } from '#kernel';
import type { AgendaItem } from '../assembly/assembly';
import type { StatuteVersion } from '../body/body';
import type { Motion, Proposal } from '../motion/motion';
import { dataCommittee } from '../statute/presets';
import { atLeast, call } from '../statute/presets/rules';
import type { OptionCount } from '../voting/method';
import type { Ballot, Result } from './ballot';
import { assertClosingTime, draftBallot, leavesOpen, rulesOf } from './draft-ballot';

const [FIRST, SECOND] = [
  call(atLeast(1, 2), atLeast(2, 3), 'yesNo', 'art. 7'),
  call(null, atLeast(1, 2), 'present', 'art. 8'),
];
const twoCalls = dataCommittee();
const { matters } = twoCalls;
const DOCUMENT = {
  ...twoCalls,
  matters: { ...matters, election: { ...matters.election, calls: [FIRST, SECOND] as const } },
};
const STATUTE = {
  ...{ bodyId: 'body' as BodyId, number: 4, document: dataCommittee(), hash: documentHash(dataCommittee()) },
  ...{ enactedAt: new Date(0), resolution: null },
} satisfies StatuteVersion;
const ELECTION: Motion = {
  kind: 'election',
  title: 'Presidenza',
  office: 'chair',
  method: { kind: 'choice' },
  candidates: ['Ada', 'Ben', 'Cleo'].map((name) => ({ name, personId: name as PersonId })),
};
const proposal = (motion: Motion): Proposal => ({
  ...{ id: 'p' as ProposalId, bodyId: 'body' as BodyId, federationId: 'f' as FederationId, organisationId: null },
  ...{ motion, hash: 'a'.repeat(64), sentences: { it: [], en: [] }, proposedBy: null, proposedAt: new Date(0) },
  ...{ replaces: null, replacedBy: null },
});
const draft = (previous?: Ballot, item: AgendaItem | null = null) =>
  draftBallot('b' as BallotId, proposal(ELECTION), STATUTE, { item, previous });
const ended = (
  outcome: Result['verdict']['outcome'],
  runoff: readonly number[] | null = null,
  from = draft(),
): Ballot => ({
  ...from,
  state: 'closed',
  result: { verdict: { outcome }, count: { method: 'choice', runoff } as Partial<OptionCount> } as Result,
});
const ITEM = { id: 'i' as AgendaItemId, assemblyId: 'm' as AssemblyId } as AgendaItem;

describe('a ballot that is drafted', () => {
  it('has the rules of its matter, its text and its options, and no electorate yet', () => {
    expect(draft()).toMatchObject({
      ...{
        round: 1,
        matter: 'election',
        statuteNumber: 4,
        textHash: 'a'.repeat(64),
        state: 'announced',
        electorate: 0,
      },
      ...{
        method: { kind: 'choice' },
        options: ['Ada', 'Ben', 'Cleo'],
        secrecy: 'open',
        assemblyId: null,
        itemId: null,
      },
      rules: { callNumber: 1, call: STATUTE.document.matters.election.calls[0] },
    });
    expect(draft(undefined, ITEM)).toMatchObject({ assemblyId: 'm', itemId: 'i' });
  });

  it('is between those that the round before left, in a runoff', () => {
    const second = draft(ended('runoff', [2, 0]));
    expect(second).toMatchObject({ round: 2, method: { kind: 'choice' }, options: ['Cleo', 'Ada'] });
    expect(draft(ended('runoff', [1, 0], second))).toMatchObject({ round: 3, options: ['Ada', 'Cleo'] });
  });

  it('is between all again, where the round before was inquorate', () => {
    expect(draft(ended('inquorate'))).toMatchObject({ round: 2, options: ['Ada', 'Ben', 'Cleo'] });
  });

  it.each([
    ['runoff', false, true],
    ['runoff', true, true],
    ['inquorate', true, true],
    ['inquorate', false, false],
    ['elected', true, false],
    ['noResult', true, false],
  ] as const)('after %s, in a meeting: %s, another round may follow: %s', (outcome, inMeeting, expected) => {
    expect(leavesOpen(ended(outcome, null, draft(undefined, inMeeting ? ITEM : null)))).toBe(expected);
  });

  it('leaves nothing open as long as it is not counted', () => {
    expect(leavesOpen(draft(undefined, ITEM))).toBe(false);
  });
});

describe('the rules of a call', () => {
  it('are its own, and those of the only one where there is one', () => {
    const document = DOCUMENT as unknown as typeof twoCalls;
    expect([rulesOf(document, 'election', 1).call, rulesOf(document, 'election', 2).call]).toEqual([FIRST, SECOND]);
    expect(rulesOf(document, 'other', 2)).toMatchObject({ callNumber: 2, call: matters.other.calls[0] });
  });
});

describe('the closing time of a ballot', () => {
  const opensAt = new Date('2026-11-22T10:00:00Z');
  const standing = { minSeconds: 60, maxSeconds: 3_600 };
  const document = { ...twoCalls, matters: { ...matters, other: { ...matters.other, standing } } };
  const closing = (seconds: number, from?: number) => () => {
    const times = { opensAt, ...(from !== undefined && { from: new Date(opensAt.getTime() + from * 1_000) }) };
    assertClosingTime(document, 'other', times, new Date(opensAt.getTime() + seconds * 1_000));
  };
  const outOfRange = expect.objectContaining({ kind: 'refused', code: 'BALLOT.CLOSING_TIME' }) as Error;

  it('is within what the statute gives, its ends included', () => {
    for (const seconds of [60, 61, 3_600]) expect(closing(seconds)).not.toThrow();
    for (const seconds of [-1, 0, 59, 3_601, NaN]) expect(closing(seconds)).toThrow(outOfRange);
  });

  it('leaves its voters the least time also where it is moved, and is never longer than the most', () => {
    expect(closing(1_000, 900)).not.toThrow();
    expect(closing(959, 900)).toThrow(outOfRange);
    expect(closing(3_601, 900)).toThrow(outOfRange);
  });

  it('is none for what is decided in meetings', () => {
    const only = { ...twoCalls, matters: { ...matters, other: { ...matters.other, standing: null } } };
    expect(() => {
      assertClosingTime(only, 'other', { opensAt }, opensAt);
    }).toThrow(expect.objectContaining({ code: 'BALLOT.MEETING_ONLY' }) as Error);
  });
});
