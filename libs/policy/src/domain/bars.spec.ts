import type { Identity } from '#identity';
import type { FederationId, OrganisationId } from '#kernel';
import { idOf, inForce, NOW } from '../../test/arbitrary-policy';
import { document, extracts, role, rule } from '../../test/documents';
import { allows } from './ability';
import { barsOn, hiddenColumns, type Actor } from './actor';
import { compilePolicies } from './compile-policy';
import type { PolicyInForce } from './policy-in-force';
import { ACTIONS_ON, NO_SERIES, USE_ACTIONS, type Action, type Records } from './vocabulary';

const [HOME, ABROAD] = [idOf<FederationId>(1), idOf<FederationId>(2)];
const [DORA, AURORA] = [idOf<OrganisationId>(11), idOf<OrganisationId>(12)];
const RECORD: Records['Dataset'] = {
  ...{ id: idOf(21), federationId: HOME, publisherId: DORA, seriesId: idOf(41) },
  ...{ needCategory: 'socialNeeds', accessRights: 'RESTRICTED', contributors: 3 },
};
const ADA: Identity = {
  ...{ personId: idOf(31), name: 'Ada', email: 'ada@example.org', language: 'it', scopes: 'all' },
  memberships: [{ organisationId: DORA, kind: 'cooperative', role: 'member', federationIds: [HOME] }],
};

const OPEN = inForce(
  document({
    permissions: [
      rule({ actions: ['read', 'contribute'] }),
      extracts({ assignee: { type: 'members' }, actions: USE_ACTIONS, where: 'everything' }),
    ],
  }),
);
const forbids = (change: object, place: { organisationId?: OrganisationId; federationId?: FederationId } = {}) =>
  inForce(document({ prohibitions: [rule({ actions: ['requestExtract'], ...change })] }), { n: 200, ...place });
const COMMERCE = { purposes: ['CommercialResearch'] };
const RESEARCH = { purposes: ['ResearchAndDevelopment'] };

const actor = (policies: PolicyInForce[], identity: Identity | null = ADA): Actor => ({
  ...{ id: identity?.personId ?? 'anonymous', identity, revision: 7 },
  ...compilePolicies(policies, identity, NOW),
});
const barred = (
  policy: PolicyInForce,
  action: Action = 'requestExtract',
  record = RECORD,
  who: Identity | null = ADA,
) => barsOn(actor([OPEN, policy], who), action, record).length > 0;

