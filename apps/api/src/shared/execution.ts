import { HeaderMap, type ApolloServerPlugin, type GraphQLRequestContext } from '@apollo/server';
import { GraphQLError, type ExecutionResult, type OperationDefinitionNode } from 'graphql';
import { executeOperation } from './compiled-operation';
import { costOf } from './cost';
import { formatError, type ShownError } from './format-error';
import { limitExceeded, LIMITS, nulCharacter, timeExceeded, variablesTooDeep } from './limits';
import { readerLanguage, toldIn } from './reader';
import type { RequestContext } from './request-context';

/** Refuses what one request's own variables make too much; its shape was measured when it was first seen. */
export const costLimit: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ schema, document, operation, request }) => {
        const variables = request.variables ?? {};
        return asGraphQL(() => {
          checkValue(variables, 0);
          const cost = operation ? costOf({ schema, document, operation, variables }) : 0;
          if (cost > LIMITS.cost) throw limitExceeded('cost', cost);
        });
      },
    }),
};

/**
 * Runs operations in Apollo's stead, because Apollo waits for ever: after `limitMs` the client is answered. What the
 * resolvers had begun goes on to its end in the background, and its own limits (statement timeouts) end it.
 */
export const timedExecution = (limitMs: number): ApolloServerPlugin => ({
  requestDidStart: () =>
    Promise.resolve({
      responseForOperation: async (request) => {
        const result = await withinTime(limitMs, run(request));
        const extensions = reasonOf(result, request.operation);
        const shown = result.errors?.map((error) => formatError({ ...error.toJSON(), extensions }, error));
        const errors = result.data === undefined ? shown : toldToReader(request.contextValue, shown);
        const http = { status: result.data === undefined ? 400 : 200, headers: new HeaderMap() };
        return { http, body: { kind: 'single', singleResult: { ...result, ...(errors && { errors }) } } };
      },
    }),
});

/** A request that is refused as a whole is put into its reader's language as it leaves, whoever refused it. */
function toldToReader(context: object, errors: readonly ShownError[] | undefined): readonly ShownError[] | undefined {
  const language = readerLanguage((context as RequestContext).req);
  return errors?.map((error) => toldIn(language, error));
}

async function run({
  schema,
  document,
  contextValue,
  request,
}: GraphQLRequestContext<object>): Promise<ExecutionResult> {
  if (!document) throw new Error('An operation without a document.');
  return executeOperation({
    schema,
    document,
    contextValue,
    variableValues: request.variables,
    operationName: request.operationName,
  });
}

function withinTime(limitMs: number, running: Promise<ExecutionResult>): Promise<ExecutionResult> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      resolve({ data: null, errors: [wrapped(timeExceeded(limitMs))] });
    }, limitMs);
    running.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}

/** Without data nothing ran: the operation's name or its variables were wrong. */
function reasonOf(result: ExecutionResult, operation: OperationDefinitionNode | undefined): Record<string, unknown> {
  if (result.data !== undefined) return {};
  return { code: operation ? 'BAD_USER_INPUT' : 'OPERATION_RESOLUTION_FAILURE' };
}

/** Postgres stores no U+0000, and whoever walks a value must come back. */
function checkValue(value: unknown, depth: number): void {
  if (typeof value === 'string' && value.includes('\0')) throw nulCharacter();
  if (typeof value !== 'object' || value === null) return;
  if (depth > LIMITS.variablesDepth) throw variablesTooDeep();
  for (const [key, inner] of Object.entries(value)) {
    if (key.includes('\0')) throw nulCharacter();
    checkValue(inner, depth + 1);
  }
}

async function asGraphQL(work: () => void): Promise<void> {
  try {
    await Promise.resolve().then(work);
  } catch (error) {
    throw wrapped(error as Error);
  }
}

const wrapped = (error: Error) =>
  new GraphQLError(error.message, { originalError: error, extensions: { http: { status: 400 } } });
