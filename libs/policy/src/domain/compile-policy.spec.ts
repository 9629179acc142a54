import type { Identity, Membership, Role } from '#identity';
import type { FederationId, OrganisationId } from '#kernel';
import fc from 'fast-check';
import { dataset, idOf, identity, inForce, NOW, policyInForce, PERSONS } from '../../test/arbitrary-policy';
import { document } from '../../test/documents';
import { allows } from './ability';
import { compilePolicies } from './compile-policy';
import { decidingClause } from './deciding-clause';
import { hasEnded } from './policy';
import type { PolicyInForce } from './policy-in-force';
import { ACTIONS_ON, NO_SERIES, type Action, type Records } from './vocabulary';

const TODAY = '2026-11-22';
const [HOME, ABROAD] = [idOf<FederationId>(1), idOf<FederationId>(2)];
const [COOPERATIVE, UNIVERSITY] = [idOf<OrganisationId>(11), idOf<OrganisationId>(12)];
const RECORD: Records['Dataset'] = {
  id: idOf(21),
  federationId: HOME,
  publisherId: COOPERATIVE,
  seriesId: NO_SERIES,
  needCategory: 'socialNeeds',
  accessRights: 'RESTRICTED',
  contributors: 3,
};
const MEMBERS = { type: 'members' };
const role = (name: Role, organisations: unknown = 'federation') => ({ type: 'role', role: name, organisations });
const rule = (change: object = {}) => ({
  assignee: MEMBERS,
  actions: ['read'],
  subject: 'Dataset',
  where: 'everything',
  ...change,
});
const EXTRACTS = {
  ...rule({ actions: ['requestExtract'] }),
  purposes: ['AcademicResearch'],
  dimensions: ['zone'],
  measures: [],
  terms: { minPeople: 10, minContributors: 3 },
};

const policy = (change: object, federationId = HOME) => inForce(document(change), { federationId });

const seat = (name: Role, organisationId = COOPERATIVE, federationIds: FederationId[] = [HOME]): Membership => ({
  organisationId,
  kind: 'cooperative',
  role: name,
  federationIds,
});
const person = (memberships: Membership[], scopes: Identity['scopes'] = 'all'): Identity => ({
  personId: idOf(31),
  name: 'Ada',
  email: 'ada@example.org',
  language: 'it',
  memberships,
  scopes,
});
const ADA = person([seat('member')]);

function may(who: Identity, policies: ReturnType<typeof policy>[], action: Action = 'read', record = RECORD): boolean {
  return allows(compilePolicies(policies, who, NOW).ability, action, 'Dataset', record);
}

