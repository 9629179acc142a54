import { lookup as resolve } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { CommonsError } from '#kernel';
import { Config } from '#platform';
import ipaddr from 'ipaddr.js';
import { Agent, fetch, type Response } from 'undici';
import { addressRefused, notWeb, sourceUnavailable, tooLarge, tooManyRedirects } from '../domain/errors';
import { LIMITS } from './limits';

/** What was at an address, and where it really was. */
export type Fetched = {
  readonly url: string;
  readonly bytes: Buffer;
  readonly type: string;
  readonly charset: string | null;
};

const ACCEPT = 'text/turtle, application/rdf+xml;q=0.9, application/ld+json;q=0.8, application/json;q=0.7, */*;q=0.1';
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Gets what strangers serve, without being led anywhere that we would not go ourselves: no private addresses, whatever
 * name or redirect hides them, and never more than was agreed. A name is resolved once, and the connection goes to the
 * very address that was looked at.
 *
 * @see OWASP, Server-Side Request Forgery Prevention
 */
@Injectable()
export class Fetcher implements OnModuleDestroy {
  private readonly agent: Agent;

  constructor(private readonly config: Config) {
    this.agent = new Agent({
      connect: { lookup: this.lookup, timeout: LIMITS.connectMs },
      maxResponseSize: LIMITS.packedBytes,
      headersTimeout: LIMITS.pageMs,
      bodyTimeout: LIMITS.pageMs,
    });
  }

  /**
   * @param timeMs for all of it, redirects too
   * @throws HARVEST.NOT_WEB, HARVEST.ADDRESS_REFUSED, HARVEST.TOO_MANY_REDIRECTS, HARVEST.TOO_LARGE, HARVEST.SOURCE_UNAVAILABLE
   */
  async get(url: string, timeMs: number = LIMITS.pageMs): Promise<Fetched> {
    const signal = AbortSignal.timeout(timeMs);
    try {
      return await this.follow(url, signal);
    } catch (error) {
      throw causeOf(error);
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.agent.destroy();
  }

  private async follow(start: string, signal: AbortSignal): Promise<Fetched> {
    let url = start;
    for (let redirects = 0; redirects <= LIMITS.redirects; redirects += 1) {
      this.assertWeb(url);
      const response = await fetch(url, {
        ...{ dispatcher: this.agent, redirect: 'manual', signal },
        headers: { accept: ACCEPT, 'user-agent': 'Granaio', 'accept-encoding': 'gzip, deflate' },
      });
      const location = response.headers.get('location');
      if (!REDIRECTS.has(response.status) || location === null) return await bodyOf(response, url);
      await response.body?.cancel();
      if (!URL.canParse(location, url)) throw sourceUnavailable('it leads on to nowhere');
      url = new URL(location, url).href;
    }
    throw tooManyRedirects(LIMITS.redirects);
  }

  /** Numbers that stand for hosts are never looked up, so they are looked at here. */
  private assertWeb(url: string): void {
    const { protocol, hostname, username, password } = new URL(url);
    if ((protocol !== 'http:' && protocol !== 'https:') || username || password) throw notWeb();
    const host = hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) && !this.mayReach(host)) throw addressRefused(host);
  }

  private readonly lookup: LookupFunction = (hostname, options, done) => {
    resolve(hostname, { ...options, all: true })
      .then((addresses) => {
        const [allowed] = addresses.filter(({ address }) => this.mayReach(address));
        if (!allowed) throw addressRefused(hostname);
        if (options.all) done(null, [allowed]);
        else done(null, allowed.address, allowed.family);
      })
      .catch((error: unknown) => {
        done(error as NodeJS.ErrnoException, '', 0);
      });
  };

  /** Whether an address is one of the public internet, also where it is written as another kind of address. */
  private mayReach(address: string): boolean {
    return this.config.harvestPrivate || isPublic(ipaddr.process(address));
  }
}

/** Of the newer addresses, only a part is given out to anybody; the others are old ways to write something else. */
const GIVEN_OUT = ipaddr.IPv6.parseCIDR('2000::/3');

const isPublic = (address: ipaddr.IPv4 | ipaddr.IPv6): boolean =>
  address.range() === 'unicast' && (address instanceof ipaddr.IPv4 || address.match(GIVEN_OUT));

async function bodyOf(response: Response, url: string): Promise<Fetched> {
  if (!response.ok) {
    await response.body?.cancel();
    throw sourceUnavailable(`it answered with status ${String(response.status)}`);
  }
  const [type = '', ...parameters] = (response.headers.get('content-type') ?? '').toLowerCase().split(';');
  const charset = parameters.map((one) => /^\s*charset="?([\w.:-]+)"?\s*$/.exec(one)?.[1]).find((one) => one) ?? null;
  return { url, bytes: await bytesOf(response), type: type.trim(), charset };
}

/** Counted as it is unpacked, so that a small bomb never grows. */
async function bytesOf({ body }: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > LIMITS.bytes) throw tooLarge('bytes', LIMITS.bytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

type Failure = { readonly code?: unknown; readonly name?: unknown; readonly cause?: unknown };

/** The library wraps what our own code says in what it makes of it. */
function causeOf(error: unknown): unknown {
  const causes = chainOf(error);
  const own = causes.find((one) => one instanceof CommonsError);
  if (own) return own;
  const codes = causes.flatMap(({ code }) => (typeof code === 'string' ? [code] : []));
  if (codes.includes('UND_ERR_RES_EXCEEDED_MAX_SIZE')) return tooLarge('bytes', LIMITS.packedBytes);
  if (causes.some(({ name }) => name === 'TimeoutError' || name === 'AbortError')) {
    return sourceUnavailable('it takes too long');
  }
  const [why = error instanceof TypeError ? 'the connection broke' : null] = codes;
  return why === null ? error : sourceUnavailable(why);
}

function chainOf(error: unknown): Failure[] {
  const chain: Failure[] = [];
  for (let one = error; typeof one === 'object' && one !== null && chain.length < 8; one = (one as Failure).cause) {
    chain.push(one);
  }
  return chain;
}
