import { SessionService } from '#identity';
import type { OrganisationId, PersonId } from '#kernel';
import { UnitOfWork } from '#platform';
import { Member } from './member';
import { OidcBrowser } from './oidc-browser';
import { CLIENT, OidcProvider } from './oidc-processes';
import { membersMay } from './policies';
import { World } from './world';

export const REGISTER = `mutation ($input: RegisterIdentityProviderInput!) {
  registerIdentityProvider(input: $input) {
    id name isEnabled signInPath organisation { name } settings { issuer hasClientSecret scopes redirectUri backChannelLogoutUri }
  }
}`;

const RULES = [
  { claim: 'groups', value: 'data', role: 'STEWARD' },
  { claim: 'groups', value: 'research', role: 'RESEARCHER' },
  { claim: 'groups', value: 'audit', role: 'AUDITOR' },
  { claim: 'groups', value: 'staff', role: 'RESEARCHER' },
];

export type Refusal = {
  readonly errors: readonly { extensions: { code: string; details: Record<string, unknown> } }[];
};
export type Tokens = { readonly token: string; readonly expiresAt: string; readonly refreshToken?: string };

/** An installation, one cooperative with a steward, and a real provider that the cooperative trusts. */
export class OidcWorld {
  private constructor(
    readonly world: World,
    readonly provider: OidcProvider,
    readonly cooperative: OrganisationId,
    readonly steward: Member,
    readonly providerId: string,
  ) {}

  static async start(): Promise<OidcWorld> {
    const [world, provider] = await Promise.all([World.start({ policy: membersMay('read') }), OidcProvider.start()]);
    const cooperative = await world.organisation('Cooperativa Aurora');
    const steward = await world.person('Sara', cooperative, 'steward');
    const id = await OidcWorld.register(steward, cooperative, provider.issuer);
    return new OidcWorld(world, provider, cooperative, steward, id);
  }

  static async register(
    by: Member,
    organisationId: OrganisationId,
    issuer: string,
    change: Record<string, unknown> = {},
  ): Promise<string> {
    const input = { organisationId, issuer, name: 'Conto Aurora', rules: RULES, ...CLIENT, ...change };
    const { registerIdentityProvider } = await by.send<{ registerIdentityProvider: { id: string } }>(REGISTER, {
      input,
    });
    return registerIdentityProvider.id;
  }

  browser(headers?: Record<string, string>): OidcBrowser {
    return new OidcBrowser(this.world.app, this.world.config.http.publicUrl, headers);
  }

  /** Where a sign-in begins. */
  begin(providerId = this.providerId): string {
    return `/sign-in/oidc/${providerId}`;
  }

  /** A browser that stands at the door of our callback, having been let in by the provider. */
  async atTheDoor(who: string, begin = this.begin()): Promise<{ browser: OidcBrowser; door: URL }> {
    const browser = this.browser();
    return { browser, door: new URL(await browser.signInAt(begin, who)) };
  }

  async signIn(who: string, begin = this.begin()): Promise<Tokens> {
    const { browser, door } = await this.atTheDoor(who, begin);
    const { status, body } = await browser.open(door.href);
    if (status !== 200) throw new Error(`${status} ${body}`);
    return JSON.parse(body) as Tokens;
  }

  /** What a sign-in is refused with. */
  async refusal(who: string, begin = this.begin()): Promise<string> {
    const { browser, door } = await this.atTheDoor(who, begin);
    return this.codeAt(browser, door.href);
  }

  async codeAt(browser: OidcBrowser, address: string): Promise<string> {
    const { body } = await browser.open(address);
    return (JSON.parse(body) as Refusal).errors[0]?.extensions.code ?? body;
  }

  as(token: string): Member {
    return new Member('' as PersonId, token, this.world.app);
  }

  /** A session of somebody who is in the book, as a link by mail would open it. */
  async sessionOf(personId: PersonId): Promise<Member> {
    const { token } = await this.world.app
      .get(UnitOfWork)
      .run({ id: personId }, (tx) =>
        this.world.app.get(SessionService).open(tx, { personId, wantsRefresh: false, vouched: null }),
      );
    return new Member(personId, token, this.world.app);
  }

  async stop(): Promise<void> {
    await Promise.all([this.world.stop(), this.provider.stop()]);
  }
}
