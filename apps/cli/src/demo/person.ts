import { readMailbox } from '#platform';
import { setTimeout as after } from 'node:timers/promises';

type Answer<Data> = {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
};

/** What the API said no with: its code, its words, and what it offers instead. */
export class ApiRefusal extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly details: unknown,
  ) {
    super(message);
  }
}

/** Where the demo's installation is: its API, and the folder its mails land in. */
export type Place = { readonly url: string; readonly mailDirectory: string };

/** Somebody of the story, who knows the API and nothing else. */
export class Person {
  private constructor(
    readonly name: string,
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** Asks for a sign-in link, takes it out of the mail, and uses it. */
  static async signIn({ url, mailDirectory }: Place, name: string, email: string): Promise<Person> {
    await new Person(name, url, '').ask('mutation ($email: String!) { requestSignIn(email: $email) }', { email });
    const link = await mailedLink(mailDirectory, email);
    const response = await fetch(`${url}/sign-in`, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({ token: link.searchParams.get('token') }),
    });
    const { token } = (await response.json()) as { token: string };
    return new Person(name, url, token);
  }

  /** @throws ApiRefusal */
  async ask<Data>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Data> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { ...this.credentials, 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as Answer<Data>;
    const [error] = errors ?? [];
    if (error) throw new ApiRefusal(error.message, String(error.extensions['code']), error.extensions['details']);
    return data as Data;
  }

  async upload(url: string, bytes: Uint8Array): Promise<void> {
    const response = await fetch(url, { method: 'PUT', headers: this.credentials, body: Buffer.from(bytes) });
    if (!response.ok) throw new Error(`The upload answered ${response.status}: ${await response.text()}`);
  }

  /** @returns the bytes, or the refusal */
  async download(url: string): Promise<Buffer | ApiRefusal> {
    const response = await fetch(url, { headers: this.credentials });
    if (response.ok) return Buffer.from(await response.arrayBuffer());
    const [error] = ((await response.json()) as Answer<never>).errors ?? [];
    return new ApiRefusal(error?.message ?? '', String(error?.extensions['code']), error?.extensions['details']);
  }

  /** Asks again until the answer is there. */
  async askUntil<Data>(query: string, variables: Readonly<Record<string, unknown>>, done: (data: Data) => boolean) {
    for (;;) {
      const data = await this.ask<Data>(query, variables);
      if (done(data)) return data;
      await after(200);
    }
  }

  private get credentials(): Record<string, string> {
    return this.token ? { authorization: `Bearer ${this.token}` } : {};
  }
}

async function mailedLink(directory: string, email: string): Promise<URL> {
  for (;;) {
    const mails = await readMailbox(directory);
    const mail = mails.filter(({ to }) => to === email).at(-1);
    const link = /https?:\/\/\S+/.exec(mail?.text ?? '')?.[0];
    if (link) return new URL(link);
    await after(100);
  }
}
