import { MembersBook } from '#identity';
import { newId, type FederationId, type PersonId } from '#kernel';
import { Notifications, type NotificationFacts, type Telling } from '#notifications';
import { UnitOfWork } from '#platform';
import { Member } from '../support/member';
import { membersMay } from '../support/policies';
import { MailServer } from '../support/smtp';
import { World } from '../support/world';

const LIST = `query ($first: Int! = 20, $after: String, $unreadOnly: Boolean! = false) {
  notifications(first: $first, after: $after, unreadOnly: $unreadOnly) {
    items { id kind headline text(language: EN) url delivery readAt mailedAt subject { type id } } nextCursor
  }
  unreadNotifications
}`;
const MARK = 'mutation ($input: MarkNotificationsReadInput!) { markNotificationsRead(input: $input) }';
const PREFER = `mutation ($input: SetNotificationPreferenceInput!) {
  setNotificationPreference(input: $input) { kind delivery } }`;

type Shown = { readonly id: string; readonly headline: string; readonly text: string; readonly url: string };
type Listed = {
  readonly notifications: { readonly items: readonly Shown[]; readonly nextCursor: string | null };
  readonly unreadNotifications: number;
};

describe('people are told', () => {
  let world: World;
  let server: MailServer;
  let ada: Member;
  let ben: Member;
  let facts: NotificationFacts;

  beforeAll(async () => {
    server = await MailServer.start();
    world = await World.start({ policy: membersMay('read'), extra: { SMTP_URL: server.url } });
    [ada, ben] = [await world.member('Ada'), await world.member('Ben')];
    await world.database.query(`update identity.person set language = 'it' where id = $1`, [ada.id]);
    facts = {
      subject: { type: 'application', id: newId() },
      title: 'Povertà energetica\r\nBcc: eva@example.org',
      federationId: world.federationId,
    };
  });
  afterAll(async () => {
    await world.stop();
    await server.stop();
  });

  const tell = (...tellings: Omit<Telling, 'facts'>[]) =>
    world.app.get(UnitOfWork).run({ id: 'system:test' }, async (tx) => {
      for (const telling of tellings) await world.app.get(Notifications).tell(tx, { ...telling, facts });
      return tx.unchanged(null);
    });
  /** The mails that came in meanwhile: to whom, their subject and their text. */
  const mailsOf = async (work: () => Promise<unknown>) => {
    const before = server.received.length;
    await work();
    await world.settle();
    return Promise.all(
      server.received.slice(before).map(async ({ to, raw }) => ({ to: await idOf(to), ...read(raw) })),
    );
  };
  const idOf = async (to: readonly string[]): Promise<string> => {
    const rows = await world.database.query<{ id: string }>('select id from identity.person where email = any($1)', [
      to,
    ]);
    return rows.map(({ id }) => id).join();
  };
  const listOf = (by: Member, variables: object = {}) => by.send<Listed>(LIST, { ...variables });

  it('at once, each in their language, with the facts and no secret in the link', async () => {
    const to = [ada.id, ben.id];
    const mails = await mailsOf(() => tell({ to, kind: 'reviewAsked' }));
    const byReader = new Map(mails.map(({ to: id, ...mail }) => [id, mail]));
    expect(byReader.get(ada.id)?.subject).toBe('Revisione chiesta: Povertà energetica ¶ Bcc: eva@example.org');
    expect(byReader.get(ben.id)?.subject).toBe('Review asked: Povertà energetica ¶ Bcc: eva@example.org');
    expect(byReader.get(ada.id)?.text).toContain('\nRichiesta: Povertà energetica ¶ Bcc: eva@example.org\n');
    const link = `${world.config.http.publicUrl}/applications/${facts.subject.id}`;
    for (const { text } of mails) {
      expect(text).toContain(`\n${link}\n`);
      expect(text.match(/https?:\S+/g)).toEqual([link, `${world.config.http.publicUrl}/notifications`]);
      expect(text).not.toMatch(/gr[a-z]_|token=/);
    }
    expect(mails).toHaveLength(2);
    expect(await world.auditTrail()).toMatch(/notification\.mailed > notification\.mailed$/);
  });

  it('with the next morning, all in one mail', async () => {
    const nothing = await mailsOf(() =>
      tell({ to: [ada.id, ben.id], kind: 'remarkAdded' }, { to: [ada.id], kind: 'remarkAdded' }),
    );
    expect(nothing).toEqual([]);
    const mails = await mailsOf(async () => {
      await tell({ to: [ada.id], kind: 'dutyDue' });
      world.clock.advanceDays(2);
    });
    const [mine, ...others] = mails.filter(({ to }) => to === ada.id);
    expect(others).toEqual([]);
    expect(mine?.subject).toBe('Granaio: 3 notifiche');
    expect(mine?.text).toMatch(/^2 osservazioni aggiunte\n[^]*^1 obbligo da adempiere\n/m);
    expect(mine?.text).not.toMatch(/gr[a-z]_|token=/);
    expect(mails.filter(({ to }) => to === ben.id)).toMatchObject([{ subject: 'Granaio: 1 notification' }]);
  });

  it('by no mail of what they muted, kind by kind', async () => {
    const input = { kind: 'REVIEW_ASKED', delivery: 'MUTED' };
    expect(await ada.send(PREFER, { input })).toEqual({ setNotificationPreference: input });
    const { notificationPreferences } = await ada.send<{ notificationPreferences: object[] }>(
      '{ notificationPreferences { kind delivery } }',
    );
    expect(notificationPreferences).toContainEqual(input);
    expect(notificationPreferences).toContainEqual({ kind: 'GRANT_BEGAN', delivery: 'AT_ONCE' });

    const mails = await mailsOf(() =>
      tell({ to: [ada.id, ben.id], kind: 'reviewAsked' }, { to: [ada.id], kind: 'grantBegan' }),
    );
    expect(mails.map(({ to, subject }) => [to, subject.split(':')[0]]).sort()).toEqual(
      [
        [ada.id, 'Accesso iniziato'],
        [ben.id, 'Review asked'],
      ].sort(),
    );
    expect((await listOf(ada)).notifications.items[1]).toMatchObject({ delivery: 'MUTED', mailedAt: null });
  });

  it('once, of the same', async () => {
    const about = `grant:${newId()}`;
    const mails = await mailsOf(async () => {
      await Promise.all([1, 2, 3].map(() => tell({ to: [ada.id], kind: 'grantEnded', about })));
      await tell({ to: [ada.id], kind: 'grantEnded', about });
    });
    expect(mails).toHaveLength(1);
  });

  it('in the app, the newest first, of what is theirs', async () => {
    const { notifications, unreadNotifications } = await listOf(ada, { first: 2 });
    expect(notifications.items.map(({ headline }) => headline.split(':')[0])).toEqual([
      'Accesso finito',
      'Accesso iniziato',
    ]);
    expect(notifications.items[0]).toMatchObject({
      ...{ kind: 'GRANT_ENDED', subject: { type: 'APPLICATION', id: facts.subject.id }, readAt: null },
      text: 'An access to data ended.\n\nApplication: Povertà energetica ¶ Bcc: eva@example.org',
      url: `${world.config.http.publicUrl}/applications/${facts.subject.id}`,
    });
    const rest = await listOf(ada, { after: notifications.nextCursor });
    expect(rest.notifications.items).toHaveLength(unreadNotifications - 2);
    expect(JSON.stringify(await listOf(ben))).not.toContain(notifications.items[0]?.id);
    const nobody = new Member('' as PersonId, '', world.app);
    await expect(listOf(nobody)).rejects.toMatchObject({ code: 'POLICY.SIGN_IN_FIRST' });
  });

  it('and say what they have read, of their own only, all or none', async () => {
    const mark = async (by: Member, input: object) =>
      (await by.send<{ markNotificationsRead: number }>(MARK, { input })).markNotificationsRead;
    const idsOf = async (by: Member) => (await listOf(by)).notifications.items.map(({ id }) => id);
    const [newest, second] = await idsOf(ada);
    const [other] = await idsOf(ben);
    const { unreadNotifications } = await listOf(ada);
    for (const input of [{ ids: [newest, other] }, { upTo: other }, { ids: ['rubbish'] }])
      await expect(mark(ada, input)).rejects.toMatchObject({ code: 'NOTIFICATION.MISSING' });
    for (const input of [{}, { ids: [] }, { ids: [newest], upTo: newest }, { ids: Array(101).fill(newest) }])
      await expect(mark(ada, input)).rejects.toMatchObject({ code: 'NOTIFICATION.ONE_MARK_NEEDED' });
    expect(await mark(ada, { ids: [newest] })).toBe(unreadNotifications - 1);
    expect(await mark(ada, { upTo: second })).toBe(0);
    await tell({ to: [ada.id], kind: 'consentAsked' });
    expect((await listOf(ada, { unreadOnly: true })).notifications.items).toHaveLength(1);
  });

  it('as long as they exist, whatever they left and whichever federation it was in', async () => {
    await world.app.get(UnitOfWork).run({ id: 'system:test' }, async (tx) => {
      const leftOn = (await tx.now()).toISOString().slice(0, 10);
      const [seat] = await tx.query<{ organisationId: never }>(
        'select organisation_id as "organisationId" from identity.membership where person_id = $1',
        [ben.id],
      );
      const organisationId = seat?.organisationId as never;
      await world.app.get(MembersBook).leave(tx, { personId: ben.id, organisationId, role: 'member', leftOn });
    });
    facts = { ...facts, federationId: newId<FederationId>() };
    const mails = await mailsOf(() => tell({ to: [ben.id], kind: 'dutyOverdue' }));
    expect(mails.filter(({ to }) => to === ben.id).map(({ subject }) => subject.split(':')[0])).toEqual([
      'Duty overdue',
    ]);
  });
});

/** Subject and text of a mail as its reader sees them. */
function read(raw: string): { subject: string; text: string } {
  const [head = '', ...body] = raw.replaceAll('\r\n', '\n').split('\n\n');
  const headers = head.replaceAll(/\n[ \t]+/g, ' ');
  const subject = /^Subject: (.*)$/im.exec(headers)?.[1] ?? '';
  return { subject: words(subject), text: decoded(body.join('\n\n'), headers) };
}

function decoded(text: string, headers: string): string {
  const encoding = /^Content-Transfer-Encoding: (.*)$/im.exec(headers)?.[1];
  if (encoding === 'base64') return Buffer.from(text, 'base64').toString();
  return encoding === 'quoted-printable' ? unquoted(text) : text;
}

const unquoted = (text: string): string =>
  Buffer.from(
    text.replaceAll('=\n', '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString();

/** A header's encoded words. @see RFC 2047 */
const words = (header: string): string =>
  header
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?UTF-8\?([QB])\?(.*?)\?=/gi, (_, how: string, text: string) =>
      how.toUpperCase() === 'B' ? Buffer.from(text, 'base64').toString() : unquoted(text.replaceAll('_', ' ')),
    );
