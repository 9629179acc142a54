import type { Config } from '#platform';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { LIMITS } from './limits';
import { securityHeaders } from './security-headers';

/** Routes that read the request's bytes themselves, whatever their type. */
const STREAMED = '/uploads/';

/** The HTTP server under the API; a test puts its own application on it. */
export const httpAdapter = (): FastifyAdapter => new FastifyAdapter({ bodyLimit: LIMITS.bodyBytes });

/** What holds for every route of the API. Call it before the application listens or initialises. */
export function configureApi(app: NestFastifyApplication, config: Config): NestFastifyApplication {
  const fastify = app.getHttpAdapter().getInstance();
  const secure = securityHeaders(config);
  fastify.addHook('onRequest', (request, reply, done) => {
    secure(reply);
    if (request.url.startsWith(STREAMED)) delete request.raw.headers['content-type'];
    done();
  });
  readOnlyForms(fastify);
  return app;
}

/** Bodies are JSON or a form; of any other type, or of none, they stay unread until a route reads them. */
function readOnlyForms(fastify: FastifyInstance): void {
  fastify.removeContentTypeParser('text/plain');
  fastify.addContentTypeParser('*', (_request, _payload, done) => {
    done(null);
  });
}

/** The API as one process serves it; it does not listen yet. */
export async function createApi(config: Config, root: DynamicModule): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(root, httpAdapter(), {
    logger: ['warn', 'error', 'fatal'],
    abortOnError: false,
  });
  return configureApi(app, config);
}
