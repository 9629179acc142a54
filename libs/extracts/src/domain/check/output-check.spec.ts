import type { Membership, Role } from '#identity';
import type { FederationId, OrganisationId, PersonId } from '#kernel';
import fc from 'fast-check';
import {
  answersFor,
  mayCheck,
  outcomeOf,
  parseReasons,
  roundAfter,
  standingOf,
  type CheckAnswer,
  type OutputCheck,
} from './output-check';

const answer = (reviewerId: string, verdict: CheckAnswer['verdict']): CheckAnswer => ({
  ...{ reviewerId: reviewerId as PersonId, verdict, reasons: 'Perché sì.', at: new Date(0) },
});
const verdicts = fc.array(fc.constantFrom('release', 'withhold' as const));

describe('what the answers come to', () => {
  it.each([
    ['nobody', [], null],
    ['one of two lets it go', ['release'], null],
    ['both let it go', ['release', 'release'], 'released'],
    ['the first withholds it', ['withhold'], 'withheld'],
    ['the last withholds it', ['release', 'withhold'], 'withheld'],
  ] as const)('%s', (_, said, outcome) => {
    expect(
      outcomeOf(
        said.map((verdict, at) => answer(`p${at}`, verdict)),
        2,
      ),
    ).toBe(outcome);
  });

  it('is a release only where nobody withholds it, and as many as it takes let it go', () => {
    fc.assert(
      fc.property(verdicts, fc.integer({ min: 1, max: 5 }), (said, needed) => {
        const answers = said.map((verdict) => ({ verdict }));
        const released = outcomeOf(answers, needed) === 'released';
        expect(released).toBe(said.length >= needed && !said.includes('withhold'));
      }),
    );
  });
});

describe('what is known of what others said', () => {
  const answers = [answer('ada', 'release'), answer('bea', 'withhold')];

  it.each([
    [null, ['ada']],
    ['outdated', ['ada']],
    ['withheld', ['ada', 'bea']],
    ['released', ['ada', 'bea']],
  ] as const)('while the outcome is %s', (outcome, known) => {
    expect(answersFor('ada' as PersonId, { outcome }, answers).map(({ reviewerId }) => reviewerId)).toEqual(known);
  });

  it('is nothing for who has said nothing, while it is open', () => {
    expect(answersFor('carla' as PersonId, { outcome: null }, answers)).toEqual([]);
  });
});

describe('what was just made', () => {
  const made = { number: 1, csv: { sha256: 'a', bytes: 1 } };
  const check = { round: 3, number: 1, csv: 'a', reviewers: 2, outcome: 'released' } as OutputCheck;

  it.each<[string, OutputCheck | null, number, string]>([
    ['was let go as it is', check, 2, 'passed'],
    ['is being looked at', { ...check, outcome: null }, 2, 'waiting'],
    ['was never looked at', null, 2, 'unseen'],
    ['came out otherwise', { ...check, csv: 'b' }, 2, 'unseen'],
    ['would be another release', { ...check, number: 2 }, 2, 'unseen'],
    ['was looked at by fewer than are asked for now', check, 3, 'unseen'],
    ['was withheld', { ...check, outcome: 'withheld' }, 2, 'unseen'],
    ['was looked at by more than are asked for', { ...check, reviewers: 3 }, 2, 'passed'],
  ])('%s', (_, latest, needed, standing) => {
    expect(standingOf(latest, made, needed)).toBe(standing);
  });

  it('is looked at in the round after the last', () => {
    expect([roundAfter(null), roundAfter(check)]).toEqual([1, 4]);
  });
});

describe('who may look at what others ask for', () => {
  const here = 'here' as FederationId;
  const seat = (organisationId: string, role: Role, federation = here): Membership => ({
    ...{ organisationId: organisationId as OrganisationId, kind: 'cooperative', role, federationIds: [federation] },
  });
  const asking = { people: ['rita' as PersonId], organisations: ['university' as OrganisationId] };
  /** The press is the university's. */
  const contributor = (id: OrganisationId) => (id === 'press' ? 'university' : id) as OrganisationId;
  const may = (person: string, ...memberships: Membership[]) =>
    mayCheck({ personId: person as PersonId, memberships }, { federationId: here }, asking, contributor);

  it.each([
    ['a steward of another organisation', 'ada', [seat('dora', 'steward')], true],
    ['a member', 'ada', [seat('dora', 'member')], false],
    ['an auditor', 'ada', [seat('dora', 'auditor')], false],
    ['a steward elsewhere', 'ada', [seat('dora', 'steward', 'there' as FederationId)], false],
    ['whoever asks', 'rita', [seat('dora', 'steward')], false],
    ['a colleague', 'ada', [seat('dora', 'steward'), seat('university', 'member')], false],
    ['a steward of a house under the same control', 'ada', [seat('press', 'steward')], false],
  ] as const)('%s', (_, person, memberships, expected) => {
    expect(may(person, ...memberships)).toBe(expected);
  });
});

describe('reasons', () => {
  it('are what was written, without spaces around it', () => {
    expect(parseReasons('  Nessuna cella dice troppo.\nTutto a posto. ')).toBe(
      'Nessuna cella dice troppo.\nTutto a posto.',
    );
  });

  it.each(['', 'ok', ' '.repeat(40), 'a'.repeat(5_001), 'Tutto a posto\u202E davvero'])('are not %j', (input) => {
    expect(() => parseReasons(input)).toThrow(
      expect.objectContaining({ code: 'OUTPUTCHECK.REASONS_INVALID' }) as Error,
    );
  });
});
