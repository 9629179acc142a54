import { idOf } from '../../test/arbitrary-policy';
import { extracts, MEMBERS, placesOf, role, rule } from '../../test/documents';
import { NO_SERIES } from './vocabulary';

const DOCUMENT = {
  ...{ schema: 'granaio-policy/1', title: 'Accesso ai dati', permissions: [], prohibitions: [], validUntil: null },
};
const permitting = (...permissions: unknown[]) => ({ ...DOCUMENT, permissions });
const forbidding = (...prohibitions: unknown[]) => ({ ...DOCUMENT, prohibitions });
const dated = (days: object) => ({ ...permitting(rule({})), ...days });
const using = (change: object) => permitting(extracts(change));
const terms = (change: object) => using({ terms: { minPeople: 10, minContributors: 3, ...change } });
const forbids = (change: object) => forbidding(rule(change));
const PUBLIC = { type: 'public' };
const kinds = (...named: unknown[]) => ({ type: 'kind', kinds: named });
const organisations = (named: unknown) => ({ type: 'organisation', organisations: named });
const without = (key: string) => Object.fromEntries(Object.entries(rule({})).filter(([one]) => one !== key));

type Bad = readonly [what: string, document: unknown, place: string];
const refuses = (bad: readonly Bad[]) => {
  it.each(bad)('%s', (_, input, place) => {
    expect(placesOf(input)).toContain(place);
  });
};

describe('a policy is refused for its days:', () => {
  refuses([
    ['over before it starts', dated({ validFrom: '2027-01-02', validUntil: '2027-01-01' }), 'validUntil'],
    ['a first day that no month has', dated({ validFrom: '2027-02-29' }), 'validFrom'],
    ['a first day that is a moment', dated({ validFrom: '2027-01-01T00:00:00Z' }), 'validFrom'],
    ['a first day of null', dated({ validFrom: null }), 'validFrom'],
    ...[0, -1, 1.5, 3_651, '30', null, Number.NaN].map((days): Bad => [
      `${String(days)} days`,
      dated({ validForDays: days }),
      'validForDays',
    ]),
  ]);

  it('but not for a first day that is the last one', () => {
    expect(placesOf(dated({ validFrom: '2027-01-01', validUntil: '2027-01-01', validForDays: 3_650 }))).toEqual([]);
  });
});

describe('a policy is refused for whom it is about:', () => {
  const at = 'permissions.0.assignee';
  refuses([
    ['a kind that there is not', permitting(rule({ assignee: kinds('bank') })), `${at}.kinds.0`],
    ['a kind twice', permitting(rule({ assignee: kinds('mutual', 'mutual') })), `${at}.kinds`],
    ['no kind', permitting(rule({ assignee: kinds() })), `${at}.kinds`],
    ['organisations that are all', permitting(rule({ assignee: organisations('federation') })), `${at}.organisations`],
    ['no organisation', permitting(rule({ assignee: organisations([]) })), `${at}.organisations`],
    ['an organisation that is no id', permitting(rule({ assignee: organisations(['*']) })), `${at}.organisations.0`],
    ['members of a kind', permitting(rule({ assignee: { ...MEMBERS, kinds: ['mutual'] } })), at],
    ['two things at once', permitting(rule({ assignee: { ...role('member'), kinds: ['mutual'] } })), at],
    ['an operator, who runs it and decides nothing', permitting(rule({ assignee: role('operator') })), `${at}.role`],
    ['everyone, in other words', permitting(rule({ assignee: { type: 'everyone' } })), `${at}.type`],
    ['a list', permitting(rule({ assignee: [MEMBERS] })), at],
    ...['preview', 'queryAggregates', 'requestExtract', 'exportRecords'].map((action): Bad => [
      `the public and ${action}`,
      using({ assignee: PUBLIC, actions: [action] }),
      `${at}.type`,
    ]),
    ['the public and rows', permitting(rule({ assignee: PUBLIC, actions: ['contribute'] })), 'permissions.0.actions.0'],
    ['the public and ballots', permitting(rule({ assignee: PUBLIC, subject: 'Ballot' })), 'permissions.0.subject'],
    ['a part of the public', permitting(rule({ assignee: { ...PUBLIC, organisations: [idOf(11)] } })), at],
  ]);
});

describe('a policy is refused for what it lets do:', () => {
  const actions = (...named: unknown[]) => permitting(rule({ actions: named }));
  refuses([
    ...['manage', 'all', '*', 'update', 'delete', 'Read', 'constructor', '', null, 1].map((action): Bad => [
      `the action ${String(action)}`,
      actions(action),
      'permissions.0.actions.0',
    ]),
    ...['manage', 'all', 'create'].map((action): Bad => [
      `forbidding ${action}`,
      forbids({ actions: [action] }),
      'prohibitions.0.actions.0',
    ]),
    ...['all', 'Person', 'Organisation', 'Statute', 'dataset', '__proto__', null, ''].map((subject): Bad => [
      `the subject ${String(subject)}`,
      permitting(rule({ subject })),
      'permissions.0.subject',
    ]),
    ...['all', 'Ballot', 'Extract'].map((subject): Bad => [
      `forbidding on ${subject}`,
      forbids({ subject }),
      'prohibitions.0.subject',
    ]),
    [
      'looking and drawing in one',
      permitting(extracts({ actions: ['discover', 'preview'] })),
      'permissions.0.actions.0',
    ],
    ['drawing without terms', permitting(rule({ actions: ['exportRecords'] })), 'permissions.0.terms'],
    ['looking under terms', permitting(rule({ terms: { minPeople: 10, minContributors: 3 } })), 'permissions.0'],
  ]);
});

