import type { ContributionId, OrganisationId } from '#kernel';
import { staleSince, stateWithout } from './recall';

const part = (name: string) => ({
  contributionId: `file of ${name}` as ContributionId,
  organisationId: name as OrganisationId,
});
const day = (n: number) => new Date(n * 86_400_000);
const made = { parts: [part('aurora'), part('dora')], purpose: 'AcademicResearch', at: day(10) } as const;
const nothing = { contributions: new Map<ContributionId, Date>(), purposes: [] };
const purpose = (organisationId: string, since: Date) => ({
  ...{ organisationId: organisationId as OrganisationId, since },
  purposes: ['AcademicResearch', 'ResearchAndDevelopment'] as const,
});

describe('what was made of rows', () => {
  it('is stale from the first moment at which any of them was taken back', () => {
    expect(staleSince(made, nothing)).toBeNull();
    const contributions = new Map([
      [part('dora').contributionId, day(13)],
      [part('aurora').contributionId, day(12)],
      [part('stura').contributionId, day(11)],
    ]);
    expect(staleSince(made, { ...nothing, contributions })).toEqual(day(12));
  });

  it('is stale where its purpose was taken back afterwards, by whose rows are in it', () => {
    const since = (organisation: string, at: Date, over = made) =>
      staleSince(over, { ...nothing, purposes: [purpose(organisation, at)] });
    expect(since('dora', day(11))).toEqual(day(11));
    expect(since('dora', day(10))).toEqual(day(10));
    expect(since('dora', day(9))).toBeNull();
    expect(since('stura', day(11))).toBeNull();
  });

  it('waits for what may still come, and ends where the policies say no', () => {
    expect(stateWithout('EXTRACT.HELD_BACK')).toBe('held');
    expect(stateWithout('DATASET.EMPTY')).toBe('held');
    expect(stateWithout('EXTRACT.NO_POLICY')).toBe('ended');
    expect(stateWithout('DATASET.WITHDRAWN')).toBe('ended');
  });
});
