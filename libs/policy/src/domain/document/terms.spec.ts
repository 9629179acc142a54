import { extracts, permitting, placesOf } from '../../../test/documents';
import { isUsePermission, policyHash } from '../policy-document';
import { wordingHash } from '../sentence/sentences';

const DOCUMENT = {
  ...{ schema: 'granaio-policy/1', title: 'Una regola', prohibitions: [], validUntil: null },
};
const PLAIN = { minPeople: 10, minContributors: 3 };
const using = (change: object) => ({ ...DOCUMENT, permissions: [extracts(change)] });
const terms = (change: object, more: object = {}) => using({ terms: { ...PLAIN, ...change }, ...more });
const at = 'permissions.0.terms';
const exporting = { actions: ['exportRecords'] };
const KEY = { maxNoise: 5, variance: '3', tables: 10 };
const NOISE = { epsilon: '1', lifetimeEpsilon: '4' };

type Case = readonly [what: string, document: unknown, place: string];

describe('terms are refused, one by one:', () => {
  it.each<Case>([
    ...[-1, 1_000_001, 2.5, '5', null].map((people): Case => [
      ...([`${String(people)} people outside`, terms({ minPeopleOutside: people }), `${at}.minPeopleOutside`] as const),
    ]),
    ...[49, 101, 90.5, '90'].map((percent): Case => [
      `groups of ${percent} %`,
      terms({ groupDisclosurePercent: percent }),
      `${at}.groupDisclosurePercent`,
    ]),
    ['perhaps', terms({ generalise: 'yes' }), `${at}.generalise`],
    ['another way to round', terms({ roundingBase: 5, rounding: 'random' }), `${at}.rounding`],
    ...[0, 21, 1.5].map((maxNoise): Case => [
      `cell keys of ${maxNoise}`,
      terms({ cellKey: { ...KEY, maxNoise } }),
      `${at}.cellKey.maxNoise`,
    ]),
    ...['0', '0.0', '-1', '1e1', '3,5', '1.2345', '.5', '100', 3, null].map((variance): Case => [
      `a variance of ${JSON.stringify(variance)}`,
      terms({ cellKey: { ...KEY, variance } }),
      `${at}.cellKey.variance`,
    ]),
    ...[0, 1_001].map((tables): Case => [
      `${tables} tables`,
      terms({ cellKey: { ...KEY, tables } }),
      `${at}.cellKey.tables`,
    ]),
    ...['0', '01', '1/2', 'NaN', '1.0000', 1, null].map((epsilon): Case => [
      `ε of ${JSON.stringify(epsilon)}`,
      terms({ noise: { ...NOISE, epsilon } }),
      `${at}.noise.epsilon`,
    ]),
    ['a lifetime without end', terms({ noise: { epsilon: '1' } }), `${at}.noise.lifetimeEpsilon`],
    ['noise of no kind', terms({ noise: {} }), `${at}.noise.epsilon`],
    ['other noise', terms({ noise: { ...NOISE, distribution: 'uniform' } }), `${at}.noise.distribution`],
    ...[1, 6, 2.5].map((reviewers): Case => [
      `a check by ${reviewers}`,
      terms({ outputCheck: { reviewers } }),
      `${at}.outputCheck.reviewers`,
    ]),
    ...[2, 1_001].map((k): Case => [`k of ${k}`, terms({ microdata: { k } }, exporting), `${at}.microdata.k`]),
    ['l of 1', terms({ microdata: { k: 5, l: 1 } }, exporting), `${at}.microdata.l`],
    ...['0', '0.0', '1', '0.1234', '.2', 0.2].map((t): Case => [
      `t of ${JSON.stringify(t)}`,
      terms({ microdata: { k: 5, t } }, exporting),
      `${at}.microdata.t`,
    ]),
    ['no k', terms({ microdata: { l: 2 } }, exporting), `${at}.microdata.k`],
    ['a part nobody knows', terms({ noise: { ...NOISE, delta: '0.1' } }), `${at}.noise`],
  ])('%s', (_, document, place) => {
    expect(placesOf(document)).toContain(place);
  });
});