describe('a policy is refused for every rule that CASL would let allow everything:', () => {
  const each = (rules: (change: object) => unknown, list: string): Bad[] => [
    ...[{}, [], null].map((open): Bad => [
      `${list}, conditions ${JSON.stringify(open)}`,
      rules({ conditions: open }),
      `${list}.0`,
    ]),
    ...[{}, [], null, undefined, '', 'all', '*', true].map((open): Bad => [
      `${list}, where ${JSON.stringify(open)}`,
      rules({ where: open }),
      `${list}.0.where`,
    ]),
    ...[[], ['id'], null, undefined].map((fields): Bad => [
      `${list}, fields ${JSON.stringify(fields)}`,
      rules({ fields }),
      `${list}.0`,
    ]),
    [`${list}, turned round`, rules({ inverted: true }), `${list}.0`],
    [`${list}, an undefined operand`, rules({ where: { id: { $eq: undefined } } }), `${list}.0.where.id`],
    [`${list}, no operand`, rules({ where: { seriesId: {} } }), `${list}.0.where.seriesId`],
    [`${list}, an undefined field`, rules({ where: { seriesId: undefined } }), `${list}.0.where`],
    [`${list}, an action by its CASL name`, rules({ action: 'manage' }), `${list}.0`],
  ];
  refuses([
    ...each((change) => permitting(rule(change)), 'permissions'),
    ...each(forbids, 'prohibitions'),
    ['no subject', permitting(without('subject')), 'permissions.0.subject'],
    ['no subject of a prohibition', forbidding(without('subject')), 'prohibitions.0.subject'],
    ['no action', permitting(without('actions')), 'permissions.0.actions'],
    ['no where', permitting(without('where')), 'permissions.0.where'],
    ['a rule that is no object', permitting('manage all'), 'permissions.0'],
  ]);
});

describe('a policy is refused for which records:', () => {
  const at = 'permissions.0.where.seriesId';
  refuses([
    ['a series in order', permitting(rule({ where: { seriesId: { $gt: idOf(41) } } })), at],
    ['a series that is no id', permitting(rule({ where: { seriesId: { $eq: 'yearly' } } })), `${at}.$eq`],
    ['a series of null', permitting(rule({ where: { seriesId: { $eq: null } } })), `${at}.$eq`],
    [
      'a series of a ballot',
      permitting(rule({ subject: 'Ballot', where: { seriesId: { $eq: idOf(41) } } })),
      'permissions.0.where',
    ],
  ]);

  it('but not for the series and whatever stands alone', () => {
    expect(placesOf(permitting(rule({ where: { seriesId: { $in: [idOf(41), idOf(42)] } } })))).toEqual([]);
    expect(placesOf(permitting(rule({ where: { seriesId: { $ne: NO_SERIES } } })))).toEqual([]);
  });
});

describe('a prohibition of some purposes or columns is refused:', () => {
  const some = (actions: string[], rest: object) => forbids({ actions, ...rest });
  const [purposes, columns] = [['CommercialResearch'], ['zone']];
  refuses([
    ...['read', 'discover', 'readMetadata', 'contribute'].map((action): Bad => [
      `purposes of ${action}`,
      some([action], { purposes }),
      'prohibitions.0.purposes',
    ]),
    ['purposes of one of its actions', some(['preview', 'discover'], { purposes }), 'prohibitions.0.purposes'],
    ...['read', 'discover', 'contribute'].map((action): Bad => [
      `columns of ${action}`,
      some([action], { columns }),
      'prohibitions.0.columns',
    ]),
    ['no purpose', some(['preview'], { purposes: [] }), 'prohibitions.0.purposes'],
    ['a purpose nobody knows', some(['preview'], { purposes: ['Profit'] }), 'prohibitions.0.purposes.0'],
    ['a purpose in other letters', some(['preview'], { purposes: ['academicResearch'] }), 'prohibitions.0.purposes.0'],
    ['purposes of null', some(['preview'], { purposes: null }), 'prohibitions.0.purposes'],
    ['no column', some(['preview'], { columns: [] }), 'prohibitions.0.columns'],
    ['a column that is SQL', some(['preview'], { columns: ['zone"; --'] }), 'prohibitions.0.columns.0'],
    ['a column twice', some(['preview'], { columns: ['zone', 'zone'] }), 'prohibitions.0.columns'],
    ['columns of null', some(['readMetadata'], { columns: null }), 'prohibitions.0.columns'],
  ]);
});

