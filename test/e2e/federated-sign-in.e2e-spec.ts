import { OidcWorld, REGISTER, type Tokens } from '../support/oidc-world';
import { CLIENT } from '../support/oidc-processes';

const ME = '{ me { id name email scopes memberships { role organisation { name } } } }';
const SESSIONS = '{ sessions { id isCurrent refreshedAt endedAt provider { name } logoutUrl } }';
const LINKED = '{ linkedIdentities { id issuer subject } }';

type Me = { readonly me: { readonly id: string; readonly memberships: { role: string }[] } };

describe('signing in with an organisation’s account', () => {
  let at: OidcWorld;
  beforeAll(async () => {
    at = await OidcWorld.start();
  });
  afterAll(() => at.stop());
  afterEach(() => {
    at.world.clock.offsetMs = 0;
  });

  const rolesOf = async (token: string) => (await at.as(token).send<Me>(ME)).me.memberships.map(({ role }) => role);

  it('makes a person of whom the claims give a role, and a session that the API knows', async () => {
    const { token } = await at.signIn('stella');
    expect(await at.as(token).send(ME)).toEqual({
      me: {
        id: expect.any(String) as string,
        name: 'Stella Referente',
        email: 'stella@coop.example',
        scopes: null,
        memberships: [
          { role: 'RESEARCHER', organisation: { name: 'Cooperativa Aurora' } },
          { role: 'STEWARD', organisation: { name: 'Cooperativa Aurora' } },
        ],
      },
    });
    expect(await at.world.auditTrail()).toMatch(
      /person.added > account.linked > membership.began > membership.began > person.signed-in$/,
    );
    expect(await rolesOf((await at.signIn('aldo')).token)).toEqual(['AUDITOR']);
  });

  it('knows the same account again, and lets roles begin and end as its claims say', async () => {
    await at.provider.says('rina', { groups: ['research'] });
    const first = await at.as((await at.signIn('rina')).token).send<Me>(ME);
    await at.provider.says('rina', { groups: ['audit'] });
    const second = await at.as((await at.signIn('rina')).token).send<Me>(ME);
    expect(second.me.id).toBe(first.me.id);
    expect(second.me.memberships.map(({ role }) => role)).toEqual(['AUDITOR']);
    await at.provider.says('rina', { groups: [], email: 'new@coop.example', email_verified: false });
    expect(await rolesOf((await at.signIn('rina')).token)).toEqual([]);
    await at.provider.says('rina', {});
    expect(await rolesOf((await at.signIn('rina')).token)).toEqual(['RESEARCHER']);
  });

  it('lists the providers on the page where people sign in, in their language', async () => {
    const page = (language: string) => at.browser({ 'accept-language': language }).open('/sign-in');
    const link = `<a href="/sign-in/oidc/${at.providerId}">Conto Aurora</a> (Cooperativa Aurora)`;
    expect((await page('it')).body).toContain(link);
    expect((await page('it')).body).toContain('Oppure entra con l’account');
    expect((await page('en')).body).toContain('Or sign in with');
  });

  it('shows a person the session’s token, or why there is none, in their language', async () => {
    const browser = at.browser({ accept: 'text/html', 'accept-language': 'it' });
    const { status, body } = await browser.open(await browser.signInAt(at.begin(), 'stella'));
    expect([status, body]).toEqual([200, expect.stringMatching(/value="grs_[\w-]{43}"/)]);
    const again = at.browser({ accept: 'text/html', 'accept-language': 'it' });
    const refused = await again.open(await again.signInAt(at.begin(), 'nino'));
    expect([refused.status, refused.body]).toEqual([422, expect.stringContaining('non le dà un ruolo')]);
  });

  it('tells anybody the names of providers, and their stewards how they are set up', async () => {
    const query = '{ identityProviders { items { name organisation { name } settings { clientId redirectUri } } } }';
    const shown = { name: 'Conto Aurora', organisation: { name: 'Cooperativa Aurora' } };
    expect(await at.as('').send(query)).toEqual({ identityProviders: { items: [{ ...shown, settings: null }] } });
    const redirectUri = `${at.world.config.http.publicUrl}/sign-in/oidc/${at.providerId}/callback`;
    expect(await at.steward.send(query)).toEqual({
      identityProviders: { items: [{ ...shown, settings: { clientId: CLIENT.clientId, redirectUri } }] },
    });
    const rows = await at.world.database.query<{ text: string }>('select p::text as text from identity.provider p');
    expect(JSON.stringify(rows)).not.toContain(CLIENT.clientSecret);
  });

  it('is arranged by stewards of the organisation only', async () => {
    const [member, other] = [await at.world.member('Mario'), await at.world.organisation('Altra')];
    const input = { organisationId: at.cooperative, name: 'X', issuer: at.provider.issuer, clientId: 'x', rules: [] };
    await expect(member.send(REGISTER, { input })).rejects.toMatchObject({ code: 'PROVIDER.STEWARD_NEEDED' });
    const elsewhere = { ...input, organisationId: other };
    await expect(at.steward.send(REGISTER, { input: elsewhere })).rejects.toMatchObject({
      code: 'PROVIDER.STEWARD_NEEDED',
    });
    const disable = 'mutation ($id: ID!) { disableIdentityProvider(id: $id) { id } }';
    const missing = { code: 'IDENTITYPROVIDER.MISSING' };
    await expect(member.send(disable, { id: at.providerId })).rejects.toMatchObject(missing);
    const same = { ...input, ...CLIENT };
    await expect(at.steward.send(REGISTER, { input: same })).rejects.toMatchObject({ code: 'PROVIDER.ALREADY' });
  });

  it('lists sessions, ends them, and names where the provider ends its own', async () => {
    const [one, two] = [await at.signIn('aldo'), await at.signIn('aldo')];
    const { sessions } = await at.as(one.token).send<{ sessions: { id: string; isCurrent: boolean }[] }>(SESSIONS);
    expect(sessions.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
    const other = sessions.find(({ isCurrent }) => !isCurrent)?.id;
    const revoke = `mutation ($id: ID) { revokeSession(id: $id) { isCurrent endedAt provider { name } logoutUrl } }`;
    await at.as(one.token).send(revoke, { id: sessions.filter(({ isCurrent }) => !isCurrent)[0]?.id });
    await expect(at.as(two.token).send(ME)).rejects.toMatchObject({ code: 'IDENTITY.TOKEN_INVALID' });
    await expect(at.steward.send(revoke, { id: other })).rejects.toMatchObject({ code: 'TOKEN.SESSION_NEEDED' });

    const ended = await at.as(one.token).send<{ revokeSession: { logoutUrl: string } }>(revoke);
    expect(ended.revokeSession).toMatchObject({ isCurrent: true, provider: { name: 'Conto Aurora' } });
    expect(ended.revokeSession.logoutUrl).toMatch(`${at.provider.issuer}/session/end?client_id=granaio`);
    await expect(at.as(one.token).send(ME)).rejects.toMatchObject({ code: 'IDENTITY.TOKEN_INVALID' });

    const [three, four] = [await at.signIn('aldo'), await at.signIn('aldo')];
    const all = 'mutation { revokeAllSessions(keepCurrent: true) { id } }';
    await at.as(three.token).send(all);
    await at.as(three.token).send(ME);
    await expect(at.as(four.token).send(ME)).rejects.toMatchObject({ code: 'IDENTITY.TOKEN_INVALID' });
  });

  it('links an account to somebody who is in the book, and unlinks it with its sessions and roles', async () => {
    const ben = await at.sessionOf((await at.world.person('Ben', at.cooperative, 'member')).id);
    await at.provider.says('nino', { groups: ['audit'] });
    const { linkIdentity } = await ben.send<{ linkIdentity: string }>(
      'mutation ($id: ID!) { linkIdentity(providerId: $id) }',
      { id: at.providerId },
    );
    const browser = at.browser({ accept: 'text/html', 'accept-language': 'en' });
    const asked = await browser.open(linkIdentity);
    expect(asked.body).toContain('signed in as Ben (');
    const ticket = /name="ticket" value="([\w-]+)"/.exec(asked.body)?.[1] ?? '';
    const onwards = await browser.open('/sign-in/oidc/link', { ticket });
    const url = (/href="([^"]+)"/.exec(onwards.body)?.[1] ?? '').replaceAll('&amp;', '&');
    expect((await browser.open(await browser.goOn(url, 'nino'))).body).toContain('Done.');

    const { token } = await at.signIn('nino');
    expect((await at.as(token).send<Me>(ME)).me.id).toBe(ben.id);
    expect(await rolesOf(token)).toEqual(['AUDITOR', 'MEMBER']);
    const { linkedIdentities } = await ben.send<{ linkedIdentities: { id: string }[] }>(LINKED);
    expect(linkedIdentities).toEqual([
      { id: expect.any(String) as string, issuer: at.provider.issuer, subject: 'nino' },
    ]);

    await ben.send('mutation ($id: ID!) { unlinkIdentity(id: $id) { id } }', { id: linkedIdentities[0]?.id });
    await expect(at.as(token).send(ME)).rejects.toMatchObject({ code: 'IDENTITY.TOKEN_INVALID' });
    expect(await rolesOf(ben.token)).toEqual(['MEMBER']);
    expect(await ben.send(LINKED)).toEqual({ linkedIdentities: [] });
  });

  it('refreshes, for programs that ask for it, a session of an hour', async () => {
    const refresh = async (refreshToken: string) => {
      const { statusCode, body } = await at.world.app.inject({
        method: 'POST',
        url: '/sign-in/refresh',
        payload: { refreshToken },
      });
      return { status: statusCode, ...(JSON.parse(body) as Partial<Tokens>) };
    };
    const first = await at.signIn('stella', `${at.begin()}?refresh=true`);
    at.world.clock.advanceMinutes(61);
    await expect(at.as(first.token).send(ME)).rejects.toMatchObject({ code: 'IDENTITY.TOKEN_INVALID' });
    const second = await refresh(first.refreshToken ?? '');
    expect(second).toMatchObject({ status: 200, token: expect.stringMatching(/^grs_/) as string });
    await at.as(second.token ?? '').send(ME);

    at.world.clock.advanceMinutes(1);
    expect((await refresh(first.refreshToken ?? '')).status).toBe(401);
    await expect(at.as(second.token ?? '').send(ME)).rejects.toMatchObject({ code: 'IDENTITY.TOKEN_INVALID' });
    expect((await refresh(second.refreshToken ?? '')).status).toBe(401);
    expect(await at.world.auditTrail()).toMatch(/session.refreshed > session.refresh-reused$/);
  });

  it('ends roles that the provider has not confirmed for 30 days', async () => {
    await at.signIn('aldo');
    const { token } = await at.signIn('aldo');
    at.world.clock.advanceDays(29);
    expect(await rolesOf(token)).toEqual(['AUDITOR']);
    at.world.clock.advanceDays(2);
    await at.world.settle();
    expect(await at.world.auditTrail()).toMatch(/membership.ended > account.roles-lapsed/);
  });
});
