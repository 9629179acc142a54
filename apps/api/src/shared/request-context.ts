import { IdentityService } from '#identity';
import { CommonsError } from '#kernel';
import { PolicyService, type Actor } from '#policy';
import { Injectable } from '@nestjs/common';
import type DataLoader from 'dataloader';
import type { FastifyRequest } from 'fastify';
import { rememberReader } from './reader';

/** What resolvers of one request share. */
export type RequestContext = {
  readonly req: FastifyRequest;
  /** Found out when first asked for, and once: a request that needs no actor costs no statement. */
  readonly actor: () => Promise<Actor>;
  readonly loaders: Map<object, DataLoader<unknown, unknown>>;
};

const bearerMalformed = () =>
  new CommonsError('unauthenticated', 'IDENTITY.TOKEN_INVALID', 'Send your token as: Authorization: Bearer <token>.');

/** Makes the context of each request: who asks comes from the bearer token, and from nothing else. */
@Injectable()
export class RequestContexts {
  constructor(
    private readonly identities: IdentityService,
    private readonly policies: PolicyService,
  ) {}

  of(req: FastifyRequest): RequestContext {
    let actor: Promise<Actor> | undefined;
    return { req, actor: () => (actor ??= this.actorOf(req)), loaders: new Map() };
  }

  /** @throws IDENTITY.TOKEN_INVALID for a token that signs nobody in; without any token, nobody asks */
  async actorOf(req: FastifyRequest): Promise<Actor> {
    const token = bearerOf(req);
    const actor = await this.policies.actorFor(token === null ? null : this.identities.authenticate(token));
    if (actor.identity) rememberReader(req, actor.identity.language);
    return actor;
  }
}

/**
 * @returns the token, or null where none was sent; `Bearer` with nothing behind it, as the explorer sends it before a
 *   token is filled in, is none
 */
export function bearerOf({ headers }: FastifyRequest): string | null {
  const header = headers.authorization?.trim();
  if (!header || /^bearer$/i.test(header)) return null;
  const token = /^bearer +(\S+)$/i.exec(header)?.[1];
  if (token === undefined) throw bearerMalformed();
  return token;
}
