import type { PersonId } from '#kernel';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

type Answer<Data> = {
  readonly data?: Data | null;
  readonly errors?: readonly { message: string; extensions: { code: string; kind: string; details?: unknown } }[];
};

/** What the API said no with. */
class Refused extends Error {
  constructor(
    readonly code: string,
    readonly kind: string,
    message: string,
    readonly details: unknown,
  ) {
    super(message);
  }
}

/** Somebody who speaks GraphQL with a token of their own; an empty token speaks for nobody. */
export class Member {
  constructor(
    readonly id: PersonId,
    readonly token: string,
    private readonly app: NestFastifyApplication,
  ) {}

  /** @throws Refused with the first error's code */
  async send<Data = unknown>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const response = await this.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { ...this.headers, 'content-type': 'application/json' },
      payload: JSON.stringify({ query, variables }),
    });
    const { data, errors } = JSON.parse(response.body) as Answer<Data>;
    const [error] = errors ?? [];
    if (error) {
      const { code, kind, details } = error.extensions;
      throw new Refused(code, kind, error.message, details);
    }
    return data as Data;
  }

  /** Sends a file's bytes to where the API wants them. */
  async upload(url: string, bytes: Buffer): Promise<{ status: number; body: string }> {
    const { pathname } = new URL(url);
    const { statusCode, body } = await this.app.inject({
      method: 'PUT',
      url: pathname,
      headers: { ...this.headers, 'content-type': 'text/csv' },
      payload: bytes,
    });
    return { status: statusCode, body };
  }

  async download(url: string): Promise<{ status: number; bytes: Buffer }> {
    const { pathname, search } = new URL(url);
    const response = await this.app.inject({ method: 'GET', url: `${pathname}${search}`, headers: this.headers });
    return { status: response.statusCode, bytes: response.rawPayload };
  }

  private get headers(): Record<string, string> {
    return this.token ? { authorization: `Bearer ${this.token}` } : {};
  }
}
