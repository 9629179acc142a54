import type { NestFastifyApplication } from '@nestjs/platform-fastify';

type Answer = { readonly status: number; readonly location: string; readonly body: string };

/** Somebody's browser: it keeps cookies, site by site, and goes where it is led. */
export class OidcBrowser {
  private readonly jars = new Map<string, Map<string, string>>();

  /** @param home where our own API is; it needs no socket */
  constructor(
    private readonly app: NestFastifyApplication,
    private readonly home: string,
    private readonly headers: Record<string, string> = { accept: 'application/json' },
  ) {}

  /** One request, with this site's cookies and no redirect followed. */
  async open(address: string, form?: Readonly<Record<string, string>>): Promise<Answer> {
    const url = new URL(address, this.home);
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const headers = { ...this.headers, cookie: this.cookiesOf(url), ...(form && type) };
    const body = form && new URLSearchParams(form).toString();
    return url.origin === new URL(this.home).origin
      ? this.openOurs(url, headers, body)
      : this.openTheirs(url, headers, body);
  }

  /** Begins a sign-in, gives the provider a name and consent, and stops at the door of our callback. @returns its address */
  async signInAt(begin: string, who: string): Promise<string> {
    const started = await this.open(begin);
    if (!started.location) throw new Error(`No way to the provider: ${started.status} ${started.body}`);
    return this.goOn(started.location, who);
  }

  /** From an address of the provider back to our door. */
  async goOn(address: string, who: string): Promise<string> {
    let [at, answer] = [address, await this.open(address)];
    for (let steps = 0; steps < 20; steps++) {
      if (!answer.location) {
        answer = await this.open(at, { prompt: promptOf(answer), login: who, password: 'any' });
        continue;
      }
      at = new URL(answer.location, at).href;
      if (at.startsWith(this.home)) return at;
      answer = await this.open(at);
    }
    throw new Error('The provider leads nowhere.');
  }

  /** The cookies of our own site, to be stolen or put elsewhere. */
  get ours(): Map<string, string> {
    return this.jarOf(new URL(this.home));
  }

  private async openOurs(url: URL, headers: Record<string, string>, payload?: string): Promise<Answer> {
    const target = { url: `${url.pathname}${url.search}`, headers };
    const response = await this.app.inject(
      payload === undefined ? { method: 'GET', ...target } : { method: 'POST', ...target, payload },
    );
    this.keep(url, [response.headers['set-cookie'] ?? []].flat());
    return { status: response.statusCode, location: response.headers.location ?? '', body: response.body };
  }

  private async openTheirs(url: URL, headers: Record<string, string>, body?: string): Promise<Answer> {
    const request = { method: body === undefined ? 'GET' : 'POST', headers: { ...headers, accept: 'text/html' }, body };
    const response = await fetch(url, { ...request, redirect: 'manual' });
    this.keep(url, response.headers.getSetCookie());
    return { status: response.status, location: response.headers.get('location') ?? '', body: await response.text() };
  }

  private keep(url: URL, cookies: readonly string[]): void {
    for (const cookie of cookies) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
      if (value) this.jarOf(url).set(name, value);
      else this.jarOf(url).delete(name);
    }
  }

  private cookiesOf(url: URL): string {
    return [...this.jarOf(url)].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private jarOf({ origin }: URL): Map<string, string> {
    const jar = this.jars.get(origin) ?? new Map<string, string>();
    this.jars.set(origin, jar);
    return jar;
  }
}

/** What the page asks for: a name, or consent. */
function promptOf({ status, body }: Answer): string {
  const prompt = /name="prompt" value="(\w+)"/.exec(body)?.[1];
  if (!prompt) throw new Error(`The provider stopped: ${status} ${body}`);
  return prompt;
}
