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
