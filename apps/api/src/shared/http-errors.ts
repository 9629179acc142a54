import { CommonsError, type ErrorKind } from '#kernel';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hidden, shown, type ShownError } from './format-error';
import { bodyTooLarge } from './limits';

const STATUS: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  refused: 422,
  missing: 404,
  conflict: 409,
  unavailable: 503,
};

/** Answers errors outside of GraphQL in the same words: `{ errors: [{ message, extensions }] }`. */
@Catch()
export class HttpErrors implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType<string>() !== 'http') throw error;
    const http = host.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    const { status, body } = answerTo(cutShort(error, request) ?? error);
    // Nobody reads the rest of a body that was refused, so the next request behind it would wait for ever.
    if (!request.raw.complete) reply.header('connection', 'close');
    const seconds = waitOf(error);
    if (seconds !== null) reply.header('retry-after', String(seconds));
    void reply
      .status(status)
      .type('application/json; charset=utf-8')
      .send({ errors: [body] });
  }
}

/** After how many seconds it is worth trying again, where an error says so. */
function waitOf(error: unknown): number | null {
  const seconds = error instanceof CommonsError && error.kind === 'unavailable' ? error.details['seconds'] : null;
  return typeof seconds === 'number' ? seconds : null;
}

/** The codes of a stream that ended before its time. */
const BROKEN = new Set<unknown>(['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE']);

/** A caller who hangs up in the middle of a body is no defect of ours, whoever finds out first. */
function cutShort(error: unknown, { raw }: FastifyRequest): CommonsError | undefined {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  if (raw.complete || !BROKEN.has(code)) return undefined;
  return new CommonsError('invalid', 'HTTP.CUT_SHORT', 'The request ended before its body did.');
}

export function answerTo(error: unknown): { status: number; body: ShownError } {
  const known = error instanceof CommonsError ? error : protocolError(error);
  if (!known) return { status: 500, body: hidden(error) };
  return { status: statusOf(error) ?? STATUS[known.kind], body: shown(known) };
}

/** What Fastify and Nest refuse before any of our code runs: a body too large, no such route, broken JSON. */
function protocolError(error: unknown): CommonsError | undefined {
  const status = statusOf(error);
  if (status === undefined || status < 400 || status >= 500) return undefined;
  if (status === 413) return bodyTooLarge();
  if (status === 404) return new CommonsError('missing', 'HTTP.NO_ROUTE', 'There is nothing at this address.');
  return new CommonsError('invalid', `HTTP.${status}`, error instanceof Error ? error.message : 'Not understood.');
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | undefined)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}
