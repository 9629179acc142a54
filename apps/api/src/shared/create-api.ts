import type { Config } from '#platform';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LIMITS } from './limits';
import { securityHeaders } from './security-headers';

/** The HTTP server under the API; a test puts its own application on it. */
export const httpAdapter = (): FastifyAdapter => new FastifyAdapter({ bodyLimit: LIMITS.bodyBytes });

/** What holds for every route of the API. Call it before the application listens or initialises. */
export function configureApi(app: NestFastifyApplication, config: Config): NestFastifyApplication {
  const secure = securityHeaders(config);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (_request, reply, done) => {
      secure(reply);
      done();
    });
  return app;
}

/** The API as one process serves it; it does not listen yet. */
export async function createApi(config: Config, root: DynamicModule): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(root, httpAdapter(), {
    logger: ['warn', 'error', 'fatal'],
    abortOnError: false,
  });
  return configureApi(app, config);
}
