import type { Identity, Membership, Role } from '#identity';
import type { FederationId, OrganisationId } from '#kernel';
import { idOf, inForce, NOW } from '../../test/arbitrary-policy';
import { document, extracts, MEMBERS, role, rule } from '../../test/documents';
import { allows } from './ability';
import { compilePolicies } from './compile-policy';
import type { PolicyInForce } from './policy-in-force';
import { ACTIONS_ON, NO_SERIES, type Action, type Records, type SubjectName } from './vocabulary';

const [HOME, ABROAD] = [idOf<FederationId>(1), idOf<FederationId>(2)];
const [DORA, UNIVERSITY] = [idOf<OrganisationId>(11), idOf<OrganisationId>(12)];
const RECORD: Records['Dataset'] = {
  ...{ id: idOf(21), federationId: HOME, publisherId: DORA, seriesId: NO_SERIES },
  ...{ needCategory: 'socialNeeds', accessRights: 'RESTRICTED', contributors: 3 },
};
const PUBLIC = { type: 'public' };

const seat = (change: Partial<Membership>): Membership => ({
  ...{ organisationId: DORA, kind: 'cooperative', role: 'member', federationIds: [HOME] },
  ...change,
});
const person = (...memberships: Membership[]): Identity => ({
  ...{ personId: idOf(31), name: 'Ada', email: 'ada@example.org', language: 'it', memberships, scopes: 'all' },
});
const PEOPLE = {
  member: person(seat({})),
  steward: person(seat({ role: 'steward' })),
  foundation: person(seat({ organisationId: idOf(13), kind: 'foundation' })),
  university: person(seat({ organisationId: UNIVERSITY, kind: 'association', role: 'researcher', federationIds: [] })),
  stranger: person(seat({ federationIds: [ABROAD] })),
  nowhere: person(),
  nobody: null,
};
type Who = keyof typeof PEOPLE;

const policy = (change: object, now = NOW): PolicyInForce => ({ ...inForce(document(change)), enactedAt: now });
const may = (policies: PolicyInForce[], action: Action, who: Identity | null, now = NOW): boolean =>
  allows(compilePolicies(policies, who, now).ability, action, 'Dataset', RECORD);

describe('whom a rule is about', () => {
  const organisations = (...ids: OrganisationId[]) => ({ type: 'organisation', organisations: ids });
  const kinds = (...names: string[]) => ({ type: 'kind', kinds: names });
  const cases: readonly (readonly [assignee: object, meant: Who[]])[] = [
    [MEMBERS, ['member', 'steward', 'foundation']],
    [role('member'), ['member', 'foundation']],
    [role('researcher'), []],
    [role('researcher', [UNIVERSITY]), ['university']],
    [organisations(DORA), ['member', 'steward', 'stranger']],
    [organisations(UNIVERSITY, idOf(13)), ['foundation', 'university']],
    [kinds('cooperative'), ['member', 'steward']],
    [kinds('foundation', 'association'), ['foundation']],
    [kinds('mutual'), []],
    [PUBLIC, ['member', 'steward', 'foundation', 'university', 'stranger', 'nowhere', 'nobody']],
  ];

  it.each(cases)('%j means %j when it permits', (assignee, meant) => {
    const permitting = policy({ permissions: [rule({ assignee })] });
    expect(Object.keys(PEOPLE).filter((who) => may([permitting], 'discover', PEOPLE[who as Who]))).toEqual(meant);
  });

  it.each(cases)('%j means %j when it forbids', (assignee, meant) => {
    const open = policy({ permissions: [rule({ assignee: PUBLIC })] });
    const forbidding = policy({ prohibitions: [rule({ assignee })] });
    const left = Object.keys(PEOPLE).filter((who) => may([open, forbidding], 'discover', PEOPLE[who as Who]));
    expect(left).toEqual(Object.keys(PEOPLE).filter((who) => !meant.includes(who as Who)));
  });
});

describe('nobody who signed in', () => {
  const allowed = (policies: PolicyInForce[], who: Identity | null = null) =>
    ACTIONS_ON.Dataset.filter((action) => may(policies, action, who));

  it('may look, where the public may, and do nothing else', () => {
    const shown = policy({ permissions: [rule({ assignee: PUBLIC })] });
    const everything = policy({
      permissions: [rule({ actions: ['read', 'create', 'contribute'] }), extracts({ assignee: MEMBERS })],
    });
    expect(allowed([everything])).toEqual([]);
    expect(allowed([shown, everything])).toEqual(['read', 'discover', 'readMetadata']);
    expect(allowed([policy({ permissions: [rule({ assignee: PUBLIC, actions: ['discover'] })] })])).toEqual([
      'discover',
    ]);
  });

  it('has nothing of their own, and sees no more than a dataset', () => {
    const { ability } = compilePolicies([policy({ permissions: [rule({ assignee: PUBLIC })] })], null, NOW);
    const nothing = {
      id: idOf(41),
      federationId: HOME,
      requestedBy: null as never,
      organisationId: idOf(0),
      datasetId: idOf(21),
    };
    expect(() => allows(ability, 'read', 'Extract', nothing)).toThrow('Extract.requestedBy was not loaded.');
    const others = { ...nothing, requestedBy: idOf(31) };
    for (const noun of ['Ballot', 'Policy', 'Contribution', 'Extract'] as const) {
      expect(allows(ability, 'read', noun, others as never)).toBe(false);
    }
  });
});

