import { MEDIA_TYPES, SYNTAXES, type Syntax } from '#catalogue';
import { sha256 } from '#kernel';
import { NotAcceptableException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

/** How something is shown: to machines in one of the syntaxes, to people as a page. */
export type Form = Syntax | 'html';

const EXTENSIONS: Readonly<Record<string, Form>> = {
  '.jsonld': 'jsonld',
  '.ttl': 'turtle',
  '.rdf': 'rdfxml',
  '.html': 'html',
};
const TYPES: Readonly<Record<Form, string>> = { ...MEDIA_TYPES, html: 'text/html' };
/** The first one is for who takes anything. */
const PREFERRED: readonly Form[] = [...SYNTAXES, 'html'];

/** A name at the end of an address, and what its extension asks for; null: it has none. */
export function named(name: string): { readonly id: string; readonly extension: string; readonly form: Form | null } {
  const extension = Object.keys(EXTENSIONS).find((one) => name.endsWith(one)) ?? '';
  return {
    id: extension ? name.slice(0, -extension.length) : name,
    extension,
    form: EXTENSIONS[extension] ?? null,
  };
}

/**
 * The form that a caller likes best of those there are.
 *
 * @throws HTTP.406 where there is none
 * @see RFC 9110, section 12.5.1
 */
export function formFor(request: FastifyRequest, forms: readonly Form[] = PREFERRED): Form {
  const type = new Negotiator(request.raw).mediaType(forms.map((form) => TYPES[form]));
  const form = forms.find((one) => TYPES[one] === type);
  if (form === undefined) {
    throw new NotAcceptableException(`This is written as ${forms.map((one) => TYPES[one]).join(', ')}.`);
  }
  return form;
}

export type Answer = {
  readonly type: string;
  readonly body: string;
  readonly status?: number;
  readonly modifiedAt?: Date | null;
};

/** What is told to caches: that they may keep it, and must ask each time, because a vote takes effect at once. */
const cached = (request: FastifyRequest) => (request.headers.authorization ? 'private, no-cache' : 'public, no-cache');

export function headersFor(
  request: FastifyRequest,
  tag: string,
  modifiedAt: Date | null = null,
): Readonly<Record<string, string>> {
  return {
    etag: tag,
    vary: 'accept, accept-language, authorization',
    'cache-control': cached(request),
    'cross-origin-resource-policy': 'cross-origin',
    ...(modifiedAt && { 'last-modified': modifiedAt.toUTCString() }),
  };
}

/** Sends what was made, or only that the caller has it already. */
export async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  { type, body, status = 200, modifiedAt = null }: Answer,
): Promise<void> {
  const tag = `"${sha256(`${type}\n${body}`).slice(0, 32)}"`;
  reply.headers(headersFor(request, tag, modifiedAt));
  if (status === 200 && isKnown(request, tag)) {
    await reply.status(304).send();
    return;
  }
  await reply.status(status).type(`${type}; charset=utf-8`).send(body);
}

/**
 * Whether the caller has this very version. Dates are not looked at: what a caller may see can change without any.
 *
 * @see RFC 9110, section 13.1.2
 */
export function isKnown({ headers }: FastifyRequest, tag: string): boolean {
  const known = (headers['if-none-match'] ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  return known.includes('*') || known.includes(tag.replace(/^W\//, ''));
}
