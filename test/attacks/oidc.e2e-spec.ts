import type { OidcBrowser } from '../support/oidc-browser';
import { CLIENT, RogueProvider } from '../support/oidc-processes';
import { OidcWorld } from '../support/oidc-world';

const STATE = 'SIGN_IN.STATE_INVALID';
const NOT_PROVEN = 'SIGN_IN.NOT_PROVEN';

describe('attacks on the way to an identity provider and back', () => {
  let at: OidcWorld;
  let rogue: RogueProvider;
  let rogueId: string;
  beforeAll(async () => {
    [at, rogue] = await Promise.all([OidcWorld.start(), RogueProvider.start()]);
    const other = await at.world.organisation('Cooperativa Mala');
    rogueId = await OidcWorld.register(await at.world.person('Mala', other, 'steward'), other, rogue.issuer);
  });
  afterAll(() => Promise.all([at.stop(), rogue.stop()]));
  afterEach(() => {
    at.world.clock.offsetMs = 0;
  });

  const changed = (door: URL, parameters: Record<string, string | null>): string => {
    const address = new URL(door);
    for (const [name, value] of Object.entries(parameters)) {
      if (value === null) address.searchParams.delete(name);
      else address.searchParams.set(name, value);
    }
    return address.href;
  };
  const letsIn = async (browser: OidcBrowser, address: string) => (await browser.open(address)).status === 200;

  it.each([
    ['missing', null],
    ['empty', ''],
    ['wrong', `gro_${'a'.repeat(43)}`],
    ['of another shape', `grs_${'a'.repeat(43)}`],
    ['a statement', `gro_' or true --`],
  ])('refuses a state that is %s, and uses up nothing', async (_, state) => {
    const { browser, door } = await at.atTheDoor('stella');
    expect(await at.codeAt(browser, changed(door, { state }))).toBe(STATE);
    expect(await letsIn(browser, door.href)).toBe(true);
  });

  it('refuses a state that was used, and one that took more than ten minutes', async () => {
    const { browser, door } = await at.atTheDoor('stella');
    expect(await letsIn(browser, door.href)).toBe(true);
    expect(await at.codeAt(browser, door.href)).toBe(STATE);

    const late = await at.atTheDoor('stella');
    at.world.clock.advanceMinutes(10);
    expect(await at.codeAt(late.browser, late.door.href)).toBe(STATE);
  });

  it('lets exactly one of ten who come back at once in', async () => {
    const { browser, door } = await at.atTheDoor('stella');
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => letsIn(browser, door.href)));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
  });

  it('refuses the state of another browser, with or without a cookie of its own', async () => {
    const [mallory, bare] = [await at.atTheDoor('rina'), at.browser()];
    expect(await at.codeAt(bare, mallory.door.href)).toBe(STATE);
    const victim = await at.atTheDoor('stella');
    expect(await at.codeAt(victim.browser, mallory.door.href)).toBe(STATE);
    expect(await letsIn(victim.browser, victim.door.href)).toBe(true);
  });

  it('keeps one cookie for two tabs: random, out of reach of scripts and of other sites', async () => {
    const started = await at.world.app.inject({ method: 'GET', url: at.begin() });
    expect(started.statusCode).toBe(303);
    expect(started.headers['set-cookie']).toMatch(
      /^granaio-sign-in=grb_[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/,
    );
    const browser = at.browser();
    const [one, two] = [await browser.signInAt(at.begin(), 'stella'), await browser.signInAt(at.begin(), 'stella')];
    expect([await letsIn(browser, one), await letsIn(browser, two)]).toEqual([true, true]);
  });

  it('asks for a code with state, nonce and an S256 challenge, each of them new, and comes back to itself only', async () => {
    const begun = async () => {
      const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example' };
      const { headers: answered } = await at.world.app.inject({ method: 'GET', url: at.begin(), headers });
      return new URL(String(answered.location)).searchParams;
    };
    const [one, two] = [await begun(), await begun()];
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(one.get(name)).toMatch(/^[\w-]{43,47}$/);
      expect(one.get(name)).not.toBe(two.get(name));
    }
    expect([one.get('code_challenge_method'), one.get('response_type')]).toEqual(['S256', 'code']);
    expect(one.get('redirect_uri')).toBe(`${at.world.config.http.publicUrl}${at.begin()}/callback`);
  });

  it('refuses a code that was got in another browser, whose verifier is not ours', async () => {
    const [mallory, victim] = [await at.atTheDoor('rina'), await at.atTheDoor('stella')];
    const code = mallory.door.searchParams.get('code') ?? '';
    expect(await at.codeAt(victim.browser, changed(victim.door, { code }))).toBe(NOT_PROVEN);
  });

  it.each([
    ['without a verifier', {}],
    ['with a wrong verifier', { code_verifier: 'a'.repeat(43) }],
  ])('has a code that nobody redeems %s, with the client’s secret in hand', async (_, verifier) => {
    const { door } = await at.atTheDoor('stella');
    const answer = await fetch(`${at.provider.issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${CLIENT.clientId}:${CLIENT.clientSecret}`)}` },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: door.searchParams.get('code') ?? '',
        redirect_uri: `${door.origin}${door.pathname}`,
        ...verifier,
      }),
    });
    expect(await answer.json()).toMatchObject({ error: 'invalid_grant' });
  });

  it('refuses a code that was redeemed before', async () => {
    const first = await at.atTheDoor('stella');
    expect(await letsIn(first.browser, first.door.href)).toBe(true);
    const second = await at.atTheDoor('stella');
    const code = first.door.searchParams.get('code') ?? '';
    expect(await at.codeAt(second.browser, changed(second.door, { code }))).toBe(NOT_PROVEN);
  });

  it.each([
    ['missing', () => null],
    ['that of another provider', () => rogue.issuer],
    ['almost right', () => `${at.provider.issuer}/`],
  ])('refuses an answer whose issuer is %s', async (_, iss) => {
    const { browser, door } = await at.atTheDoor('stella');
    expect(await at.codeAt(browser, changed(door, { iss: iss() }))).toBe(NOT_PROVEN);
  });

  it('gives no provider the code of another: a mix-up ends at the door', async () => {
    const [stella, mallory] = [await at.atTheDoor('stella'), at.browser()];
    await rogue.lies({});
    const door = new URL(await mallory.signInAt(at.begin(rogueId), 'stella'));
    const code = stella.door.searchParams.get('code') ?? '';
    expect(await at.codeAt(mallory, changed(door, { code, iss: at.provider.issuer }))).toBe(NOT_PROVEN);
    expect(await rogue.asked()).not.toContain('/token');

    const honest = new URL(`${at.begin()}/callback${door.search}`, door);
    expect(await at.codeAt(mallory, honest.href)).toBe(STATE);
    expect(await letsIn(stella.browser, stella.door.href)).toBe(true);
  });

  it('refuses an answer that says a thing twice, or that the provider declined', async () => {
    const twice = await at.atTheDoor('stella');
    expect(await at.codeAt(twice.browser, `${twice.door.href}&iss=${rogue.issuer}`)).toBe(NOT_PROVEN);
    const declined = await at.atTheDoor('stella');
    const answer = changed(declined.door, { code: null, error: 'access_denied' });
    expect(await at.codeAt(declined.browser, answer)).toBe('SIGN_IN.DECLINED');
  });

  it.each(['nobody', '00000000-0000-0000-0000-000000000000', "' or true --", '..%2f..%2fsign-in'])(
    'knows no provider called %j',
    async (id) => {
      const code = 'IDENTITYPROVIDER.MISSING';
      expect(await at.codeAt(at.browser(), `/sign-in/oidc/${encodeURIComponent(id)}`)).toBe(code);
      expect(await at.codeAt(at.browser(), `/sign-in/oidc/${encodeURIComponent(id)}/callback?state=x`)).toBe(code);
    },
  );

  it('remembers refusals, and writes no secret, no subject and no address down', async () => {
    const { browser, door } = await at.atTheDoor('stella');
    expect(await at.codeAt(browser, changed(door, { iss: rogue.issuer }))).toBe(NOT_PROVEN);
    const rows = await at.world.database.query<{ text: string }>(`
      select e::text as text from platform.event e union all select o::text from platform.outbox o
      union all select a::text from identity.sign_in_attempt a union all select s::text from identity.session s`);
    const everything = rows.map(({ text }) => text).join('\n');
    expect(everything).toContain('sign-in.refused');
    const secrets = [...['code', 'state'].map((name) => door.searchParams.get(name) ?? '-'), ...browser.ours.values()];
    for (const secret of [...secrets, 'stella', '@coop.example', 'nonce']) expect(everything).not.toContain(secret);
  });
});
