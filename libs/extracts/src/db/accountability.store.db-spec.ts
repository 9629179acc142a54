import type { Dataset } from '#catalogue';
import { newId, type DatasetId, type OrganisationId, type PersonId } from '#kernel';
import { parsePolicy, PolicyService } from '#policy';
import { Commons } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import { aGrant, anApplication, within } from '../../test/granted';
import { AccountabilityService } from '../app/accountability.service';
import { DutyService } from '../app/duty.service';

const HOUR_MS = 3_600_000;
const daysFromNow = (days: number) => new Date(Date.now() + days * 24 * HOUR_MS);

describe('the account of a dataset', () => {
  let commons: Commons;
  let service: AccountabilityService;
  let dataset: Dataset;
  let rita: PersonId;
  let dora: OrganisationId;

  beforeAll(async () => {
    commons = await Commons.start();
    service = commons.get(AccountabilityService);
    await commons.enact(membersMay('read'));
    dora = commons.cooperatives[1] as OrganisationId;
    rita = await commons.person(dora, 'researcher');
  });
  afterAll(() => commons.stop());
  beforeEach(async () => {
    dataset = await commons.publish({ fields: [{ name: 'hours', type: 'integer', disclosureRole: 'measure' }] });
  });

  const accountOf = async (id = dataset.id) => (await service.of(await commons.steward(1), id)).accountability;
  const applied = (life: Omit<Parameters<typeof anApplication>[2], 'applicantId' | 'organisationId'>) =>
    within(commons, (tx) => anApplication(tx, dataset, { ...life, applicantId: rita, organisationId: dora }));
  /** Decided so many milliseconds after it was submitted. */
  const decidedAfter = (ms: number) =>
    applied({
      ...{ state: 'approved', submittedAt: [new Date(0)], decidedAt: new Date(ms) },
      decision: { outcome: 'approved', reason: null },
    });

  it('counts applications by outcome, reason and purpose, and drafts not at all', async () => {
    await applied({ state: 'draft', submittedAt: [] });
    await applied({ state: 'submitted', submittedAt: [new Date(0)] });
    for (const reason of ['tooDetailed', 'riskTooHigh', 'tooDetailed'] as const) {
      await applied({
        ...{ state: 'rejected', submittedAt: [new Date(0)], decidedAt: new Date(HOUR_MS) },
        decision: { outcome: 'rejected', reason },
      });
    }
    expect((await accountOf()).applications).toEqual({
      total: 4,
      outcomes: [
        { term: 'rejected', count: 3 },
        { term: 'submitted', count: 1 },
      ],
      reasons: [
        { term: 'tooDetailed', count: 2 },
        { term: 'riskTooHigh', count: 1 },
      ],
      purposes: [{ term: 'AcademicResearch', count: 4 }],
      medianHours: 1,
    });
  });

  it.each([
    [[], null],
    [[HOUR_MS - 1], 0],
    [[HOUR_MS], 1],
    [[5 * HOUR_MS, HOUR_MS, 3 * HOUR_MS], 3],
    [[5 * HOUR_MS, 2 * HOUR_MS], 2],
    [[49 * HOUR_MS, 48.5 * HOUR_MS, 48 * HOUR_MS, 1], 48],
  ])('takes the middle of whole hours: of %j it is %s', async (times, hours) => {
    for (const time of times) await decidedAfter(time);
    expect((await accountOf()).applications.medianHours).toBe(hours);
  });

  it('counts the hours from the first time it was submitted', async () => {
    await applied({
      ...{ state: 'approved', submittedAt: [new Date(0), new Date(9 * HOUR_MS)], decidedAt: new Date(10 * HOUR_MS) },
      decision: { outcome: 'approved', reason: null },
    });
    const { medianHours, total } = (await accountOf()).applications;
    expect([medianHours, total]).toEqual([10, 1]);
  });

  it('counts grants and duties by the clock', async () => {
    const given = (startsAt: Date, endsAt: Date, endReason?: string) =>
      within(commons, async (tx) => {
        const duties = [{ type: 'reportUse', everyDays: 30 }, { type: 'cite' }] as const;
        const grant = await aGrant(tx, dataset, { holders: [rita], organisationId: dora, startsAt, endsAt, duties });
        await commons.get(DutyService).begin(tx, grant);
        if (!endReason) return;
        const end = 'update extracts.access_grant set ended_at = $2, end_reason = $3 where id = $1';
        await tx.query(end, [grant.id, new Date(), endReason]);
      });
    await given(daysFromNow(-5), daysFromNow(25));
    await given(daysFromNow(5), daysFromNow(25));
    await given(daysFromNow(-50), daysFromNow(-20));
    await given(daysFromNow(-5), daysFromNow(25), 'revoked');
    const { grants, duties } = await accountOf();
    expect(grants).toEqual({
      ...{ live: 1, toCome: 1 },
      ends: [
        { term: 'expired', count: 1 },
        { term: 'revoked', count: 1 },
      ],
    });
    expect(duties).toEqual({ toFulfil: 3, overdue: 1, accepted: 0 });
  });

  it('counts extracts, refused ones with their codes, each dataset by itself', async () => {
    const other = await commons.publish({ fields: [{ name: 'hours', type: 'integer', disclosureRole: 'measure' }] });
    const extract = (id: DatasetId, state: string, code: string | null) =>
      commons.db.query(
        `insert into extracts.extract (id, dataset_id, federation_id, requested_by, requested_at, purpose, dimensions,
           measures, state, refusal, action)
         values ($1, $2, $3, $4, now(), 'PublicBenefit', '{}', '{}', $5, $6, 'requestExtract')`,
        [newId(), id, commons.federationId, rita, state, code && JSON.stringify({ code, message: 'No, Rita.' })],
      );
    await extract(dataset.id, 'released', null);
    await extract(dataset.id, 'refused', 'EXTRACT.NO_POLICY');
    await extract(other.id, 'refused', 'EXTRACT.OUTSIDE_POLICY');
    const [first, second] = await service.ofShown([other.id, dataset.id]);
    expect(first?.extracts).toMatchObject({ total: 1, reasons: [{ term: 'EXTRACT.OUTSIDE_POLICY', count: 1 }] });
    expect(second?.extracts).toEqual({
      total: 2,
      outcomes: [
        { term: 'refused', count: 1 },
        { term: 'released', count: 1 },
      ],
      reasons: [{ term: 'EXTRACT.NO_POLICY', count: 1 }],
      purposes: [{ term: 'PublicBenefit', count: 2 }],
    });
    const told = JSON.stringify([first, second]);
    for (const secret of [rita, 'Rita', dataset.id, dora]) expect(told).not.toContain(secret);
  });

  it('is for whoever may know of the dataset: the public too, where a policy says so', async () => {
    const nobody = await commons.get(PolicyService).actorFor(null);
    await expect(service.of(nobody, dataset.id)).rejects.toMatchObject({ kind: 'missing' });
    const policy = await commons.enact(
      parsePolicy({
        ...{ schema: 'granaio-policy/1', title: 'Si sa che c’è', prohibitions: [], validUntil: null },
        permissions: [
          {
            assignee: { type: 'public' },
            actions: ['discover'],
            subject: 'Dataset',
            where: { id: { $eq: dataset.id } },
          },
        ],
      }),
    );
    expect((await service.of(await commons.get(PolicyService).actorFor(null), dataset.id)).title).toBe(dataset.title);
    await commons.end(policy);
    await expect(service.of(await commons.get(PolicyService).actorFor(null), dataset.id)).rejects.toMatchObject({
      kind: 'missing',
    });
  });
});