describe('an auditor', () => {
  const auditor = (federationIds = [HOME]) => person(seat({ role: 'auditor', federationIds }));
  const record = { ...RECORD, requestedBy: idOf(39), organisationId: DORA, datasetId: idOf(21) };
  const can = (
    who: Identity,
    [action, noun]: readonly [Action, SubjectName],
    policies: PolicyInForce[] = [],
    federationId = HOME,
  ) => allows(compilePolicies(policies, who, NOW).ability, action, noun, { ...record, federationId });
  const NOUNS = Object.keys(ACTIONS_ON) as SubjectName[];
  const readable = (who: Identity, federationId = HOME) =>
    NOUNS.filter((noun) => can(who, ['read', noun], [], federationId));

  it('reads what the federation decides without a vote, and neither data nor what is another’s', () => {
    expect(readable(auditor())).toEqual(['Ballot', 'Policy', 'Extract']);
    expect(readable(auditor(), ABROAD)).toEqual([]);
    expect(readable(auditor([]))).toEqual([]);
    expect(readable({ ...auditor(), scopes: ['vote'] })).toEqual([]);
    expect(readable(PEOPLE.member)).toEqual([]);
  });

  const generous = (assignee: object) =>
    policy({
      permissions: [
        ...(['Dataset', 'Ballot'] as const).map((subject) =>
          rule({
            ...{ assignee, subject },
            actions: subject === 'Ballot' ? ['read', 'propose', 'vote'] : ['read', 'create', 'contribute'],
          }),
        ),
        extracts({
          assignee,
          where: 'everything',
          actions: ['preview', 'queryAggregates', 'requestExtract', 'exportRecords'],
        }),
      ],
    });
  const done = (who: Identity, policies: PolicyInForce[]) =>
    (['Dataset', 'Ballot'] as const).flatMap((noun) =>
      ACTIONS_ON[noun].filter((action) => can(who, [action, noun], policies)).map((action) => `${action} ${noun}`),
    );
  const READS = ['read Dataset', 'discover Dataset', 'readMetadata Dataset', 'read Ballot'];

  it.each([
    ['auditors', role('auditor')],
    ['members', MEMBERS],
    ['its organisation', { type: 'organisation', organisations: [DORA] }],
    ['cooperatives', { type: 'kind', kinds: ['cooperative'] }],
  ])('changes and draws nothing, though a policy says that %s may', (_, assignee) => {
    expect(done(auditor(), [generous(assignee)])).toEqual(READS);
    expect(compilePolicies([generous(assignee)], auditor(), NOW).grounds.size).toBe(0);
  });

  it('votes by another seat, and does then what that seat may', () => {
    const both = person(seat({ role: 'auditor' }), seat({}));
    expect(done(both, [generous(MEMBERS)])).toHaveLength(12);
    expect(done(both, [generous(role('auditor'))])).toEqual(READS);
  });

  it('is bound by prohibitions like anybody', () => {
    const never = policy({ prohibitions: [rule({ actions: ['discover'] })] });
    expect(can(auditor(), ['discover', 'Dataset'], [generous(MEMBERS), never])).toBe(false);
  });
});

describe('the days of a policy', () => {
  const midnight = (day: string) => new Date(`${day}T00:00:00.000Z`);
  const justBefore = (day: string) => new Date(midnight(day).getTime() - 1);
  const shows = (days: object, now: Date, enactedAt = NOW) =>
    may([policy({ permissions: [rule({})], ...days }, enactedAt)], 'discover', PEOPLE.member, now);

  it('begin with the first, at midnight in UTC', () => {
    const days = { validFrom: '2027-01-01' };
    expect([justBefore('2027-01-01'), midnight('2027-01-01')].map((now) => shows(days, now))).toEqual([false, true]);
  });

  it('are counted from the enactment, and the last one counts whole', () => {
    const enacted = [new Date('2026-11-22T00:00:00.000Z'), NOW, new Date('2026-11-22T23:59:59.999Z')];
    for (const enactedAt of enacted) {
      const edges = [enactedAt, justBefore('2026-12-03'), midnight('2026-12-03')];
      expect(edges.map((now) => shows({ validForDays: 10 }, now, enactedAt))).toEqual([true, true, false]);
    }
  });

  it('end with whichever last day comes first', () => {
    const edge = (validUntil: string | null) =>
      [justBefore('2026-12-03'), midnight('2026-12-03')].map((now) => shows({ validForDays: 10, validUntil }, now));
    expect(edge('2026-11-30')).toEqual([false, false]);
    expect(edge('2026-12-31')).toEqual([true, false]);
    expect(edge(null)).toEqual([true, false]);
  });

  it('are those of its prohibitions, too', () => {
    const open = policy({ permissions: [rule({})] });
    const forbids = (now: Date) =>
      !may(
        [open, policy({ prohibitions: [rule({})], validFrom: '2027-01-01', validForDays: 50 })],
        'discover',
        PEOPLE.member,
        now,
      );
    const moments = [
      justBefore('2027-01-01'),
      midnight('2027-01-01'),
      justBefore('2027-01-12'),
      midnight('2027-01-12'),
    ];
    expect(moments.map(forbids)).toEqual([false, true, true, false]);
  });
});

describe('the roles of the members’ book', () => {
  it.each<[Role, string[]]>([
    ['member', ['discover', 'contribute']],
    ['steward', ['discover', 'contribute']],
    ['researcher', ['discover', 'contribute']],
    ['operator', ['discover', 'contribute']],
    ['auditor', ['discover']],
  ])('%s, under a policy for members: %j', (name, expected) => {
    const open = policy({ permissions: [rule({ actions: ['discover', 'contribute'] })] });
    const who = person(seat({ role: name }));
    expect((['discover', 'contribute'] as const).filter((action) => may([open], action, who))).toEqual(expected);
  });
});