describe('a prohibition of some purposes or columns', () => {
  it.each([COMMERCE, { columns: ['zone'] }, { ...COMMERCE, columns: ['zone'] }])(
    'of %j takes nothing away by itself',
    (partial) => {
      const { ability } = actor([OPEN, forbids({ actions: USE_ACTIONS, ...partial })]);
      for (const action of ACTIONS_ON.Dataset.filter((one) => one !== 'create')) {
        expect(allows(ability, action, 'Dataset', RECORD)).toBe(true);
      }
    },
  );

  it('is for every kind of a purpose that it names, and for no broader one', () => {
    const purposesOf = (change: object) => actor([forbids(change)]).bars.map(({ purposes }) => purposes);
    expect(purposesOf(COMMERCE)).toEqual([['CommercialResearch']]);
    expect(purposesOf(RESEARCH)).toEqual([
      ['ResearchAndDevelopment', 'AcademicResearch', 'NonCommercialResearch', 'CommercialResearch'],
    ]);
    expect(purposesOf({ columns: ['zone'] })).toEqual([null]);
  });

  it('stands where a clause can be named', () => {
    const policy = forbids(COMMERCE);
    expect(actor([policy]).bars).toMatchObject([
      { policy, clause: { address: 'prohibitions/0', effect: 'prohibition', versionId: policy.versionId } },
    ]);
  });

  it.each<[string, object, boolean]>([
    ['everything', { where: 'everything' }, true],
    ['the dataset', { where: { id: { $eq: RECORD.id } } }, true],
    ['another dataset', { where: { id: { $ne: RECORD.id } } }, false],
    ['its series', { where: { seriesId: { $eq: idOf(41) } } }, true],
    ['another series', { where: { seriesId: { $eq: idOf(42) } } }, false],
    ['what stands alone', { where: { seriesId: { $eq: NO_SERIES } } }, false],
    ['what few contributed to', { where: { contributors: { $lt: 4 } } }, true],
    ['what fewer contributed to', { where: { contributors: { $lt: 3 } } }, false],
  ])('about %s', (_, change, expected) => {
    expect(barred(forbids({ ...COMMERCE, ...change }))).toBe(expected);
  });

  it('is about the actions that it names, and no others', () => {
    const policy = forbids({ ...COMMERCE, actions: ['preview', 'exportRecords'] });
    expect(USE_ACTIONS.filter((action) => barred(policy, action))).toEqual(['preview', 'exportRecords']);
  });

  it('binds whom it is about', () => {
    expect(barred(forbids({ ...COMMERCE, assignee: role('researcher') }))).toBe(false);
    expect(barred(forbids({ ...COMMERCE, assignee: { type: 'public' } }))).toBe(true);
    expect(barred(forbids({ ...COMMERCE, assignee: { type: 'public' } }), 'requestExtract', RECORD, null)).toBe(true);
    expect(barred(forbids(COMMERCE), 'requestExtract', RECORD, null)).toBe(false);
  });

  it('reaches no further than its federation', () => {
    expect(barred(forbids(COMMERCE, { federationId: ABROAD }))).toBe(false);
    expect(barred(forbids({ ...COMMERCE, assignee: { type: 'public' } }, { federationId: ABROAD }))).toBe(false);
  });

  it('of an organisation’s own is about what is its own', () => {
    const its = (organisationId: OrganisationId) => barred(forbids(COMMERCE, { organisationId }));
    expect([its(DORA), its(AURORA)]).toEqual([true, false]);
    expect(barred({ ...forbids(COMMERCE, { organisationId: DORA }), delegated: true })).toBe(false);
  });

  it('binds while it is suspended, and on its days only', () => {
    const suspension = { since: NOW, until: null, reason: 'Una falla', ratified: true };
    expect(barred({ ...forbids(COMMERCE), suspension })).toBe(true);
    const dated = (days: object) =>
      inForce(document({ prohibitions: [rule({ actions: ['preview'], ...COMMERCE })], ...days }));
    expect(barred(dated({ validFrom: '2026-11-23' }), 'preview')).toBe(false);
    expect(barred(dated({ validUntil: '2026-11-21' }), 'preview')).toBe(false);
    expect(barred(dated({ validFrom: '2026-11-22', validUntil: '2026-11-22' }), 'preview')).toBe(true);
  });

  it('binds an API token that may do next to nothing', () => {
    expect(barred(forbids(COMMERCE), 'requestExtract', RECORD, { ...ADA, scopes: [] })).toBe(true);
  });
});

describe('hidden columns', () => {
  const hidden = (policies: PolicyInForce[], who: Identity | null = ADA) => [
    ...hiddenColumns(actor([OPEN, ...policies], who), RECORD),
  ];
  const hide = (columns: string[], change: object = {}) => forbids({ actions: ['readMetadata'], columns, ...change });

  it('are those that must not be seen, by whatever policy, each once', () => {
    expect(hidden([hide(['zone', 'age']), hide(['age', 'sex'])])).toEqual(['zone', 'age', 'sex']);
    expect(hidden([hide(['zone'], { assignee: role('researcher') })])).toEqual([]);
    expect(hidden([hide(['zone'], { assignee: { type: 'public' } })], null)).toEqual(['zone']);
  });

  it('are not used for anything either', () => {
    const by = actor([OPEN, hide(['zone'])]);
    for (const action of USE_ACTIONS) {
      expect(barsOn(by, action, RECORD).map(({ prohibition: { columns } }) => columns)).toEqual([['zone']]);
    }
    expect(barsOn(by, 'discover', RECORD)).toEqual([]);
  });

  it('are not those that may be seen and must not be used', () => {
    expect(hidden([hide(['zone'], { actions: [...USE_ACTIONS] })])).toEqual([]);
    expect(hidden([hide(['zone'], { actions: ['readMetadata', 'preview'] })])).toEqual(['zone']);
  });
});
