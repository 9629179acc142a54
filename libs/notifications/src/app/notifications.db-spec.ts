import { MembersBook } from '#identity';
import { newId, type PersonId } from '#kernel';
import { PostOffice } from '../../test/post-office';
import { someFacts } from '../../test/told';
import type { Delivery, NotificationKind } from '../domain/kinds';
import type { Notification, NotificationId } from '../domain/notification';
import { Inbox } from './inbox';
import { NotificationMailService } from './notification-mail.service';
import { Notifications, type Telling } from './notifications';

describe('telling people', () => {
  let office: PostOffice;
  let ada: PersonId;
  let ben: PersonId;

  beforeAll(async () => {
    office = await PostOffice.start();
  });
  afterAll(() => office.stop());
  beforeEach(async () => {
    ada = await office.person('it');
    ben = await office.person('en');
  });

  const tell = (to: PersonId[], kind: NotificationKind, more: Partial<Telling> = {}) =>
    office.work(async (tx) => {
      await office.get(Notifications).tell(tx, { to, kind, facts: someFacts(), ...more });
      return tx.unchanged(null);
    });
  const prefer = async (id: PersonId, kind: NotificationKind, delivery: Delivery) =>
    office.get(Inbox).prefer(await office.identity(id), { kind, delivery });
  const listOf = async (id: PersonId): Promise<Notification[]> =>
    office.get(Inbox).page(await office.identity(id), { unreadOnly: false }, null, 1_000);
  const queuesOf = async (id: PersonId) => (await office.promisesTo(id)).map(({ queue }) => queue);
  /** Does what was promised to a person, as the worker does it. */
  const keep = async (id: PersonId) => {
    for (const { id: outboxId, queue, payload } of await office.promisesTo(id)) {
      const by = { id: `system:${queue}`, outboxId };
      const mails = office.get(NotificationMailService);
      if (payload.notificationId) await mails.sendOne(by, payload.notificationId as NotificationId);
      else await mails.sendDigest(by, id, payload.day ?? '');
    }
  };

  it('puts it into each list once, and promises each the mail they want', async () => {
    await prefer(ben, 'applicationDecided', 'digest');
    const cleo = await office.person();
    await prefer(cleo, 'applicationDecided', 'muted');
    await tell([ada, ben, ada, cleo], 'applicationDecided', { facts: { ...someFacts(), outcome: 'approved' } });

    const [mine] = await listOf(ada);
    expect(mine).toMatchObject({
      ...{ personId: ada, kind: 'applicationDecided', delivery: 'atOnce', readAt: null, mailedAt: null },
      facts: { ...someFacts(), outcome: 'approved', extra: [] },
    });
    expect(await office.promisesTo(ada)).toMatchObject([
      { queue: 'notifications.mail-notification', payload: { notificationId: mine?.id }, not_before: null },
    ]);
    const [digest] = await office.promisesTo(ben);
    expect(digest).toMatchObject({ queue: 'notifications.mail-digest', payload: { personId: ben } });
    const clock = new Intl.DateTimeFormat('it', { timeZone: 'Europe/Rome', timeStyle: 'short' });
    expect(clock.format(digest?.not_before ?? 0)).toBe('07:00');
    expect((await listOf(cleo)).map(({ delivery }) => delivery)).toEqual(['muted']);
    expect(await office.promisesTo(cleo)).toEqual([]);
  });

  it('tells nobody what did not happen', async () => {
    const failing = office.work(async (tx) => {
      await office.get(Notifications).tell(tx, { to: [ada], kind: 'grantBegan', facts: someFacts() });
      await office.get(Notifications).tell(tx, { to: [ada], kind: 'remarkAdded', facts: someFacts() });
      throw new Error('the grant failed');
    });
    await expect(failing).rejects.toThrow('the grant failed');
    expect([await listOf(ada), await office.promisesTo(ada)]).toEqual([[], []]);
  });

  it('promises one mail for a morning, however much is told', async () => {
    await tell([ada, ben], 'remarkAdded');
    await tell([ben, ada], 'dutyDue');
    await office.work(async (tx) => {
      for (const kind of ['remarkAdded', 'policyChanged'] as const)
        await office.get(Notifications).tell(tx, { to: [ada], kind, facts: someFacts() });
      return tx.unchanged(null);
    });
    expect(await queuesOf(ada)).toEqual(['notifications.mail-digest']);
    expect(await queuesOf(ben)).toEqual(['notifications.mail-digest']);
    await keep(ada);
    await tell([ada], 'remarkAdded');
    expect(await queuesOf(ada)).toEqual(['notifications.mail-digest']);
  });

  it('tells of the same once, also where two say it at one time and in opposite order', async () => {
    const about = `duty:${newId()}`;
    const tellings = Array.from({ length: 12 }, (_, i) =>
      tell(i % 2 ? [ada, ben] : [ben, ada], 'dutyOverdue', { about }),
    );
    await Promise.all(tellings);
    await tell([ada], 'dutyDue', { about });
    expect((await listOf(ada)).map(({ kind }) => kind)).toEqual(['dutyDue', 'dutyOverdue']);
    expect(await queuesOf(ben)).toEqual(['notifications.mail-notification']);
  });

  it('tells nobody, and everybody, in one go', async () => {
    await tell([], 'policyChanged');
    const people = Array.from({ length: 2_000 }, () => newId<PersonId>());
    await tell([...people, ada], 'applicationToVote');
    const [row] = await office.db.query<{ n: number }>(
      'select count(*)::int as n from notifications.notification where person_id = any($1::uuid[])',
      [people],
    );
    expect(row?.n).toBe(2_000);
    expect(await queuesOf(ada)).toHaveLength(1);
  });

  it('mails at once in the person’s language, once, also those who left every organisation', async () => {
    await office.work(async (tx) => {
      const book = office.get(MembersBook);
      const { id: organisationId } = await book.addOrganisation(tx, { name: 'Aurora', kind: 'cooperative' });
      await book.enrol(tx, { personId: ada, organisationId, role: 'member', joinedOn: '2026-01-01' });
      await book.leave(tx, { personId: ada, organisationId, role: 'member', leftOn: '2026-02-01' });
    });
    await tell([ada, ben], 'grantEnded', { facts: { ...someFacts(), outcome: 'revoked', reason: 'Abuso.' } });
    await keep(ada);
    await keep(ben);
    const [[italian], [english]] = [await office.mailsOf(ada), await office.mailsOf(ben)];
    expect(italian?.subject).toBe('Accesso finito: Povertà energetica a Torino');
    expect(italian?.text).toMatch(/^Esito: revoca\nMotivo: Abuso\.$/m);
    expect(italian?.text).toContain(`\nhttps://granaio.example/applications/${someFacts().subject.id}\n`);
    expect(english?.subject).toBe('Access ended: Povertà energetica a Torino');
    expect(await office.promisesTo(ada)).toEqual([]);

    const [told] = await listOf(ada);
    expect(told?.mailedAt).toBeInstanceOf(Date);
    await office.get(NotificationMailService).sendOne({ id: 'system:test' }, told?.id ?? ('' as NotificationId));
    expect(await office.mailsOf(ada)).toHaveLength(1);
  });

  it('mails nothing that was muted meanwhile, and no strangers', async () => {
    await tell([ada], 'grantBegan');
    await tell([ada], 'remarkAdded');
    await tell([ada], 'dutyDue');
    await prefer(ada, 'grantBegan', 'muted');
    await prefer(ada, 'remarkAdded', 'muted');
    await keep(ada);
    expect((await office.mailsOf(ada)).map(({ subject }) => subject)).toEqual(['Granaio: 1 notifica']);
    expect((await listOf(ada)).map(({ delivery, mailedAt }) => [delivery, mailedAt !== null])).toEqual([
      ...[
        ['digest', true],
        ['muted', false],
        ['muted', false],
      ],
    ]);

    const stranger = newId<PersonId>();
    await tell([stranger], 'grantBegan');
    await tell([stranger], 'remarkAdded');
    await expect(keep(stranger)).resolves.toBeUndefined();
  });

  it('mails a morning in one mail, what an earlier one left too, once', async () => {
    await tell([ada], 'remarkAdded');
    office.clock.advanceDays(1);
    await tell([ada], 'remarkAdded');
    await tell([ada], 'dutyDue', { facts: { ...someFacts(), title: 'Cancellare', dueAt: '2026-12-01' } });
    const promises = await office.promisesTo(ada);
    expect(new Set(promises.map(({ payload }) => payload.day)).size).toBe(2);
    const last = promises.at(-1);
    const send = () =>
      office.get(NotificationMailService).sendDigest({ id: 'system:test' }, ada, last?.payload.day ?? '');
    await send();
    await send();
    await keep(ada);
    const mails = await office.mailsOf(ada);
    expect(mails.map(({ subject }) => subject)).toEqual(['Granaio: 3 notifiche']);
    expect(mails[0]?.text).toMatch(
      /^2 osservazioni aggiunte$[^]*^1 obbligo da adempiere$[^]*Entro il: 1 dicembre 2026/m,
    );
    office.clock.offsetMs = 0;
  });

  it('shows two hundred in one mail and says how many more there are', async () => {
    await office.work(async (tx) => {
      for (let i = 0; i < 203; i += 1)
        await office.get(Notifications).tell(tx, { to: [ben], kind: 'remarkAdded', facts: someFacts() });
      return tx.unchanged(null);
    });
    await keep(ben);
    const [mail, ...others] = await office.mailsOf(ben);
    expect(others).toEqual([]);
    expect(mail?.subject).toBe('Granaio: 203 notifications');
    expect(mail?.text).toMatch(/^200 remarks added$[^]*^\+ 3 more notifications, here: /m);
    expect((await listOf(ben)).filter(({ mailedAt }) => !mailedAt)).toEqual([]);
  });
});
