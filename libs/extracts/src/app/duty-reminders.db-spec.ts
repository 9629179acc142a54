import type { Dataset } from '#catalogue';
import { newId, type OrganisationId, type PersonId } from '#kernel';
import type { Actor, Duty } from '#policy';
import { Commons, SYSTEM } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import { aGrant, within } from '../../test/granted';
import type { ObligationId } from '../domain/duty/obligation';
import type { Grant } from '../domain/grant/grant';
import { DutyReminders } from './duty-reminders';
import { DutyService } from './duty.service';

const DAY_MS = 86_400_000;
const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS);
const MONTHLY: Duty = { type: 'reportUse', everyDays: 30 };

describe('reminders of duties', () => {
  let commons: Commons;
  let service: DutyService;
  let reminders: DutyReminders;
  let dataset: Dataset;
  let rita: Actor;

  beforeAll(async () => {
    commons = await Commons.start();
    [service, reminders] = [commons.get(DutyService), commons.get(DutyReminders)];
    await commons.enact(membersMay('read'));
    dataset = await commons.publish({ fields: [{ name: 'hours', type: 'integer', disclosureRole: 'measure' }] });
    rita = await commons.actor(await commons.person(commons.cooperatives[1] as OrganisationId, 'researcher'));
  });
  afterAll(() => commons.stop());

  const ritaId = () => rita.identity?.personId as PersonId;
  /** A grant that began so many days ago and goes on, with a report to make after 30 days. */
  const reportAfter = async (since: number): Promise<{ grant: Grant; id: ObligationId }> => {
    const grant = await within(commons, async (tx) => {
      const given = await aGrant(tx, dataset, {
        ...{ holders: [ritaId()], organisationId: commons.cooperatives[1] as OrganisationId, duties: [MONTHLY] },
        ...{ startsAt: daysFromNow(-since), endsAt: daysFromNow(100) },
      });
      await service.begin(tx, given);
      return given;
    });
    const page = await service.page(rita, { as: 'holder', toFulfil: false }, null, 1_000);
    const first = page.find(({ grantId, number }) => grantId === grant.id && number === 1);
    return { grant, id: first?.id as ObligationId };
  };
  const toldAbout = (id: ObligationId) =>
    commons.db.query<{ kind: string; person: PersonId }>(
      `select kind, person_id as person from notifications.notification where about like $1 order by kind, person_id`,
      [`${id} %`],
    );
  const promisesOf = (id: ObligationId) =>
    commons.db.query<{ days: number }>(
      `select round(extract(epoch from p.not_before - o.due_at) / 86400)::int as days from platform.outbox p
       join extracts.obligation o on o.id = $1 where p.payload ->> 'obligationId' = $1::text order by p.not_before`,
      [id],
    );
  const endOf = async ({ id }: Grant) =>
    (await commons.db.query('select end_reason from extracts.access_grant where id = $1', [id]))[0];

  it('come once each, and lead to the next', async () => {
    const { id } = await reportAfter(28);
    expect(await promisesOf(id)).toEqual([{ days: -1 }]);
    for (let times = 0; times < 3; times += 1) await reminders.remind(SYSTEM, id);
    expect(await toldAbout(id)).toEqual([{ kind: 'dutyDue', person: ritaId() }]);
    expect(await promisesOf(id)).toEqual([{ days: -1 }, { days: -1 }]);
  });

  it('become news of an overdue duty, for those who look after the dataset too', async () => {
    const { id, grant } = await reportAfter(33);
    await Promise.all([reminders.remind(SYSTEM, id), reminders.remind(SYSTEM, id)]);
    const told = [...commons.stewards.slice(0, 1), ritaId()].sort().map((person) => ({ kind: 'dutyOverdue', person }));
    expect(await toldAbout(id)).toEqual(told);
    expect(await promisesOf(id)).toContainEqual({ days: 30 });
    expect(await endOf(grant)).toEqual({ end_reason: null });
    expect((await service.isOverdue([grant.id], new Date())).has(grant.id)).toBe(true);
  });

  it('end the grant when it has been overdue for 30 days', async () => {
    const { id, grant } = await reportAfter(62);
    await reminders.remind(SYSTEM, id);
    await reminders.remind(SYSTEM, id);
    expect(await endOf(grant)).toEqual({ end_reason: 'dutyOverdue' });
    expect((await commons.journal()).filter((type) => type === 'obligation.overdue').length).toBeGreaterThan(0);
  });

  it('are not sent of what was fulfilled, and nothing ends', async () => {
    const { id, grant } = await reportAfter(62);
    await service.fulfil(rita, id, { text: 'Ecco il rapporto.', url: null });
    await reminders.remind(SYSTEM, id);
    expect(await toldAbout(id)).toEqual([]);
    expect(await endOf(grant)).toEqual({ end_reason: null });
  });

  it('do not wait for ever for who ends the grant at the same time', async () => {
    const { id, grant } = await reportAfter(62);
    const end = () =>
      within(commons, async (tx) => {
        await tx.query('select 1 from extracts.access_grant where id = $1 for update', [grant.id]);
        await service.ended(tx, grant, new Date());
      });
    await Promise.all([reminders.remind(SYSTEM, id), end(), reminders.remind(SYSTEM, id), end()]);
    expect(await endOf(grant)).toEqual({ end_reason: 'dutyOverdue' });
  });

  it('answer to what does not exist', async () => {
    await expect(reminders.remind(SYSTEM, newId<ObligationId>())).rejects.toMatchObject({ code: 'OBLIGATION.MISSING' });
  });
});
