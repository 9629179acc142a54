import fc from 'fast-check';
import { policyDocument } from '../../../test/arbitrary-policy';
import { extracts, MEMBERS, permitting, role, rule, UNIVERSITY } from '../../../test/documents';
import type { Permission } from '../policy-document';
import { widerThan } from './wider';

const use = (change: object) => permitting(extracts(change)).permissions as [Permission];
const BASE = { decision: { type: 'reviewers', count: 2 }, grantDays: 30, duties: [{ type: 'cite' }] };
const EARLIER = use(BASE);

describe('widerThan', () => {
  it.each<[string, object, readonly string[] | null]>([
    ['the same rule', {}, []],
    ['stricter terms', { terms: { minPeople: 20, minContributors: 3, pPercent: 10 } }, []],
    ['fewer people behind a number', { terms: { minPeople: 5, minContributors: 3 } }, ['terms']],
    ['a finer dimension', { dimensions: ['zona', 'bisogno', 'via'] }, ['dimensions']],
    ['a measure', { measures: ['ore'] }, ['measures']],
    ['another purpose', { purposes: ['CommercialResearch'] }, ['purposes']],
    ['a broader purpose', { purposes: ['ResearchAndDevelopment'] }, ['purposes']],
    ['all datasets', { where: 'everything' }, ['datasets']],
    ['everybody’s researchers', { assignee: role('researcher') }, ['people']],
    ['another use', { actions: ['requestExtract', 'exportRecords'] }, ['actions']],
    ['no reviewers', { decision: { type: 'automatic' } }, ['decision']],
    ['one reviewer', { decision: { type: 'reviewers', count: 1 } }, ['decision']],
    ['a vote instead of reviewers', { decision: { type: 'vote' } }, ['decision']],
    ['three reviewers', { decision: { type: 'reviewers', count: 3 } }, []],
    ['longer grants', { grantDays: 60 }, ['duration']],
    ['another duty instead', { duties: [{ type: 'noReidentification' }] }, ['duties']],
  ])('%s', (_, change, respects) => {
    expect(widerThan(use({ ...BASE, ...change })[0], EARLIER)).toEqual(respects);
  });

  const KEY = { maxNoise: 5, variance: '3', tables: 10 };
  const NOISE = { epsilon: '0.5', lifetimeEpsilon: '4' };
  const PLAIN = { minPeople: 10, minContributors: 3 };

  it.each<[string, object, object]>([
    ['fewer people outside', { minPeopleOutside: 6 }, { minPeopleOutside: 7 }],
    ['fewer people outside than by default', { minPeopleOutside: 4 }, {}],
    ['a lower p than by default', { pPercent: 9 }, {}],
    ['larger shares of a group', { groupDisclosurePercent: 81 }, { groupDisclosurePercent: 80 }],
    ['larger shares of a group than by default', { groupDisclosurePercent: 100 }, {}],
    ['rounding by itself', { roundingBase: 5 }, { roundingBase: 5, rounding: 'controlled' }],
    ['no cell keys', {}, { cellKey: KEY }],
    ['smaller cell keys', { cellKey: { ...KEY, maxNoise: 4 } }, { cellKey: KEY }],
    ['less variance', { cellKey: { ...KEY, variance: '2.999' } }, { cellKey: KEY }],
    ['more tables', { cellKey: { ...KEY, tables: 11 } }, { cellKey: KEY }],
    ['no noise', {}, { noise: NOISE }],
    ['cell keys instead of noise', { cellKey: KEY }, { noise: NOISE }],
    ['a larger epsilon', { noise: { ...NOISE, epsilon: '0.501' } }, { noise: NOISE }],
    [
      'a larger lifetime',
      { noise: { ...NOISE, lifetimeEpsilon: '10' } },
      { noise: { ...NOISE, lifetimeEpsilon: '9' } },
    ],
    ['Gaussian noise', { noise: NOISE }, { noise: { ...NOISE, distribution: 'laplace' } }],
    ['a larger year', { epsilonPerYear: '10' }, { epsilonPerYear: '9.5' }],
    ['a year without end', { noise: NOISE }, { noise: NOISE, epsilonPerYear: '3' }],
    ['more than by default in a year', { noise: { epsilon: '2', lifetimeEpsilon: '4' } }, { epsilonPerYear: '5' }],
    ['fewer who check', { outputCheck: { reviewers: 2 } }, { outputCheck: { reviewers: 3 } }],
    ['nobody who checks', {}, { outputCheck: { reviewers: 2 } }],
  ])('calls terms wider that have %s', (_, terms, before) => {
    const [one, other] = [terms, before].map((change) => use({ terms: { ...PLAIN, ...change } }));
    expect(widerThan((one as [Permission])[0], other ?? [])).toEqual(['terms']);
    expect(widerThan((one as [Permission])[0], one ?? [])).toEqual([]);
  });

  it.each<[string, object, object]>([
    ['what holds by default', { minPeopleOutside: 5, pPercent: 10, groupDisclosurePercent: 90 }, {}],
    ['noise instead of cell keys', { noise: NOISE }, { cellKey: KEY }],
    ['noise, rounded by itself', { noise: NOISE, roundingBase: 5 }, { roundingBase: 5, rounding: 'controlled' }],
    ['levels as they are', { generalise: false }, { generalise: true }],
    ['the same budget in other words', { noise: { epsilon: '0.50', lifetimeEpsilon: '4.0' } }, { noise: NOISE }],
    ['a smaller year', { epsilonPerYear: '9.5' }, { epsilonPerYear: '10' }],
  ])('does not call terms wider that have %s', (_, terms, before) => {
    const [one] = use({ terms: { ...PLAIN, ...terms } });
    expect(widerThan(one, use({ terms: { ...PLAIN, ...before } }))).toEqual([]);
  });

  it('looks at what records have to be like where records leave, and not of one’s own', () => {
    const exporting = { actions: ['requestExtract', 'exportRecords'] };
    const alike = (microdata: object) => use({ ...exporting, terms: { ...PLAIN, microdata } });
    const earlier = alike({ k: 5, l: 3, t: '0.2', mostSuppressedPercent: 5 });
    for (const change of [{ k: 4 }, { l: 2 }, { t: '0.201' }, { mostSuppressedPercent: 6 }, { t: undefined }]) {
      const draft = alike({ k: 5, l: 3, t: '0.2', mostSuppressedPercent: 5, ...change });
      expect(widerThan(draft[0], earlier)).toEqual(['terms']);
    }
    expect(widerThan(use({})[0], earlier)).toEqual([]);
    expect(widerThan(use(exporting)[0], earlier)).toEqual(['terms']);
    expect(widerThan(use({ actions: ['exportRecords'], rows: 'own' })[0], earlier)).toEqual([]);
  });

  it('compares with the nearest of the earlier ones, one at a time', () => {
    const [draft] = use({ purposes: ['AcademicResearch', 'PublicBenefit'] });
    const halves = [...use({}), ...use({ purposes: ['PublicBenefit'], where: 'everything' })];
    expect(widerThan(draft, halves)).toEqual(['purposes']);
  });

  it('says that nothing like it ever was', () => {
    const [reading] = permitting(rule({ assignee: MEMBERS })).permissions as [Permission];
    expect(widerThan(reading, EARLIER)).toBeNull();
    const [named] = permitting(rule({ assignee: role('steward', [UNIVERSITY]) })).permissions as [Permission];
    expect(widerThan(named, [reading])).toEqual(['people']);
  });

  it('never calls a rule wider than itself', () => {
    fc.assert(
      fc.property(policyDocument, ({ permissions }) => {
        for (const permission of permissions) expect(widerThan(permission, permissions)).toEqual([]);
      }),
    );
  });
});
