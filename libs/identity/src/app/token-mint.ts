import { Config } from '#platform';
import { Injectable } from '@nestjs/common';
import { createHmac, randomBytes } from 'node:crypto';

const PREFIXES = {
  session: 'grs_',
  apiToken: 'grt_',
  link: 'grl_',
  vote: 'grv_',
  refresh: 'grf_',
  state: 'gro_',
  browser: 'grb_',
  ticket: 'grk_',
} as const;
type Kind = keyof typeof PREFIXES;

/** Makes secrets, and recognises them by a keyed hash: what the database holds opens nothing without the key. */
@Injectable()
export class TokenMint {
  constructor(private readonly config: Config) {}

  /** 256 random bits, with a prefix that lets people and scanners see what it is. */
  mint(kind: Kind): { token: string; hash: string } {
    const token = `${PREFIXES[kind]}${randomBytes(32).toString('base64url')}`;
    return { token, hash: this.hash(token) };
  }

  /** @returns the hash to look for, or undefined where the text cannot be such a token */
  recognise(token: string, ...kinds: readonly Kind[]): string | undefined {
    if (!/^gr[a-z]_[\w-]{43}$/.test(token)) return undefined;
    return kinds.some((kind) => token.startsWith(PREFIXES[kind])) ? this.hash(token) : undefined;
  }

  /** Lets requests for an address be counted without keeping the address. */
  addressHash(email: string): string {
    return this.hash(`address:${email}`);
  }

  private hash(text: string): string {
    return createHmac('sha256', this.config.secret).update(text).digest('base64url');
  }
}
