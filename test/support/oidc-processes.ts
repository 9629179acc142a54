import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** Our client at both providers. */
export const CLIENT = { clientId: 'granaio', clientSecret: 'known-to-this-provider-and-to-us' };

/** What a provider may lie about. */
type Lies = {
  /** Who signs the ID token: its own key, one that it does not publish, nobody, or the client's secret. */
  readonly key?: 'own' | 'other' | 'none' | 'clientSecret';
  readonly clientSecret?: string;
  /** What the ID token says in place of the truth; null: nothing. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly hasUserinfo?: boolean;
  readonly userinfo?: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Paths that answer with a redirection to `target`. */
  readonly redirects?: readonly string[];
  readonly target?: string;
  readonly isHuge?: boolean;
};

/** A process of its own, which answers each message with one. */
class ProviderProcess {
  protected constructor(
    private readonly child: ChildProcess,
    readonly issuer: string,
  ) {}

  protected static async fork(file: string): Promise<{ child: ChildProcess; issuer: string }> {
    const child = fork(resolve(__dirname, file), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const [{ issuer }] = (await once(child, 'message')) as [{ issuer: string }];
    return { child, issuer };
  }

  protected async tell(message: object): Promise<Record<string, string>> {
    const answer = once(this.child, 'message');
    this.child.send(message);
    return (await answer)[0] as Record<string, string>;
  }

  async stop(): Promise<void> {
    const exit = once(this.child, 'exit');
    this.child.kill();
    await exit;
  }
}

/** A real provider, with the people of oidc-provider.mjs. */
export class OidcProvider extends ProviderProcess {
  static async start(): Promise<OidcProvider> {
    const { child, issuer } = await ProviderProcess.fork('oidc-provider.mjs');
    return new OidcProvider(child, issuer);
  }

  /** Lets somebody's claims differ from now on. */
  async says(who: string, claims: Readonly<Record<string, unknown>>): Promise<void> {
    await this.tell({ who, claims });
  }
}

/** A provider in an attacker's hands. */
export class RogueProvider extends ProviderProcess {
  static async start(): Promise<RogueProvider> {
    const { child, issuer } = await ProviderProcess.fork('rogue-provider.mjs');
    return new RogueProvider(child, issuer);
  }

  async lies(lies: Lies): Promise<void> {
    await this.tell({ lies });
  }

  /** Which paths were asked for since the last lies. */
  async asked(): Promise<string> {
    return (await this.tell({}))['asked'] ?? '';
  }

  /** A logout token with these claims, signed as the lies say. */
  async logoutToken(claims: Readonly<Record<string, unknown>>): Promise<string> {
    return (await this.tell({ logout: claims }))['logoutToken'] ?? '';
  }
}
