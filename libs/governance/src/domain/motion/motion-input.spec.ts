import { newId, type PersonId } from '#kernel';
import { dataCommittee } from '../statute/presets';
import { parseAdmission, parseDecision, parseElection, parseFoundBody } from './motion-input';

const refused = (code: string, problem: string) =>
  expect.objectContaining({ code, message: expect.stringContaining(problem) as string }) as Error;
const invalid = (problem: string) => refused('PROPOSAL.INVALID', problem);

const DECISION = { title: 'Sede', text: 'Dove?', method: { kind: 'choice' }, options: ['Torino', 'Asti'] };
const [ADA, BEN] = [newId<PersonId>(), newId<PersonId>()];
const CANDIDATES = [
  { personId: ADA, name: 'Ada' },
  { personId: BEN, name: 'Ben' },
];
const ELECTION = { title: 'Consiglio', office: 'board', method: { kind: 'stv', seats: 2 }, candidates: CANDIDATES };

describe('a decision', () => {
  it('is on yes and no without options, or a choice among two or more', () => {
    expect(parseDecision(DECISION)).toEqual({ kind: 'decision', ...DECISION });
    const yesNo = { ...DECISION, method: { kind: 'yesNo' }, options: [] };
    expect(parseDecision(yesNo)).toEqual({ kind: 'decision', ...yesNo });
    expect(() => parseDecision({ ...yesNo, options: ['sì', 'no'] })).toThrow(invalid('yes and no have none'));
    expect(() => parseDecision({ ...DECISION, options: ['Torino'] })).toThrow(invalid('a choice has two or more'));
    expect(() => parseDecision({ ...DECISION, options: ['Asti', ' Asti'] })).toThrow(invalid('name something twice'));
  });

  it.each([
    ['more seats than options', { method: { kind: 'approval', seats: 3 } }],
    ['a method we do not have', { method: { kind: 'applause' } }],
    ['seats where one wins', { method: { kind: 'schulze', seats: 1 } }],
    ['no highest score', { method: { kind: 'score', seats: 1 } }],
    ['a title of two lines', { title: 'Sede\ndella cooperativa' }],
    ['an option that cannot be read', { options: ['Torino', 'Asti\u202e'] }],
    ['a word that we do not know', { surprise: true }],
  ])('has not %s', (_, change) => {
    expect(() => parseDecision({ ...DECISION, ...change })).toThrow(invalid(''));
  });
});

describe('an election', () => {
  it('is among candidates, at least as many as seats', () => {
    expect(parseElection(ELECTION)).toEqual({ kind: 'election', ...ELECTION });
    expect(() => parseElection({ ...ELECTION, method: { kind: 'stv', seats: 3 } })).toThrow(
      invalid('fewer than the seats'),
    );
    expect(() => parseElection({ ...ELECTION, method: { kind: 'yesNo' } })).toThrow(invalid('among candidates'));
    expect(() => parseElection({ ...ELECTION, candidates: [] })).toThrow(invalid('candidates'));
  });

  it('of a chair or a secretary has one seat', () => {
    expect(() => parseElection({ ...ELECTION, office: 'chair' })).toThrow(invalid('one seat'));
    expect(parseElection({ ...ELECTION, office: 'secretary', method: { kind: 'schulze' } }).office).toBe('secretary');
    expect(() => parseElection({ ...ELECTION, office: 'representative' })).toThrow(invalid('office'));
  });

  it('tells its candidates apart, by person and by name', () => {
    const twice = (second: object) => ({ ...ELECTION, candidates: [CANDIDATES[0], { ...CANDIDATES[1], ...second }] });
    expect(() => parseElection(twice({ name: 'Ada ' }))).toThrow(invalid('have the same name'));
    expect(() => parseElection(twice({ personId: ADA }))).toThrow(invalid('stand twice'));
    expect(() => parseElection(twice({ personId: 'Ben' }))).toThrow(invalid('not an identifier'));
  });
});

describe('an admission', () => {
  it('is of one organisation or one person', () => {
    const nobody = { title: 'Ammissione', organisationId: null, personId: null };
    expect(parseAdmission({ ...nobody, personId: ADA })).toMatchObject({ kind: 'admission', personId: ADA });
    expect(() => parseAdmission(nobody)).toThrow(invalid('one organisation or one person'));
    expect(() => parseAdmission({ ...nobody, organisationId: ADA, personId: BEN })).toThrow(
      invalid('one organisation'),
    );
  });
});

describe('a body to be founded', () => {
  const BODY = { title: 'Comitato dati', body: 'committee', members: [ADA, BEN], document: dataCommittee() };

  it('has members, each once, and a statute without contradictions', () => {
    expect(parseFoundBody(BODY)).toEqual({ kind: 'foundBody', ...BODY });
    expect(() => parseFoundBody({ ...BODY, members: [] })).toThrow(invalid('members'));
    expect(() => parseFoundBody({ ...BODY, members: [ADA, ADA] })).toThrow(invalid('name somebody twice'));
    expect(() => parseFoundBody({ ...BODY, body: 'federation' })).toThrow(invalid('body'));
    expect(() => parseFoundBody({ ...BODY, document: {} })).toThrow(refused('STATUTE.INVALID', ''));
  });
});
