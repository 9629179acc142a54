import { createMongoAbility, subject } from '@casl/ability';
import type { Identity } from '#identity';
import { CommonsError, type FederationId, type OrganisationId } from '#kernel';
import { idOf, inForce, NOW } from '../../test/arbitrary-policy';
import { document } from '../../test/documents';
import { abilityOf, allows, levelOf, type LevelAbility } from './ability';
import { authorise, belongsTo, personOf, useGrounds, type Actor } from './actor';
import { compilePolicies } from './compile-policy';
import type { PolicyInForce } from './policy-in-force';
import { NO_SERIES, type Records } from './vocabulary';

const [HOME, ABROAD] = [idOf<FederationId>(1), idOf<FederationId>(2)];
const RECORD: Records['Dataset'] = {
  id: idOf(21),
  federationId: HOME,
  publisherId: idOf(11),
  seriesId: NO_SERIES,
  needCategory: 'socialNeeds',
  accessRights: 'RESTRICTED',
  contributors: 3,
};
const READING = { assignee: { type: 'members' }, actions: ['read'], subject: 'Dataset', where: 'everything' };
const EXTRACTS = {
  ...READING,
  actions: ['requestExtract'],
  purposes: ['AcademicResearch'],
  dimensions: ['zone'],
  measures: [],
  terms: { minPeople: 10, minContributors: 3 },
};

const policy = (change: object, n = 100) => inForce(document(change), { n });

const identityIn = (...federationIds: FederationId[]): Identity => ({
  personId: idOf(31),
  name: 'Ada',
  email: 'ada@example.org',
  language: 'it',
  memberships: [{ organisationId: idOf<OrganisationId>(11), kind: 'cooperative', role: 'member', federationIds }],
  scopes: 'all',
});

function actor(identity: Identity | null, ...policies: PolicyInForce[]): Actor {
  return {
    id: identity?.personId ?? 'anonymous',
    identity,
    ...compilePolicies(policies, identity, NOW),
    revision: 7,
  };
}

function refusal(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error instanceof CommonsError
      ? { kind: error.kind, code: error.code, message: error.message, details: error.details }
      : error;
  }
  throw new Error('Nothing was refused.');
}

const asPlainCasl = (record: object) => subject('Dataset', { ...record }) as never;

describe('what plain CASL would have allowed', () => {
  it.each([[{}], [[]], [null], [undefined]])('conditions of %j allow everything', (conditions) => {
    const ability = createMongoAbility<LevelAbility>([{ action: 'read', subject: 'Dataset', conditions }] as never);
    expect(ability.can('read', asPlainCasl(RECORD))).toBe(true);
  });

  it('the type as a whole is allowed as soon as there is any rule', () => {
    const rules = [{ action: 'read', subject: 'Dataset', conditions: { id: { $eq: idOf(99) } } } as const];
    expect(levelOf(rules).can('read', 'Dataset')).toBe(true);
    expect(allows(abilityOf(rules), 'read', 'Dataset', RECORD)).toBe(false);
  });

  const guarded = abilityOf([
    { action: 'read', subject: 'Dataset', conditions: { federationId: { $eq: HOME } } },
    { action: 'read', subject: 'Dataset', inverted: true, conditions: { accessRights: { $eq: 'RESTRICTED' } } },
    { action: 'read', subject: 'Dataset', inverted: true, conditions: { contributors: { $gt: 2 } } },
  ]);

  it('a prohibition never applies to a field that was not loaded; here that is a defect', () => {
    const { id, federationId, publisherId, seriesId, needCategory } = RECORD;
    const loaded = { id, federationId, publisherId, seriesId, needCategory };
    expect(guarded.federation.can('read', asPlainCasl(loaded))).toBe(true);
    expect(() => allows(guarded, 'read', 'Dataset', loaded as never)).toThrow('Dataset.accessRights was not loaded.');
  });

  it('a comparison lets a null pass; here that is a defect', () => {
    const few = abilityOf([{ action: 'read', subject: 'Dataset', conditions: { contributors: { $lte: 5 } } }]);
    expect(few.federation.can('read', asPlainCasl({ ...RECORD, contributors: null }))).toBe(true);
    expect(() => allows(few, 'read', 'Dataset', { ...RECORD, contributors: null as never })).toThrow(
      'Dataset.contributors was not loaded.',
    );
  });

  it('a defect is nothing that a person is told', () => {
    const by = { ...actor(identityIn(HOME)), ability: guarded };
    expect(
      refusal(() => {
        authorise(by, 'read', 'Dataset', { ...RECORD, needCategory: undefined as never });
      }),
    ).not.toHaveProperty('code');
  });
});

describe('authorise', () => {
  it('lets pass what a policy in force permits', () => {
    expect(() => {
      authorise(actor(identityIn(HOME), policy({ permissions: [READING] })), 'read', 'Dataset', RECORD);
    }).not.toThrow();
  });

  it('tells a member that the policy says no, and which state of the policies did', () => {
    const by = actor(identityIn(HOME), policy({ permissions: [READING] }));
    expect(
      refusal(() => {
        authorise(by, 'contribute', 'Dataset', RECORD);
      }),
    ).toEqual({
      kind: 'forbidden',
      code: 'POLICY.FORBIDDEN',
      message: 'No policy in force lets you contribute to this dataset.',
      details: { action: 'contribute', subject: 'Dataset', policyRevision: 7 },
    });
  });

  it.each([
    ['a stranger', identityIn(ABROAD)],
    ['someone of no organisation', { ...identityIn(), memberships: [] }],
    ['nobody who signed in', null],
  ])('tells %s the same as of what does not exist', (_, identity) => {
    const refused = refusal(() => {
      authorise(actor(identity, policy({ permissions: [READING] })), 'read', 'Dataset', RECORD);
    });
    expect(refused).toEqual({
      kind: 'missing',
      code: 'DATASET.MISSING',
      message: `There is no dataset ${RECORD.id} that you may see.`,
      details: { id: RECORD.id },
    });
  });

  it('tells a stranger whom a policy shows the record that it is the policy that says no', () => {
    const assignee = { type: 'role', role: 'member', organisations: [idOf(11)] };
    const by = actor(identityIn(ABROAD), policy({ permissions: [{ ...READING, assignee }] }));
    expect(
      refusal(() => {
        authorise(by, 'contribute', 'Dataset', RECORD);
      }),
    ).toMatchObject({ code: 'POLICY.FORBIDDEN' });
  });
});