describe('compilePolicies', () => {
  it('confines every rule to the federation whose policy it is', () => {
    const both = person([seat('member', COOPERATIVE, [HOME, ABROAD])]);
    const here = policy({ permissions: [rule()] });
    expect(may(both, [here])).toBe(true);
    expect(may(both, [here], 'read', { ...RECORD, federationId: ABROAD })).toBe(false);
    const forbiddenAbroad = policy({ prohibitions: [rule()] }, ABROAD);
    expect(may(both, [here, forbiddenAbroad])).toBe(true);
  });

  it('lets a prohibition win, in whatever order, policy and wording', () => {
    const permission = policy({ permissions: [rule(), rule({ where: { id: { $eq: RECORD.id } } })] });
    const prohibition = policy({ prohibitions: [rule({ where: { contributors: { $lt: 4 } } })] });
    expect(may(ADA, [permission])).toBe(true);
    expect(may(ADA, [permission, prohibition])).toBe(false);
    expect(may(ADA, [prohibition, permission])).toBe(false);
    expect(may(ADA, [prohibition, permission], 'read', { ...RECORD, contributors: 4 })).toBe(true);
  });

  it('does not let a prohibition allow anything by excepting it', () => {
    expect(may(ADA, [policy({ prohibitions: [rule({ where: { id: { $ne: RECORD.id } } })] })])).toBe(false);
  });

  it('counts the last day of a policy, and not the day after', () => {
    const until = (validUntil: string | null) => may(ADA, [policy({ permissions: [rule()], validUntil })]);
    expect([until('2026-11-21'), until(TODAY), until('2026-11-23'), until(null)]).toEqual([false, true, true, true]);
    expect(hasEnded(policy({ permissions: [rule()], validUntil: TODAY }), NOW)).toBe(false);
  });

  it('drops the prohibitions of a policy that has ended, too', () => {
    const ended = policy({ prohibitions: [rule()], validUntil: '2026-11-21' });
    expect(may(ADA, [policy({ permissions: [rule()] }), ended])).toBe(true);
  });

  describe('knows who is meant:', () => {
    const steward = person([seat('steward')]);
    const researcher = person([seat('researcher', UNIVERSITY, [])]);
    const stranger = person([seat('member', COOPERATIVE, [ABROAD])]);
    it.each<[string, unknown, Identity, boolean]>([
      ['a member, of the members', MEMBERS, ADA, true],
      ['a steward, of everyone in the members’ books', MEMBERS, steward, true],
      ['a stranger, not of the members', MEMBERS, stranger, false],
      ['nobody anywhere, not of the members', MEMBERS, person([]), false],
      ['a member, in the role', role('member'), ADA, true],
      ['a steward, not in the role of a member', role('member'), steward, false],
      ['a stranger in the role, not of the federation', role('member'), stranger, false],
      ['a researcher, of the university that is named', role('researcher', [UNIVERSITY]), researcher, true],
      ['a researcher, not of another organisation', role('researcher', [COOPERATIVE]), researcher, false],
      ['a researcher, not of the federation', role('researcher'), researcher, false],
      [
        'the university’s steward, not one of its researchers',
        role('researcher', [UNIVERSITY]),
        person([seat('steward', UNIVERSITY)]),
        false,
      ],
    ])('%s', (_, assignee, who, allowed) => {
      expect(may(who, [policy({ permissions: [rule({ assignee })] })])).toBe(allowed);
    });

    it('one membership must have both the role and the organisation', () => {
      const mixed = person([seat('researcher', COOPERATIVE), seat('member', UNIVERSITY)]);
      expect(may(mixed, [policy({ permissions: [rule({ assignee: role('researcher', [UNIVERSITY]) })] })])).toBe(false);
    });
  });

  describe('gives an API token no more than its scopes:', () => {
    const all = policy({
      permissions: [
        rule({ actions: ['read', 'create', 'contribute'] }),
        rule({ subject: 'Ballot', actions: ['read', 'propose', 'vote'] }),
        EXTRACTS,
      ],
    });
    const actionsWith = (scopes: Identity['scopes']) => {
      const ability = compilePolicies([all], person([seat('member')], scopes), NOW).ability;
      return (['Dataset', 'Ballot'] as const).flatMap((noun) =>
        ACTIONS_ON[noun].filter((action) => allows(ability, action, noun, RECORD)).map((action) => `${action} ${noun}`),
      );
    };

    it.each<[Identity['scopes'], string[]]>([
      [[], []],
      [['manage'], ['create Dataset']],
      [['read'], ['read Dataset', 'discover Dataset', 'readMetadata Dataset', 'read Ballot']],
      [['contribute'], ['contribute Dataset']],
      [['extract'], ['requestExtract Dataset']],
      [['propose'], ['propose Ballot']],
      [['vote'], ['vote Ballot']],
    ])('%j', (scopes, actions) => {
      expect(actionsWith(scopes)).toEqual(actions);
    });

    it('a session, everything', () => {
      expect(actionsWith('all')).toHaveLength(9);
    });

    it('but every prohibition', () => {
      const prohibited = policy({ prohibitions: [rule({ actions: ['read'] })] });
      expect(may(person([seat('member')], ['read']), [all, prohibited])).toBe(false);
    });
  });

  describe('shows people their own without a vote:', () => {
    const ability = (who: Identity) => compilePolicies([], who, NOW).ability;
    const extract = { id: idOf(41), federationId: ABROAD, requestedBy: ADA.personId };
    const contribution = { id: idOf(42), federationId: HOME, organisationId: COOPERATIVE, datasetId: RECORD.id };

    it('the extracts they requested, and no other', () => {
      expect(allows(ability(ADA), 'read', 'Extract', extract)).toBe(true);
      expect(allows(ability(ADA), 'read', 'Extract', { ...extract, requestedBy: idOf(32) })).toBe(false);
    });

    it('what the organisation that they are steward of handed in', () => {
      const steward = person([seat('steward')]);
      expect(allows(ability(steward), 'read', 'Contribution', contribution)).toBe(true);
      expect(allows(ability(steward), 'read', 'Contribution', { ...contribution, organisationId: UNIVERSITY })).toBe(
        false,
      );
      expect(allows(ability(ADA), 'read', 'Contribution', contribution)).toBe(false);
    });

    it('unless a token may not read', () => {
      expect(allows(ability(person([seat('steward')], ['vote'])), 'read', 'Extract', extract)).toBe(false);
    });

    it('and no datasets at all', () => {
      expect(allows(ability(person([seat('steward')])), 'read', 'Dataset', RECORD)).toBe(false);
    });
  });

  it('remembers on which grounds extracts may be requested', () => {
    const stands = policy({ permissions: [rule(), EXTRACTS] });
    const { grounds } = compilePolicies([stands], ADA, NOW);
    expect([...grounds]).toEqual([
      [
        `${stands.versionId}/permissions/1`,
        {
          ...{ level: 'federation', policy: stands, permission: EXTRACTS, suspended: false },
          ...{ purposes: ['AcademicResearch'], clause: decidingClause(stands, 'permissions/1') },
        },
      ],
    ]);
  });

  it('never lets one more prohibition, or the loss of a permission, allow anything', () => {
    fc.assert(
      fc.property(fc.array(policyInForce, { maxLength: 3 }), identity, dataset, (policies, who, record) => {
        const stricter = policies.map((one) => ({
          ...one,
          document: { ...one.document, permissions: one.document.permissions.slice(1) },
        }));
        const withoutProhibitions = policies.map((one) => ({
          ...one,
          document: { ...one.document, prohibitions: [] },
        }));
        const allowed = may(who, policies, 'read', record);
        if (may(who, stricter, 'read', record)) expect(allowed).toBe(true);
        if (allowed) expect(may(who, withoutProhibitions, 'read', record)).toBe(true);
      }),
    );
  });

  it('shows someone who belongs nowhere what it shows the public, and nothing else', () => {
    const nowhere = { ...ADA, personId: PERSONS[0] ?? ADA.personId, memberships: [] };
    const withoutPublic = (one: PolicyInForce): PolicyInForce => ({
      ...one,
      document: {
        ...one.document,
        permissions: one.document.permissions.filter(({ assignee }) => assignee.type !== 'public'),
      },
    });
    fc.assert(
      fc.property(
        fc.array(policyInForce, { maxLength: 3 }),
        fc.constantFrom(...ACTIONS_ON.Dataset),
        dataset,
        (policies, action, record) => {
          const shown = allows(compilePolicies(policies, null, NOW).ability, action, 'Dataset', record);
          expect(may(nowhere, policies, action, record)).toBe(shown);
          expect(may(nowhere, policies.map(withoutPublic), action, record)).toBe(false);
        },
      ),
    );
  });
});
