import type { Language } from '#identity';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { inLanguage } from '../errors-in-italian/sentences';
import type { ShownError } from './format-error';
import { languageNamed, languageWished } from './languages';

/** The own languages of people who signed in, by what they ask. */
const own = new WeakMap<FastifyRequest, Language>();

export const rememberReader = (request: FastifyRequest, language: Language): void => {
  own.set(request, language);
};

/**
 * The language in which errors and whatever else is said are told: of `?lang=`, else of the browser, else of the person who
 * signed in; English where nothing says, because a program asks then.
 */
export function readerLanguage(request: FastifyRequest): Language {
  const { lang } = (request.query ?? {}) as { readonly lang?: unknown };
  return languageNamed(lang) ?? languageWished(request.headers['accept-language']) ?? own.get(request) ?? 'en';
}

/** The same error in another language: only its message is another. */
export const toldIn = (language: Language, error: ShownError): ShownError => ({
  ...error,
  message: inLanguage(language, { ...error.extensions, message: error.message }),
});

/**
 * Puts the errors that a refused request is answered with into the language of whoever reads them, as they leave: then it
 * does not matter who made them, ours or a library.
 *
 * @param payload the body as it is about to leave
 * @returns the body to send in its place
 */
export function tellErrors(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  if (reply.statusCode < 400 || typeof payload !== 'string' || !payload.startsWith('{"errors":[')) return payload;
  const language = readerLanguage(request);
  const { errors } = JSON.parse(payload) as { readonly errors: readonly ShownError[] };
  const body = JSON.stringify({ errors: errors.map((error) => toldIn(language, error)) });
  reply.headers({ 'content-language': language, vary: 'accept, accept-language, authorization' });
  if (reply.hasHeader('content-length')) reply.header('content-length', Buffer.byteLength(body));
  return body;
}
