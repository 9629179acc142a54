import type { FederationId, OrganisationId } from '#kernel';
import { assertAnswerable, assertClosable, assertNeed, type Need, type NeedDraft } from './need';

const NOW = new Date('2026-11-22T10:00:00Z');
const DRAFT: NeedDraft = {
  ...{ federationId: 'f' as FederationId, organisationId: 'o' as OrganisationId, needCategory: 'socialNeeds' },
  ...{ territory: 'Torino', period: { start: '2026-01-01', end: null }, title: 'Anziani soli', people: 'hundreds' },
  ...{ description: 'Quanti sono?', until: '2026-11-22' },
};
const open = { ...DRAFT, closedAt: null } as Need;

describe('a need', () => {
  it('is of this time: its last day is today or ahead', () => {
    expect(() => { assertNeed(DRAFT, NOW); }).not.toThrow(); // prettier-ignore
  });

  it.each([
    { until: '2026-11-21' },
    { until: '2029-01-01' },
    { until: '2026-02-30' },
    { until: 'soon' },
    { title: 'ab' },
    { title: 'a'.repeat(201) },
    { description: 'with a \u0007' },
    { territory: '' },
    { period: { start: null, end: null } },
    { period: { start: '2026-02-01', end: '2026-01-01' } },
  ])('is refused with %j', (change) => {
    expect(() => { assertNeed({ ...DRAFT, ...change }, NOW); }).toThrow(expect.objectContaining({ code: 'NEED.INVALID' })); // prettier-ignore
  });

  it('is answered and closed once only', () => {
    expect(() => { assertAnswerable(open, '', NOW); }).not.toThrow(); // prettier-ignore
    expect(() => { assertClosable(open, ''); }).toThrow(expect.objectContaining({ code: 'NEED.INVALID' })); // prettier-ignore
    const closed = { ...open, closedAt: NOW };
    for (const act of [assertAnswerable, assertClosable]) {
      expect(() => { act(closed, 'x', NOW); }).toThrow(expect.objectContaining({ code: 'NEED.CLOSED' })); // prettier-ignore
    }
  });

  it('is not answered after its last day, and may still be closed', () => {
    const tomorrow = new Date('2026-11-23T00:00:00Z');
    expect(() => { assertAnswerable(open, '', tomorrow); }).toThrow(expect.objectContaining({ code: 'NEED.EXPIRED' })); // prettier-ignore
    expect(() => { assertClosable(open, 'Non serve più.'); }).not.toThrow(); // prettier-ignore
  });
});
