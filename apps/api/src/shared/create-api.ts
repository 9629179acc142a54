import type { Config } from '#platform';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerTo } from './http-errors';
import { LIMITS } from './limits';
import { readerLanguage, tellErrors, toldIn } from './reader';
import { ALWAYS, securityHeaders } from './security-headers';

/** Routes that read the request's bytes themselves, whatever their type. */
const STREAMED = '/uploads/';
/** What pieces of a file are called, which no parser of ours would read. @see https://tus.io/protocols/resumable-upload */
const PIECE_OF_FILE = 'application/offset+octet-stream';

/** The route decides, and not the address, which may be written in more than one way. */
const isStreamed = ({ routeOptions }: FastifyRequest): boolean => routeOptions.url?.startsWith(STREAMED) ?? false;

/** The HTTP server under the API; a test puts its own application on it. */
export const httpAdapter = (): FastifyAdapter =>
  new FastifyAdapter({
    bodyLimit: LIMITS.bodyBytes,
    connectionTimeout: LIMITS.idleMs,
    // A HEAD would run the whole route, and be recorded as a download.
    exposeHeadRoutes: false,
    requestTimeout: LIMITS.uploadMs,
    frameworkErrors: refuseUnrouted,
  });

/** An address that cannot be read reaches no route and no hook. */
function refuseUnrouted(error: FastifyError, request: FastifyRequest, reply: Pick<FastifyReply, 'status'>): void {
  const { status, body } = answerTo(error);
  void reply
    .status(status)
    .headers(ALWAYS)
    .send({ errors: [toldIn(readerLanguage(request), body)] });
}

/** What holds for every route of the API. Call it before the application listens or initialises. */
export function configureApi(app: NestFastifyApplication, config: Config): NestFastifyApplication {
  const fastify = app.getHttpAdapter().getInstance();
  const secure = securityHeaders(config);
  fastify.addHook('onRequest', (request, reply, done) => {
    secure(reply);
    const { headers } = request.raw;
    if (isStreamed(request) && headers['content-type'] !== PIECE_OF_FILE) delete headers['content-type'];
    done();
  });
  fastify.addHook('onSend', (request, reply, payload, done) => {
    done(null, tellErrors(request, reply, payload));
  });
  readOnlyForms(fastify);
  hurryBodies(fastify);
  return app;
}

/** Bodies are JSON or a form; of any other type, or of none, they stay unread until a route reads them. */
function readOnlyForms(fastify: FastifyInstance): void {
  fastify.removeContentTypeParser('text/plain');
  fastify.addContentTypeParser('*', (_request, _payload, done) => {
    done(null);
  });
}

/** A body that is not whole in time ends its connection, so that none is held open by a byte now and then. */
function hurryBodies(fastify: FastifyInstance): void {
  const awaited = new WeakMap<FastifyRequest, NodeJS.Timeout>();
  fastify.addHook('preParsing', (request, _reply, _payload, done) => {
    const late = () => request.raw.destroy();
    if (!isStreamed(request)) awaited.set(request, setTimeout(late, LIMITS.bodyMs).unref());
    done();
  });
  const arrived = (request: FastifyRequest, _reply: FastifyReply, done: () => void) => {
    clearTimeout(awaited.get(request));
    done();
  };
  fastify.addHook('preValidation', arrived).addHook('onResponse', arrived);
}

/** The API as one process serves it; it does not listen yet. */
export async function createApi(config: Config, root: DynamicModule): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(root, httpAdapter(), {
    logger: ['warn', 'error', 'fatal'],
    abortOnError: false,
  });
  return configureApi(app, config);
}
