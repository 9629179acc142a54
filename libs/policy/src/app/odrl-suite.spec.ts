import type { Identity } from '#identity';
import type { DatasetId, FederationId, OrganisationId, PersonId } from '#kernel';
import { DATASETS, FEDERATIONS, idOf, inForce, ORGANISATIONS } from '../../test/arbitrary-policy';
import { HAS_POLICIES, suiteCases, suitePolicy, type SuiteCase } from '../../test/odrl-suite';
import { allows } from '../domain/ability';
import { compilePolicies } from '../domain/compile-policy';
import { importOdrl } from '../domain/odrl/import-policy';
import { parsePolicy, type PolicyDocument } from '../domain/policy-document';
import { NO_SERIES, type Action, type Records } from '../domain/vocabulary';
import { readOdrl } from './odrl-reader';

const [FEDERATION] = FEDERATIONS as [FederationId];
const [ALICE, BOB] = ORGANISATIONS as [OrganisationId, OrganisationId];
const [X, Y] = DATASETS as [DatasetId, DatasetId];
/** The author says what the names of the suite stand for; people are the organisations of one that they work for. */
const NAMES = new Map<string, string>([
  ['http://example.org/alice', ALICE],
  ['http://example.org/bob', BOB],
  ['http://example.org/x', X],
  ['http://example.org/y', Y],
]);
const importer = { base: 'https://granaio.example', assigner: FEDERATION, names: NAMES };

const imported = async (text: string) => importOdrl(await readOdrl(text, 'turtle'), importer);

/** Which of our actions a request of the suite asks for; none: there is no such thing here, and nobody can ask. */
const ACTION_OF: Record<string, Action | undefined> = { read: 'read', write: 'contribute' };

/** Every policy of the suite: what it becomes, or which terms it is refused for. */
const POLICIES: Record<string, 'imported' | readonly string[]> = {
  'policy-1': ['odrl:action'],
  'policy-2': 'imported',
  'policy-3': ['odrl:use'],
  'policy-4': 'imported',
  'policy-5': ['odrl:use'],
  'policy-6': 'imported',
  'policy-7': 'imported',
  'policy-8': 'imported',
  'policy-9': ['odrl:dateTime'],
  'policy-10': ['odrl:dateTime'],
  'policy-11': ['odrl:dateTime'],
  'policy-12': ['odrl:dateTime'],
};

/** Whatever the suite's people ask for, so that a prohibition has something to take away. */
const OPEN = parsePolicy({
  schema: 'granaio-policy/1',
  title: 'Everything to everybody',
  permissions: [
    {
      assignee: { type: 'organisation', organisations: [ALICE, BOB] },
      ...{ actions: ['read', 'contribute'], subject: 'Dataset', where: 'everything' },
    },
  ],
  prohibitions: [],
  validUntil: null,
});

const dataset = (name: string): Records['Dataset'] => ({
  id: name === 'x' ? X : Y,
  federationId: FEDERATION,
  publisherId: idOf<OrganisationId>(19),
  seriesId: NO_SERIES,
  needCategory: 'socialNeeds',
  accessRights: 'RESTRICTED',
  contributors: 3,
});

const person = (name: string): Identity => ({
  personId: idOf<PersonId>(31),
  name,
  email: `${name}@example.org`,
  language: 'en',
  scopes: 'all',
  memberships: [
    {
      organisationId: name === 'alice' ? ALICE : BOB,
      kind: 'cooperative',
      role: 'member',
      federationIds: [FEDERATION],
    },
  ],
});

/** Our engine's decision on a request of the suite: whether the rule is active, in the suite's words. */
function isActive(document: PolicyDocument, { effect, assignee, target, at }: SuiteCase, action: Action): boolean {
  const policies = [document, ...(effect === 'prohibition' ? [OPEN] : [])];
  const inForcePolicies = policies.map((one, n) => inForce(one, { federationId: FEDERATION, n: 100 + n }));
  const { ability } = compilePolicies(inForcePolicies, person(assignee), at);
  const allowed = allows(ability, action, 'Dataset', dataset(target));
  return effect === 'permission' ? allowed : !allowed;
}

const cases = HAS_POLICIES ? suiteCases() : [];
const termsOf = (error: unknown) =>
  (error as { details: { problems: { term: string }[] } }).details.problems.map(({ term }) => term);

(HAS_POLICIES ? describe : describe.skip)('the ODRL test suite', () => {
  it('has its forty cases', () => {
    expect(cases).toHaveLength(40);
    expect(new Set(cases.map(({ policy }) => policy))).toEqual(new Set(Object.keys(POLICIES)));
  });

  it.each(Object.entries(POLICIES).filter(([, fate]) => fate !== 'imported'))(
    '%s is refused, naming %s',
    async (name, terms) => {
      const error: unknown = await imported(suitePolicy(name)).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'POLICY.ODRL_UNSUPPORTED' });
      expect(termsOf(error)).toEqual(terms);
    },
  );

  const decided = cases.filter(({ policy }) => POLICIES[policy] === 'imported');
  const row = (one: SuiteCase) => [one.name, one] as const;

  it.each(decided.filter(({ action }) => ACTION_OF[action]).map(row))('%s is decided as expected', async (_, one) => {
    const { document } = await imported(suitePolicy(one.policy));
    expect(isActive(document, one, ACTION_OF[one.action] ?? 'create')).toBe(one.active);
  });

  it('decides all cases of the policies that it imports, but for the sales that nobody can ask for here', () => {
    const names = decided.filter(({ action }) => !ACTION_OF[action]).map(({ name }) => name);
    expect(names).toEqual(['014-alice-sell', '020-bob-sell', '022-alice-sell']);
    expect(decided.filter(({ action }) => ACTION_OF[action])).toHaveLength(16);
    for (const { active } of decided.filter(({ action }) => !ACTION_OF[action])) expect(active).toBe(false);
  });

  /** The suite's moment lies within a day; the same policies with the days around it. */
  const WHOLE_DAYS: [policy: string, days: string, active: Record<number, boolean>][] = [
    ['policy-9', '"2024-02-12"^^xsd:date', { 2017: false, 2024: true, 2025: false }],
    ['policy-11', '"2024-02-13T00:00:00Z"^^xsd:dateTime', { 2017: true, 2024: true, 2025: false }],
    ['policy-11', '"2024-02-12"^^xsd:date', { 2017: true, 2024: false, 2025: false }],
    ['policy-12', '"2024-02-12"^^xsd:date', { 2017: true, 2024: true, 2025: false }],
    ['policy-12', '"2024-02-12T23:59:59.999Z"^^xsd:dateTime', { 2017: true, 2024: true, 2025: false }],
  ];

  it.each(WHOLE_DAYS)('%s at %s is decided by days', async (name, day, active) => {
    const { document } = await imported(suitePolicy(name).replace('"2024-02-12T11:20:10.999Z"^^xsd:dateTime', day));
    const ofAlice = cases.filter(({ name: one }) => /^03[0-9]-alice-read-x/.test(one));
    const found = ofAlice.map((one) => [one.at.getUTCFullYear(), isActive(document, one, 'read')] as const);
    expect(Object.fromEntries(found)).toEqual(active);
  });
});
