import type { Member } from '../support/member';
import { OidcWorld } from '../support/oidc-world';

const LINK = 'mutation ($id: ID!) { linkIdentity(providerId: $id) }';
const LINKED = '{ linkedIdentities { id subject } }';
const UNLINK = 'mutation ($id: ID!) { unlinkIdentity(id: $id) { id } }';
const STATE = 'SIGN_IN.STATE_INVALID';

describe('attacks on the linking of accounts', () => {
  let at: OidcWorld;
  beforeAll(async () => {
    at = await OidcWorld.start();
  });
  afterAll(() => at.stop());
  afterEach(() => {
    at.world.clock.offsetMs = 0;
  });

  const somebody = async () => at.sessionOf((await at.world.person('Ben', at.cooperative, 'member')).id);
  const ticketFor = async (by: Member) => {
    const { linkIdentity } = await by.send<{ linkIdentity: string }>(LINK, { id: at.providerId });
    return new URL(linkIdentity).searchParams.get('ticket') ?? '';
  };
  const page = (ticket: string) => `/sign-in/oidc/link?ticket=${ticket}`;
  /** The page that asks, its button, and the way to the provider and back: to our door. */
  const walk = async (ticket: string, who: string) => {
    const browser = at.browser();
    await browser.open(page(ticket));
    const { body } = await browser.open('/sign-in/oidc/link', { ticket });
    const url = (/href="([^"]+)"/.exec(body)?.[1] ?? '').replaceAll('&amp;', '&');
    return { browser, door: await browser.goOn(url, who) };
  };
  const codeOf = (body: string) =>
    (JSON.parse(body) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code;

  it('begins nothing by a form of another site, which brings no cookie', async () => {
    const ticket = await ticketFor(await somebody());
    const { body } = await at.browser().open('/sign-in/oidc/link', { ticket });
    expect(codeOf(body)).toBe(STATE);
    expect((await walk(ticket, 'aldo')).door).toContain('/callback?');
  });

  it('takes a ticket once, within ten minutes, and while its session lasts', async () => {
    const ben = await somebody();
    const used = await ticketFor(ben);
    await walk(used, 'aldo');
    expect(await at.codeAt(at.browser(), page(used))).toBe(STATE);
    const late = await ticketFor(ben);
    at.world.clock.advanceMinutes(10);
    expect(await at.codeAt(at.browser(), page(late))).toBe(STATE);
    at.world.clock.offsetMs = 0;

    const [orphan, onTheWay] = [await ticketFor(ben), await walk(await ticketFor(ben), 'aldo')];
    await ben.send('mutation { revokeSession { id } }');
    expect(await at.codeAt(at.browser(), page(orphan))).toBe(STATE);
    expect(await at.codeAt(onTheWay.browser, onTheWay.door)).toBe(STATE);
  });

  it('links to nobody what another browser brought back', async () => {
    const ben = await somebody();
    const { door } = await walk(await ticketFor(ben), 'aldo');
    expect(await at.codeAt(at.browser(), door)).toBe(STATE);
    expect(await ben.send(LINKED)).toEqual({ linkedIdentities: [] });
  });

  it('takes no account from whom it signs in already', async () => {
    await at.signIn('stella');
    const ben = await somebody();
    const { browser, door } = await walk(await ticketFor(ben), 'stella');
    expect(await at.codeAt(browser, door)).toBe('ACCOUNT.TAKEN');
    expect(await ben.send(LINKED)).toEqual({ linkedIdentities: [] });
  });

  it('gives a link no session, so that whoever was led to it learns nothing', async () => {
    const ben = await somebody();
    const { browser, door } = await walk(await ticketFor(ben), 'nino');
    expect(JSON.parse((await browser.open(door)).body)).toEqual({ linked: true });
    expect(await ben.send(LINKED)).toMatchObject({ linkedIdentities: [{ subject: 'nino' }] });
  });

  it('wants a session: neither an API token nor somebody else’s unlinks or links', async () => {
    const needed = { code: 'TOKEN.SESSION_NEEDED' };
    await expect(at.steward.send(LINK, { id: at.providerId })).rejects.toMatchObject(needed);
    await expect(at.steward.send(LINKED)).rejects.toMatchObject(needed);
    await expect(at.as('').send(LINKED)).rejects.toMatchObject({ code: 'POLICY.SIGN_IN_FIRST' });

    const [rina, ben] = [at.as((await at.signIn('rina')).token), await somebody()];
    const { linkedIdentities } = await rina.send<{ linkedIdentities: { id: string }[] }>(LINKED);
    const missing = { code: 'ACCOUNT.MISSING' };
    await expect(ben.send(UNLINK, { id: linkedIdentities[0]?.id })).rejects.toMatchObject(missing);
    await expect(ben.send(UNLINK, { id: "' or true --" })).rejects.toMatchObject(missing);
    expect(await rina.send(LINKED)).toEqual({ linkedIdentities });
  });

  it('unlinks while somebody signs in: there is a session or there is none, and nothing breaks', async () => {
    for (const who of ['uno', 'due', 'tre', 'quattro']) {
      const claims = { name: who, email: `${who}@coop.example`, email_verified: true, groups: ['data', 'audit'] };
      await at.provider.says(who, claims);
      const by = at.as((await at.signIn(who)).token);
      const { linkedIdentities } = await by.send<{ linkedIdentities: { id: string }[] }>(LINKED);
      const { browser, door } = await at.atTheDoor(who);
      const unlinked = by.send(UNLINK, { id: linkedIdentities[0]?.id });
      const [, { status, body }] = await Promise.all([unlinked, browser.open(door.href)]);
      expect([200, 422]).toContain(status);
      if (status === 422) expect(codeOf(body)).toBe('ACCOUNT.LINK_FIRST');
      else await expect(at.as((JSON.parse(body) as { token: string }).token).send(LINKED)).rejects.toThrow();
    }
    const rows = await at.world.database.query(
      'select 1 from identity.provided_role r left join identity.account a on a.id = r.account_id where a.id is null',
    );
    expect(rows).toEqual([]);
  });

  it('never touches a role that the book entered otherwise', async () => {
    const steward = await at.sessionOf((await at.world.person('Sara', at.cooperative, 'steward', 'auditor')).id);
    const { browser, door } = await walk(await ticketFor(steward), 'aldo');
    expect((await browser.open(door)).status).toBe(200);
    await at.provider.says('aldo', { groups: [] });
    const { token } = await at.signIn('aldo');
    const me = await at.as(token).send<{ me: { memberships: { role: string }[] } }>('{ me { memberships { role } } }');
    expect(me.me.memberships.map(({ role }) => role)).toEqual(['AUDITOR', 'STEWARD']);
  });
});
