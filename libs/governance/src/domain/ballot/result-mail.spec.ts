import type { BallotId, BodyId, FederationId, PersonId, ProposalId } from '#kernel';
import { parsePolicy } from '#policy';
import type { Outcome } from '../decision/verdict';
import type { Proposal } from '../motion/motion';
import { dataCommittee } from '../statute/presets';
import type { ClosedBallot, Result } from './ballot';
import { rulesOf } from './draft-ballot';
import { resultMail } from './result-mail';

const RESULT: Result = {
  count: { method: 'yesNo', yes: '7', no: '2', abstain: '1', blank: '0' },
  verdict: {
    outcome: 'adopted',
    quorum: null,
    majority: null,
    reason: { it: 'approvata: 7 voti su 9', en: 'adopted: 7 of 9 votes' },
  },
  ...{
    unit: '1',
    members: 10,
    entitled: '12',
    present: '10',
    steps: { it: [], en: [] },
    root: 'ef56',
    headerHash: 'aa11',
    warnings: [],
  },
};
const BALLOT: ClosedBallot = {
  id: '0197a000-0000-7000-8000-000000000001' as BallotId,
  proposalId: '0197a000-0000-7000-8000-000000000002' as ProposalId,
  bodyId: '0197a000-0000-7000-8000-000000000005' as BodyId,
  federationId: '0197a000-0000-7000-8000-000000000003' as FederationId,
  ...{ organisationId: null, round: 1, matter: 'accessPolicy', textHash: 'ab12', statuteNumber: 1 },
  rules: rulesOf(dataCommittee(), 'accessPolicy', 1),
  ...{ method: { kind: 'yesNo' }, options: [], secrecy: 'open', assemblyId: null, itemId: null },
  ...{ electorate: 12, votes: 12, state: 'closed' },
  opensAt: new Date('2026-11-20T08:00:00Z'),
  closesAt: new Date('2026-11-22T08:00:00Z'),
  closedAt: new Date('2026-11-22T08:00:00.250Z'),
  result: RESULT,
};
const PROPOSAL: Proposal = {
  id: BALLOT.proposalId,
  bodyId: BALLOT.bodyId,
  federationId: BALLOT.federationId,
  organisationId: null,
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
  ...{ replaces: null, replacedBy: null },
};
const HEAD = { number: 42, hash: 'cd34' };
const ending = (outcome: Outcome): ClosedBallot => ({
  ...BALLOT,
  result: { ...RESULT, verdict: { ...RESULT.verdict, outcome } },
});

describe('resultMail', () => {
  it('tells the result in Italian', () => {
    expect(resultMail(BALLOT, PROPOSAL, HEAD, 'it')).toEqual({
      subject: 'Accesso per la ricerca: approvata',
      text: `Verbale della votazione: Accesso per la ricerca

I soci possono.
Questa regola cessa.

Delibera: 0197a000-0000-7000-8000-000000000001
Impronta del testo votato: ab12
Aventi diritto: 12 · Partecipanti: 10
Voti: favorevoli 7, contrari 2, astenuti 1
Esito: approvata
Motivo: approvata: 7 voti su 9
Aperta il: 2026-11-20T08:00:00.000Z
Chiusa il: 2026-11-22T08:00:00.250Z
Radice dell’urna: ef56
Impronta dell’intestazione: aa11
Testa del registro sigillato: 42 cd34`,
    });
  });

  it('tells the result in English', () => {
    const { subject, text } = resultMail(BALLOT, PROPOSAL, HEAD, 'en');
    expect(subject).toBe('Accesso per la ricerca: adopted');
    expect(text).toContain('The members may.\nThis policy ends.');
    expect(text).toContain('Votes: yes 7, no 2, abstentions 1\nResult: adopted\nReason: adopted: 7 of 9 votes');
    expect(text).toContain('Head of the sealed log: 42 cd34');
  });

  it.each<[Outcome, string, string]>([
    ['rejected', 'respinta', 'rejected'],
    ['inquorate', 'senza quorum', 'inquorate'],
    ['runoff', 'ballottaggio', 'runoff'],
  ])('says how it ended: %s', (outcome, it, en) => {
    expect(resultMail(ending(outcome), PROPOSAL, HEAD, 'it').text).toContain(`Esito: ${it}`);
    expect(resultMail(ending(outcome), PROPOSAL, HEAD, 'en').subject).toBe(`Accesso per la ricerca: ${en}`);
  });

  it('names nobody', () => {
    expect(resultMail(BALLOT, PROPOSAL, HEAD, 'it').text).not.toContain(PROPOSAL.proposedBy);
  });

  it('says nothing of a log that has no head yet', () => {
    expect(resultMail(BALLOT, PROPOSAL, null, 'it').text).not.toContain('Testa del registro');
  });
});