describe('a permission to draw is refused for how fine:', () => {
  refuses([
    ['a purpose nobody knows', using({ purposes: ['Profit'] }), 'permissions.0.purposes.0'],
    ['a purpose twice', using({ purposes: ['PublicBenefit', 'PublicBenefit'] }), 'permissions.0.purposes'],
    ['no purpose', using({ purposes: [] }), 'permissions.0.purposes'],
    ['a finest that is no column', using({ dimensions: [{ finest: 'A B' }] }), 'permissions.0.dimensions.0.finest'],
    [
      'a finest and more',
      using({ dimensions: [{ finest: 'zone', coarsest: 'region' }] }),
      'permissions.0.dimensions.0',
    ],
    ['an object that says nothing', using({ dimensions: [{}] }), 'permissions.0.dimensions.0.finest'],
    ['a finest twice', using({ dimensions: [{ finest: 'zone' }, { finest: 'zone' }] }), 'permissions.0.dimensions'],
    ['every column', using({ dimensions: 'everything' }), 'permissions.0.dimensions'],
    ['a measure twice', using({ measures: ['hours', 'hours'] }), 'permissions.0.measures'],
    ['rows of all', using({ actions: ['exportRecords'], rows: 'all' }), 'permissions.0.rows'],
    ['rows of null', using({ actions: ['exportRecords'], rows: null }), 'permissions.0.rows'],
    ...[['requestExtract'], ['exportRecords', 'preview']].map((actions): Bad => [
      `own rows of ${actions.join()}`,
      using({ actions, rows: 'own' }),
      'permissions.0.rows',
    ]),
  ]);
});

describe('a permission to draw is refused for its terms:', () => {
  const at = 'permissions.0.terms';
  refuses([
    ...[
      '0',
      '00',
      '01',
      '0.0',
      '0.000',
      '1e3',
      ' 1',
      '1 ',
      '-1',
      '+1',
      '.5',
      '1.',
      '1,5',
      '100',
      '0.1234',
      'Infinity',
      '0x1',
      '',
      '١',
      1,
      0.5,
      null,
    ].map((epsilon): Bad => [
      `epsilon ${JSON.stringify(epsilon)}`,
      terms({ epsilonPerYear: epsilon }),
      `${at}.epsilonPerYear`,
    ]),
    ...[0, 3, 1.5, '1'].map((n): Bad => [`dominance of ${n}`, terms({ dominance: { n, k: 80 } }), `${at}.dominance.n`]),
    ...[0, 100, 80.5].map((k): Bad => [`a share of ${k}`, terms({ dominance: { n: 1, k } }), `${at}.dominance.k`]),
    ['dominance of null', terms({ dominance: null }), `${at}.dominance`],
    ...[0, 100, 0.5].map((pPercent): Bad => [`p of ${pPercent}`, terms({ pPercent }), `${at}.pPercent`]),
    ...[0, 1, 1_001].map((base): Bad => [`rounding to ${base}`, terms({ roundingBase: base }), `${at}.roundingBase`]),
    ...[2, -10, '10', Infinity].map((people): Bad => [
      `${people} people`,
      terms({ minPeople: people }),
      `${at}.minPeople`,
    ]),
    ['a term nobody knows', terms({ maxCells: 3 }), at],
  ]);
});

describe('a permission to draw is refused for how it is decided, and what is owed:', () => {
  const decided = (decision: unknown) => using({ decision });
  const owing = (...duties: unknown[]) => using({ duties });
  const [decision, duties] = ['permissions.0.decision', 'permissions.0.duties'];
  refuses([
    ['by lot', decided({ type: 'lot' }), `${decision}.type`],
    ['by nobody', decided(null), decision],
    ...[0, 10, 1.5, '2'].map((count): Bad => [
      `by ${count}`,
      decided({ type: 'reviewers', count }),
      `${decision}.count`,
    ]),
    ['by a body that is no id', decided({ type: 'vote', body: 'board' }), `${decision}.body`],
    ['by itself, and a body', decided({ type: 'automatic', body: idOf(51) }), decision],
    ['a duty nobody knows', owing({ type: 'pay' }), `${duties}.0.type`],
    ['no duty, in a list', owing(), duties],
    ['a duty twice', owing({ type: 'cite' }, { type: 'cite' }), duties],
    ['a duty twice, differently', owing({ type: 'deleteAfter', days: 1 }, { type: 'deleteAfter', days: 2 }), duties],
    ['to delete at once', owing({ type: 'deleteAfter', days: 0 }), `${duties}.0.days`],
    ['to report by itself', owing({ type: 'reportUse', days: 30 }), `${duties}.0.everyDays`],
    ['to cite within days', owing({ type: 'cite', days: 3 }), `${duties}.0`],
    ...[0, 3_651, 1.5, null].map((days): Bad => [
      `grants of ${days} days`,
      using({ grantDays: days }),
      'permissions.0.grantDays',
    ]),
  ]);
});