describe('terms are refused where they contradict each other:', () => {
  it.each<Case>([
    ['how to round, and not to what', terms({ rounding: 'independent' }), `${at}.rounding`],
    ['cell keys beside noise', terms({ cellKey: KEY, noise: NOISE }), `${at}.cellKey`],
    ['cell keys beside noise of a year', terms({ cellKey: KEY, epsilonPerYear: '1' }), `${at}.cellKey`],
    ...[{ cellKey: KEY }, { noise: NOISE }, { epsilonPerYear: '1' }].map((one): Case => [
      `controlled rounding beside ${Object.keys(one).join()}`,
      terms({ roundingBase: 5, rounding: 'controlled', ...one }),
      `${at}.rounding`,
    ]),
    ['a variance that no such noise has', terms({ cellKey: { ...KEY, variance: '5.001' } }), `${at}.cellKey.variance`],
    [
      'a lifetime of less than one release',
      terms({ noise: { epsilon: '1', lifetimeEpsilon: '0.999' } }),
      `${at}.noise.lifetimeEpsilon`,
    ],
    ['a year of less than one release', terms({ noise: NOISE, epsilonPerYear: '0.5' }), `${at}.epsilonPerYear`],
    ['more values than records', terms({ microdata: { k: 3, l: 4 } }, exporting), `${at}.microdata.l`],
    ['records, where none are exported', terms({ microdata: { k: 5 } }), `${at}.microdata`],
    ['one’s own records made alike', terms({ microdata: { k: 5 } }, { ...exporting, rows: 'own' }), `${at}.microdata`],
    ...['preview', 'queryAggregates'].map((action): Case => [
      `a check before a ${action}`,
      terms({ outputCheck: { reviewers: 2 } }, { actions: ['requestExtract', action] }),
      `${at}.outputCheck`,
    ]),
    [
      'a check of one’s own records',
      terms({ outputCheck: { reviewers: 2 } }, { ...exporting, rows: 'own' }),
      `${at}.outputCheck`,
    ],
    ['noise on records', terms({ noise: NOISE }, { actions: ['requestExtract', 'exportRecords'] }), at],
    ['cell keys on records', terms({ cellKey: KEY }, exporting), at],
  ])('%s', (_, document, place) => {
    expect(placesOf(document)).toEqual([place]);
  });

  it('and not where they only come near it', () => {
    const all = { roundingBase: 5, rounding: 'controlled', minPeopleOutside: 0, groupDisclosurePercent: 100 } as const;
    const near = [
      terms({ ...all, generalise: false, outputCheck: { reviewers: 5 } }),
      terms({ cellKey: { ...KEY, variance: '5.000' }, roundingBase: 5, rounding: 'independent' }),
      terms({ noise: { epsilon: '1.0', lifetimeEpsilon: '1', distribution: 'laplace' }, epsilonPerYear: '1.000' }),
      terms({ microdata: { k: 3, l: 3, t: '0.001', mostSuppressedPercent: 0 } }, exporting),
      terms({ outputCheck: { reviewers: 2 } }, { actions: ['requestExtract', 'exportRecords'] }),
    ];
    for (const document of near) expect(placesOf(document)).toEqual([]);
  });
});

describe('a document of before there were these terms', () => {
  const before = permitting(
    extracts({
      terms: { ...PLAIN, dominance: { n: 2, k: 85 }, pPercent: 8, roundingBase: 5, epsilonPerYear: '0.5' },
      decision: { type: 'automatic' },
    }),
  );

  it('is the same to the letter, and so are its hashes', () => {
    const [permission] = before.permissions;
    expect(permission && isUsePermission(permission) && Object.keys(permission.terms)).toHaveLength(6);
    expect(policyHash(before)).toBe('ab0d62e9ba36ffff22824e1504f9d249ba8a32b047770ef4200268c44a41f774');
    expect(wordingHash(before, null)).toBe('69e77b4cac55f9b75d9944d25038e7c9e7fa0b18098c989da2e9d591d596dd9e');
  });
});
