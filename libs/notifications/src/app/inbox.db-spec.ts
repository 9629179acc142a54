import type { Identity } from '#identity';
import { newId, type PersonId } from '#kernel';
import { PostOffice } from '../../test/post-office';
import { someFacts } from '../../test/told';
import { NOTIFICATION_KINDS } from '../domain/kinds';
import type { Notification, NotificationId, ReadMark } from '../domain/notification';
import { Inbox } from './inbox';
import { Notifications } from './notifications';

describe('an inbox', () => {
  let office: PostOffice;
  let inbox: Inbox;
  let ada: Identity;
  let ben: Identity;

  beforeAll(async () => {
    office = await PostOffice.start();
    inbox = office.get(Inbox);
  });
  afterAll(() => office.stop());
  beforeEach(async () => {
    ada = await office.identity(await office.person());
    ben = await office.identity(await office.person());
  });

  const tell = (to: PersonId[], title: string) =>
    office.work(async (tx) => {
      const facts = { ...someFacts(), title };
      await office.get(Notifications).tell(tx, { to, kind: 'remarkAdded', facts });
      return tx.unchanged(null);
    });
  const listOf = (who: Identity, unreadOnly = false) => inbox.page(who, { unreadOnly }, null, 100);
  const titlesOf = async (who: Identity, unreadOnly = false) =>
    (await listOf(who, unreadOnly)).map(({ facts }) => facts.title);
  const mark = (who: Identity, which: ReadMark) => inbox.markRead(who, which);

  it('shows people their own, the newest first, page by page', async () => {
    for (const title of ['one', 'two', 'three']) await tell([ada.personId], title);
    await tell([ben.personId], 'not hers');
    expect(await titlesOf(ada)).toEqual(['three', 'two', 'one']);
    const [, second] = await listOf(ada);
    const rest = await inbox.page(ada, { unreadOnly: false }, second?.id ?? null, 5);
    expect(rest.map(({ facts }) => facts.title)).toEqual(['one']);
    expect([await inbox.unread(ada), await inbox.unread(ben)]).toEqual([3, 1]);
  });

  it('marks what is named, or everything up to one, and says how many are left', async () => {
    for (const title of ['one', 'two', 'three', 'four']) await tell([ada.personId], title);
    const [four, three, two] = await listOf(ada);
    if (!four || !three || !two) throw new Error('There are four.');
    expect(await mark(ada, { ids: [four.id, four.id] })).toBe(3);
    expect(await titlesOf(ada, true)).toEqual(['three', 'two', 'one']);
    expect(await mark(ada, { upTo: two.id })).toBe(1);
    expect(await titlesOf(ada, true)).toEqual(['three']);
    const { readAt } = (await listOf(ada))[0] ?? {};
    office.clock.advanceMinutes(5);
    expect(await mark(ada, { upTo: four.id })).toBe(0);
    expect((await listOf(ada))[0]?.readAt).toEqual(readAt);
    office.clock.offsetMs = 0;
  });

  it('has nothing of somebody else’s to mark, and then marks nothing at all', async () => {
    await tell([ada.personId], 'hers');
    await tell([ben.personId], 'his');
    const [[hers], [his]] = [await listOf(ada), await listOf(ben)];
    if (!hers || !his) throw new Error('They were told.');
    const answers = await Promise.all(
      [
        { ids: [hers.id, his.id] },
        { upTo: his.id },
        { ids: [newId<NotificationId>()] },
        { ids: ['x' as NotificationId] },
      ].map((which) => mark(ada, which).catch((error: unknown) => (error as { code: string }).code)),
    );
    expect(new Set(answers)).toEqual(new Set(['NOTIFICATION.MISSING']));
    expect([await inbox.unread(ada), await inbox.unread(ben)]).toEqual([1, 1]);
  });

  it('marks once where many devices mark at one time, and never what was told meanwhile', async () => {
    for (let i = 0; i < 20; i += 1) await tell([ada.personId], `${i}`);
    const shown = await listOf(ada);
    const ids = shown.map(({ id }) => id);
    const upTo = ids[0] ?? ('' as NotificationId);
    const racing = Array.from({ length: 24 }, async (_, i) => {
      if (i % 4 === 3) await tell([ada.personId], 'meanwhile');
      else await mark(ada, i % 4 === 0 ? { upTo } : { ids: i % 4 === 1 ? ids : [...ids].reverse() });
    });
    await Promise.all(racing);
    expect(await titlesOf(ada, true)).toEqual(Array(6).fill('meanwhile'));
    const marked = (await listOf(ada)).filter(({ readAt }) => readAt);
    expect(new Set(marked.map(({ readAt }) => readAt?.getTime())).size).toBe(1);
  });

  it('keeps what people have read out of the journal', async () => {
    await tell([ada.personId], 'one');
    const events = () => office.db.query('select seq from platform.event');
    const before = await events();
    await mark(ada, { upTo: (await listOf(ada))[0]?.id ?? ('' as NotificationId) });
    expect(await events()).toEqual(before);
  });

  it('tells by default, and as people prefer', async () => {
    const preferences = await inbox.preferencesOf(ada);
    expect(preferences.map(({ kind }) => kind)).toEqual(NOTIFICATION_KINDS);
    expect(preferences).toContainEqual({ kind: 'remarkAdded', delivery: 'digest' });
    await inbox.prefer(ada, { kind: 'remarkAdded', delivery: 'muted' });
    await inbox.prefer(ada, { kind: 'remarkAdded', delivery: 'atOnce' });
    expect(await inbox.preferencesOf(ada)).toContainEqual({ kind: 'remarkAdded', delivery: 'atOnce' });
    expect(await inbox.preferencesOf(ben)).toEqual(preferences);
  });

  it('is read with the scope to read, and changed with the scope to manage', async () => {
    await tell([ada.personId], 'one');
    const { id } = (await listOf(ada))[0] as Notification;
    const [reader, manager]: [Identity, Identity] = [
      { ...ada, scopes: ['read'] },
      { ...ada, scopes: ['manage'] },
    ];
    const needs = (scope: string) => ({ code: 'TOKEN.SCOPE_NEEDED', details: { scope } });
    await expect(listOf(manager)).rejects.toMatchObject(needs('read'));
    await expect(inbox.unread(manager)).rejects.toMatchObject(needs('read'));
    await expect(inbox.preferencesOf(manager)).rejects.toMatchObject(needs('read'));
    await expect(mark(reader, { ids: [id] })).rejects.toMatchObject(needs('manage'));
    const preference = { kind: 'dutyDue', delivery: 'muted' } as const;
    await expect(inbox.prefer(reader, preference)).rejects.toMatchObject(needs('manage'));
    expect(await mark(manager, { ids: [id] })).toBe(0);
  });
});
