import type { BallotId, FederationId, PersonId, ProposalId } from '#kernel';
import { parsePolicy } from '#policy';
import type { ClosedBallot } from './ballot';
import { minutesOf } from './minutes';
import type { Proposal } from './motion';
import type { Outcome } from './tally';

const BALLOT: ClosedBallot = {
  id: '0197a000-0000-7000-8000-000000000001' as BallotId,
  proposalId: '0197a000-0000-7000-8000-000000000002' as ProposalId,
  federationId: '0197a000-0000-7000-8000-000000000003' as FederationId,
  rule: { quorum: { part: 1, of: 2 }, majority: { part: 2, of: 3 } },
  electorate: 12,
  opensAt: new Date('2026-11-20T08:00:00Z'),
  closesAt: new Date('2026-11-22T08:00:00Z'),
  tally: { outcome: 'adopted', counts: { yes: 7, no: 2, abstain: 1 } },
  closedAt: new Date('2026-11-22T08:00:00.250Z'),
};
const PROPOSAL: Proposal = {
  id: BALLOT.proposalId,
  federationId: BALLOT.federationId,
  motion: {
    kind: 'enactPolicy',
    policyId: null,
    document: parsePolicy({
      schema: 'granaio-policy/1',
      title: 'Accesso per la ricerca',
      permissions: [{ assignee: { type: 'members' }, actions: ['read'], subject: 'Dataset', where: 'everything' }],
      prohibitions: [],
      validUntil: null,
    }),
  },
  hash: 'ab12',
  sentences: { it: ['I soci possono.', 'Questa regola cessa.'], en: ['The members may.', 'This policy ends.'] },
  proposedBy: '0197a000-0000-7000-8000-000000000004' as PersonId,
  proposedAt: new Date('2026-11-19T08:00:00Z'),
};
const HEAD = { number: 42, hash: 'cd34' };

describe('minutesOf', () => {
  it('writes the minutes in Italian', () => {
    expect(minutesOf(BALLOT, PROPOSAL, HEAD, 'it')).toEqual({
      subject: 'Accesso per la ricerca: approvata',
      text: `Verbale della votazione: Accesso per la ricerca

I soci possono.
Questa regola cessa.

Delibera: 0197a000-0000-7000-8000-000000000001
Impronta del testo votato: ab12
Aventi diritto: 12
Quorum costitutivo: 1/2 · Maggioranza dei favorevoli su favorevoli e contrari: 2/3
Voti: favorevoli 7, contrari 2, astenuti 1
Esito: approvata
Aperta il: 2026-11-20T08:00:00.000Z
Chiusa il: 2026-11-22T08:00:00.250Z
Testa del registro sigillato: 42 cd34`,
    });
  });

  it('writes the minutes in English', () => {
    expect(minutesOf(BALLOT, PROPOSAL, HEAD, 'en')).toEqual({
      subject: 'Accesso per la ricerca: adopted',
      text: `Minutes of the ballot: Accesso per la ricerca

The members may.
This policy ends.

Resolution: 0197a000-0000-7000-8000-000000000001
Hash of the text voted on: ab12
Entitled to vote: 12
Quorum: 1/2 · Majority of yes over yes and no: 2/3
Votes: yes 7, no 2, abstentions 1
Result: adopted
Opened at: 2026-11-20T08:00:00.000Z
Closed at: 2026-11-22T08:00:00.250Z
Head of the sealed log: 42 cd34`,
    });
  });

  it.each<[Outcome, string, string]>([
    ['adopted', 'approvata', 'adopted'],
    ['rejected', 'respinta', 'rejected'],
    ['inquorate', 'senza quorum', 'inquorate'],
  ])('says in the subject that it was %s', (outcome, italian, english) => {
    const ballot = { ...BALLOT, tally: { ...BALLOT.tally, outcome } };
    expect(minutesOf(ballot, PROPOSAL, HEAD, 'it').subject).toBe(`Accesso per la ricerca: ${italian}`);
    expect(minutesOf(ballot, PROPOSAL, HEAD, 'en').subject).toBe(`Accesso per la ricerca: ${english}`);
  });

  it('says nothing of a log that has no seal yet', () => {
    expect(minutesOf(BALLOT, PROPOSAL, null, 'it').text).not.toContain('registro');
  });

  it('names nobody', () => {
    expect(minutesOf(BALLOT, PROPOSAL, HEAD, 'it').text).not.toContain(PROPOSAL.proposedBy);
  });
});