describe('useGrounds', () => {
  const extracts = (where: unknown) => ({ ...EXTRACTS, where });
  const of = (...policies: PolicyInForce[]) =>
    useGrounds(actor(identityIn(HOME), ...policies), 'requestExtract', RECORD).map(
      ({ policy: { policyId } }) => policyId,
    );

  it('finds every permission that covers the dataset, and no other', () => {
    const everything = policy({ permissions: [READING, extracts('everything')] }, 101);
    const this21 = policy(
      { permissions: [extracts({ id: { $eq: RECORD.id } }), extracts({ contributors: { $gt: 3 } })] },
      102,
    );
    const other = policy({ permissions: [extracts({ id: { $ne: RECORD.id } })] }, 103);
    expect(of(everything, this21, other).sort()).toEqual([everything.policyId, this21.policyId]);
  });

  it('finds none where a prohibition stands, or where only reading is permitted', () => {
    const permission = policy({ permissions: [extracts('everything')] }, 101);
    const prohibition = policy(
      { prohibitions: [{ ...READING, actions: ['requestExtract'], where: { contributors: { $lt: 5 } } }] },
      102,
    );
    expect(of(permission, prohibition)).toEqual([]);
    expect(of(policy({ permissions: [READING] }))).toEqual([]);
  });
});

describe('useGrounds of a publisher with policies of its own', () => {
  const extracts = { ...EXTRACTS, where: 'everything' };
  const its = (change: object, n = 200) => inForce(document(change), { organisationId: RECORD.publisherId, n });
  const of = (...policies: PolicyInForce[]) =>
    useGrounds(actor(identityIn(HOME), ...policies), 'requestExtract', RECORD).map(
      ({ level, policy: { policyId } }) => [level, policyId],
    );
  const theirs = policy({ permissions: [extracts] });

  it('finds the permissions of both levels, and says of which they are', () => {
    const ours = its({ permissions: [extracts] });
    expect(of(theirs, ours)).toEqual([
      ['federation', theirs.policyId],
      ['organisation', ours.policyId],
    ]);
  });

  it.each<[string, object]>([
    [
      'it permits extracts of another dataset only',
      { permissions: [{ ...extracts, where: { id: { $eq: idOf(22) } } }] },
    ],
    [
      'it permits them to others only',
      { permissions: [{ ...extracts, assignee: { type: 'role', role: 'auditor', organisations: 'federation' } }] },
    ],
    ['it prohibits them', { prohibitions: [{ ...READING, actions: ['requestExtract'] }] }],
  ])('finds none at all where %s', (_, change) => {
    expect(of(theirs, its(change))).toEqual([]);
  });

  it('finds the federation’s alone where the publisher’s leave extracts to it', () => {
    expect(of(theirs, its({ permissions: [READING] }))).toEqual([['federation', theirs.policyId]]);
  });

  it('finds the suspended ones of either level beside those that permit, and nothing by them alone', () => {
    const suspended = (one: PolicyInForce): PolicyInForce => ({
      ...one,
      suspension: { since: NOW, until: null, reason: 'Una falla', ratified: true },
    });
    const elsewhere = inForce(document({ permissions: [extracts] }), { organisationId: idOf(12), n: 300 });
    const other = policy({ permissions: [{ ...extracts, where: { id: { $ne: RECORD.id } } }] }, 301);
    const [strict, ours] = [policy({ permissions: [extracts] }, 302), its({ permissions: [extracts] }, 303)];
    const all = [theirs, its({ permissions: [extracts] }), ...[elsewhere, other, strict, ours].map(suspended)];
    expect(of(...all)).toEqual([
      ['federation', theirs.policyId],
      ['organisation', idOf(200)],
      ['federation', strict.policyId],
      ['organisation', ours.policyId],
    ]);
    expect(of(suspended(theirs))).toEqual([]);
    expect(of(theirs, suspended(ours))).toEqual([]);
  });

  it('finds none by the publisher’s alone', () => {
    expect(of(policy({ permissions: [READING] }), its({ permissions: [extracts] }))).toEqual([]);
  });
});

describe('an actor', () => {
  it('is a person, if somebody signed in', () => {
    expect(personOf(actor(identityIn(HOME)))).toBe(idOf(31));
    expect(refusal(() => personOf(actor(null)))).toMatchObject({
      kind: 'unauthenticated',
      code: 'POLICY.SIGN_IN_FIRST',
    });
  });

  it('belongs to the federations of the members’ books', () => {
    expect([HOME, ABROAD].map((id) => belongsTo(actor(identityIn(HOME)), id))).toEqual([true, false]);
    expect(belongsTo(actor(null), HOME)).toBe(false);
  });
});
