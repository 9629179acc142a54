import { Config } from '#platform';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloDriver, type ApolloDriverAsyncConfig, type ApolloDriverConfig } from '@nestjs/apollo';
import type { BuildSchemaOptions } from '@nestjs/graphql';
import type { FastifyRequest } from 'fastify';
import { DateTimeScalar } from './date-time.scalar';
import { costLimit, timedExecution } from './execution';
import { formatError } from './format-error';
import { LIMITS } from './limits';
import { shapeLimits } from './measure';
import { withPlainFields } from './plain-fields';
import { RequestContexts } from './request-context';

/** How the schema is made from the code; the printed schema is made in the same way. */
export const SCHEMA_OPTIONS: BuildSchemaOptions = {
  scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
};

/** GraphQL at `/graphql`: one operation in a request, with a token in a header, and no more than the limits allow. */
export const graphqlOptions: ApolloDriverAsyncConfig = {
  driver: ApolloDriver,
  inject: [RequestContexts, Config],
  useFactory: (contexts: RequestContexts, config: Config): Omit<ApolloDriverConfig, 'driver'> => ({
    path: '/graphql',
    autoSchemaFile: true,
    sortSchema: true,
    // Nest would ask the schema everything about itself at each start; that was done when it was printed.
    buildSchemaOptions: { ...SCHEMA_OPTIONS, skipCheck: true },
    transformSchema: withPlainFields,
    context: (req: FastifyRequest) => contexts.of(req),
    formatError,
    autoTransformHttpErrors: false,
    graphiql: false,
    ...SWITCHED_OFF,
    introspection: config.mode !== 'production',
    hideSchemaDetailsFromClientErrors: config.mode === 'production',
    csrfPrevention: true,
    parseOptions: { maxTokens: LIMITS.tokens },
    validationRules: [shapeLimits],
    plugins: PLUGINS,
  }),
};

/** Nest is an ES module and we are not, so that TypeScript sees two Apollos where there is one. */
const PLUGINS = [
  ApolloServerPluginCacheControlDisabled(),
  costLimit,
  timedExecution(LIMITS.executionMs),
] as unknown as NonNullable<ApolloDriverConfig['plugins']>;

const SWITCHED_OFF = {
  allowBatchedHttpRequests: false,
  includeStacktraceInErrorResponses: false,
  persistedQueries: false,
} as const;
