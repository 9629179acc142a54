import type { OrganisationId } from '#kernel';
import type { Member } from '../support/member';
import { CLIENT, RogueProvider } from '../support/oidc-processes';
import { OidcWorld, REGISTER } from '../support/oidc-world';

const NOT_PROVEN = 'SIGN_IN.NOT_PROVEN';
const UNAVAILABLE = 'PROVIDER.UNAVAILABLE';
const ME = '{ me { id name memberships { role organisation { name } } } }';
const LOGOUT = { 'http://schemas.openid.net/event/backchannel-logout': {} };
const seconds = (from = 0) => Math.floor(Date.now() / 1000) + from;

type Lies = Parameters<RogueProvider['lies']>[0];
type Me = { readonly me: { readonly id: string; readonly name: string; readonly memberships: { role: string }[] } };

describe('attacks by an identity provider', () => {
  let at: OidcWorld;
  let rogue: RogueProvider;
  let steward: Member;
  let other: OrganisationId;
  let id: string;
  beforeAll(async () => {
    [at, rogue] = await Promise.all([OidcWorld.start(), RogueProvider.start()]);
    other = await at.world.organisation('Cooperativa Mala');
    steward = await at.world.person('Mala', other, 'steward');
    id = await OidcWorld.register(steward, other, rogue.issuer);
  });
  afterAll(() => Promise.all([at.stop(), rogue.stop()]));

  const refusal = async (lies: Lies) => {
    await rogue.lies(lies);
    return at.refusal('mallory', at.begin(id));
  };
  const signIn = async (lies: Lies = {}) => {
    await rogue.lies(lies);
    return at.signIn('mallory', at.begin(id));
  };

  it.each<[string, Lies]>([
    ['nobody signed', { key: 'none' }],
    ['a key signed that is not published', { key: 'other' }],
    ['the client’s secret signed', { key: 'clientSecret', clientSecret: CLIENT.clientSecret }],
    ['names a key of its own', { key: 'other', header: { jku: 'http://127.0.0.1:1/jwks', kid: 'mine' } }],
    ['names a critical extension', { header: { crit: ['b64'], b64: false } }],
    ['is for another audience', { claims: { aud: 'another' } }],
    ['is for us among others, and not issued to us', { claims: { aud: ['granaio', 'another'], azp: 'another' } }],
    ['is for nobody', { claims: { aud: null } }],
    ['another issuer would have issued', { claims: { iss: 'https://accounts.example' } }],
    ['answers another request', { claims: { nonce: 'another' } }],
    ['answers no request', { claims: { nonce: null } }],
    ['has expired', { claims: { iat: seconds(-7200), exp: seconds(-3600) } }],
    ['never expires', { claims: { exp: null } }],
    ['is of tomorrow', { claims: { nbf: seconds(86_400) } }],
    ['was issued at no time', { claims: { iat: null } }],
    ['is about nobody', { claims: { sub: null } }],
  ])('refuses an ID token that %s', async (_, lies) => {
    expect(await refusal(lies)).toBe(NOT_PROVEN);
  });

  it('takes the same token without the lie', async () => {
    const { token } = await signIn();
    expect((await at.as(token).send<Me>(ME)).me.name).toBe('Mallory');
  });

  it.each<[string, string, Lies]>([
    [
      'what the userinfo endpoint says of somebody else',
      NOT_PROVEN,
      { hasUserinfo: true, userinfo: { sub: 'stella' } },
    ],
    ['a description of another issuer', UNAVAILABLE, { metadata: { issuer: 'https://accounts.example' } }],
    ['a description without end', UNAVAILABLE, { isHuge: true }],
    ['a token endpoint without TLS elsewhere', UNAVAILABLE, { metadata: { token_endpoint: 'http://192.0.2.1/token' } }],
    ['keys in a file', NOT_PROVEN, { metadata: { jwks_uri: 'file:///etc/hostname' } }],
  ])('refuses %s', async (_, code, lies) => {
    await rogue.lies(lies);
    const began = await at.browser().open(at.begin(id));
    const atOnce = (JSON.parse(began.body || '{}') as { errors?: { extensions: { code: string } }[] }).errors;
    expect(atOnce?.[0]?.extensions.code ?? (await at.refusal('mallory', at.begin(id)))).toBe(code);
  });

  it('follows no redirection, so that nothing inside our network is asked', async () => {
    const target = `${rogue.issuer}/inside`;
    expect(await refusal({ redirects: ['/token'], target })).toBe(NOT_PROVEN);
    expect(await refusal({ hasUserinfo: true, redirects: ['/userinfo'], target })).toBe(NOT_PROVEN);
    expect(await rogue.asked()).toContain('/userinfo');
    expect(await rogue.asked()).not.toContain('/inside');
  });

  it.each([
    'http://accounts.example',
    'https://user:password@accounts.example',
    'https://accounts.example/?tenant=1',
    'https://accounts.example/#x',
    'http://localhost.example',
    'javascript:alert(1)',
    'file:///etc/hostname',
    'no address',
    '',
  ])('takes %j for no issuer', async (issuer) => {
    const input = { organisationId: other, name: 'X', issuer, clientId: 'x', rules: [] };
    await expect(steward.send(REGISTER, { input })).rejects.toMatchObject({ code: 'PROVIDER.ISSUER_INVALID' });
  });

  it('makes nobody a member or an operator, whatever its steward asks for', async () => {
    for (const role of ['MEMBER', 'OPERATOR', 'member']) {
      const rules = [{ claim: 'groups', value: 'staff', role }];
      const input = { organisationId: other, name: 'X', issuer: rogue.issuer, clientId: 'x', rules };
      await expect(steward.send(REGISTER, { input })).rejects.toMatchObject({ code: 'GRAPHQL.VARIABLES_INVALID' });
    }
    const { token } = await signIn({
      claims: { sub: 'greedy', email: 'greedy@rogue.example', groups: ['data', 'staff'] },
    });
    const { me } = await at.as(token).send<Me>(ME);
    expect(me.memberships).toEqual([
      { role: 'RESEARCHER', organisation: { name: 'Cooperativa Mala' } },
      { role: 'STEWARD', organisation: { name: 'Cooperativa Mala' } },
    ]);
  });

  it('is nobody by the subject or the verified address of somebody else', async () => {
    const stella = await at.as((await at.signIn('stella')).token).send<Me>(ME);
    const mallory = await signIn({ claims: { sub: 'stella', email: 'not-stella@rogue.example' } });
    expect((await at.as(mallory.token).send<Me>(ME)).me.id).not.toBe(stella.me.id);
    const address = { sub: 'mine', email: 'STELLA@coop.example', email_verified: true };
    expect(await refusal({ claims: address })).toBe('ACCOUNT.LINK_FIRST');
  });

  it.each([
    ['not verified', { email_verified: false }, 'ACCOUNT.MAIL_UNVERIFIED'],
    ['said to be verified by a text', { email_verified: 'true' }, 'ACCOUNT.MAIL_UNVERIFIED'],
    ['verified by nobody', { email_verified: null }, 'ACCOUNT.MAIL_UNVERIFIED'],
    ['absent', { email: null }, 'ACCOUNT.MAIL_UNVERIFIED'],
    ['two addresses', { email: 'a@rogue.example, b@rogue.example' }, 'EMAIL.INVALID'],
    ['fine, of somebody without a role', { groups: ['toString', '__proto__'] }, 'ACCOUNT.NO_ROLE'],
  ])('adds nobody whose address is %s', async (_, claims, code) => {
    const people = () => at.world.database.query('select id from identity.person');
    const before = (await people()).length;
    expect(await refusal({ claims: { sub: 'newcomer', email: 'newcomer@rogue.example', ...claims } })).toBe(code);
    expect(await people()).toHaveLength(before);
  });

  it('writes no name into the book that people could not read', async () => {
    const claims = { sub: 'hidden', email: 'hidden@rogue.example', name: 'Ada\u202egnp.exe' };
    const { token } = await signIn({ claims });
    expect((await at.as(token).send<Me>(ME)).me.name).toBe('hidden@rogue.example');
  });

  describe('logging people out', () => {
    const logout = () => ({ sub: 'mallory', iat: seconds(), exp: seconds(120), jti: 'one', events: LOGOUT });
    const logOut = async (logoutToken: string) => {
      const payload = new URLSearchParams({ logout_token: logoutToken }).toString();
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const answer = await at.world.app.inject({ method: 'POST', url: `${at.begin(id)}/logout`, headers, payload });
      return answer.statusCode;
    };
    const isIn = async (token: string) =>
      at
        .as(token)
        .send(ME)
        .then(() => true)
        .catch(() => false);

    it('works with a logout token, at once, and not again for whoever signed in later', async () => {
      const { token } = await signIn();
      const logoutToken = await rogue.logoutToken(logout());
      expect([await logOut(logoutToken), await isIn(token)]).toEqual([200, false]);
      at.world.clock.advanceMinutes(1);
      const later = await signIn();
      expect([await logOut(logoutToken), await isIn(later.token)]).toEqual([200, true]);
      at.world.clock.offsetMs = 0;
    });

    it('ends the one session that is named, and nobody else’s', async () => {
      const [one, two] = [await signIn({ claims: { sid: 'one' } }), await signIn({ claims: { sid: 'two' } })];
      const stella = await at.signIn('stella');
      await rogue.lies({});
      expect(await logOut(await rogue.logoutToken({ ...logout(), sid: 'one' }))).toBe(200);
      expect(await logOut(await rogue.logoutToken({ ...logout(), sub: 'stella' }))).toBe(200);
      expect(await Promise.all([one, two, stella].map(({ token }) => isIn(token)))).toEqual([false, true, true]);
    });

    it.each<[string, Lies, Record<string, unknown>]>([
      ['nobody signed', { key: 'none' }, {}],
      ['a key signed that is not published', { key: 'other' }, {}],
      ['the client’s secret signed', { key: 'clientSecret', clientSecret: CLIENT.clientSecret }, {}],
      ['is for another audience', {}, { aud: 'another' }],
      ['another issuer would have issued', {}, { iss: 'https://accounts.example' }],
      ['is an ID token', {}, { nonce: 'x' }],
      ['is about no logout', {}, { events: {} }],
      ['is about nobody', {}, { sub: null }],
      ['was issued long ago', {}, { iat: seconds(-3600), exp: seconds(3600) }],
      ['has expired', {}, { iat: seconds(-200), exp: seconds(-100) }],
    ])('does nothing with a token that %s', async (_, lies, claims) => {
      const { token } = await signIn();
      await rogue.lies(lies);
      const logoutToken = await rogue.logoutToken({ ...logout(), ...claims });
      expect([await logOut(logoutToken), await isIn(token)]).toEqual([400, true]);
    });
  });

  it('has no say any more once its organisation’s steward disabled it', async () => {
    const { token } = await signIn();
    await steward.send('mutation ($id: ID!) { disableIdentityProvider(id: $id) { isEnabled } }', { id });
    await expect(at.as(token).send(ME)).rejects.toMatchObject({ code: 'IDENTITY.TOKEN_INVALID' });
    expect(await at.codeAt(at.browser(), at.begin(id))).toBe('IDENTITYPROVIDER.MISSING');
    expect(await at.world.auditTrail()).toMatch(/membership.ended > identity-provider.disabled$/);
    await steward.send('mutation ($id: ID!) { enableIdentityProvider(id: $id) { isEnabled } }', { id });
    await at.as((await signIn()).token).send(ME);
  });
});
