import { CommonsError, newId, type ErrorDetails } from '#kernel';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { batchingOff, LIMITS, tooManyTokens } from './limits';
import { log } from './log';

/** What Apollo calls the ways in which a request is not understood, and what we call them. */
const GRAPHQL_CODES = new Map([
  ['GRAPHQL_PARSE_FAILED', 'GRAPHQL.SYNTAX'],
  ['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL.NOT_VALID'],
  ['BAD_USER_INPUT', 'GRAPHQL.VARIABLES_INVALID'],
  ['OPERATION_RESOLUTION_FAILURE', 'GRAPHQL.OPERATION_UNKNOWN'],
  ['PERSISTED_QUERY_NOT_FOUND', 'GRAPHQL.PERSISTED_QUERY_NOT_SUPPORTED'],
  ['PERSISTED_QUERY_NOT_SUPPORTED', 'GRAPHQL.PERSISTED_QUERY_NOT_SUPPORTED'],
  ['BAD_REQUEST', 'GRAPHQL.BAD_REQUEST'],
]);

/** The body of every error, in GraphQL and in plain HTTP alike. */
export type ShownError = Pick<GraphQLFormattedError, 'message' | 'locations' | 'path'> & {
  readonly extensions: { readonly code: string; readonly kind: string; readonly details: ErrorDetails };
};

/** What a GraphQL client is shown of an error. */
export function formatError({ locations, path, extensions }: GraphQLFormattedError, error: unknown): ShownError {
  const place = { ...(locations && { locations }), ...(path && { path }) };
  const known = commonsErrorIn(error) ?? graphqlErrorIn(error, extensions?.['code']);
  return { ...(known ? shown(known) : hidden(error)), ...place };
}

export const shown = ({ message, code, kind, details }: CommonsError): ShownError => ({
  message,
  extensions: { code, kind, details },
});

/** A defect is ours to read, whole, in the log; a client gets the number to ask about. */
export function hidden(error: unknown): ShownError {
  const incidentId = newId();
  const cause = error instanceof GraphQLError && error.originalError ? error.originalError : error;
  log.error({ incidentId, err: cause, path: error instanceof GraphQLError ? error.path : undefined }, 'internal error');
  return {
    message: `Something broke on our side. Incident ${incidentId}.`,
    extensions: { code: 'INTERNAL', kind: 'internal', details: { incidentId } },
  };
}

/** GraphQL and Nest wrap what a resolver throws, some more than once. */
function commonsErrorIn(error: unknown): CommonsError | undefined {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause instanceof CommonsError ? cause : undefined;
}

function graphqlErrorIn(error: unknown, apolloCode: unknown): CommonsError | undefined {
  if (!(error instanceof GraphQLError)) return undefined;
  if (error.message.includes(`more that ${LIMITS.tokens} tokens`)) return tooManyTokens();
  if (error.message.startsWith('Operation batching disabled')) return batchingOff();
  const code = GRAPHQL_CODES.get(String(apolloCode)) ?? argumentCode(error);
  return code === undefined ? undefined : new CommonsError('invalid', code, error.message);
}

/**
 * graphql-js gives no code to an argument that only turns out wrong once its variable is known; its interpreter wraps
 * that error in another.
 */
function argumentCode({ message, originalError }: GraphQLError): string | undefined {
  const isTheirs = !originalError || originalError instanceof GraphQLError;
  return isTheirs && message.startsWith('Argument "') ? 'GRAPHQL.VARIABLES_INVALID' : undefined;
}
