import {
  execute,
  getNamedType,
  getOperationAST,
  isInputObjectType,
  Kind,
  OperationTypeNode,
  typeFromAST,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
  type NamedTypeNode,
  type OperationDefinitionNode,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';

type Execute = (request: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult>;

/** By document, which Apollo keeps for the texts it has seen lately; forgotten with it. */
const compiled = new WeakMap<DocumentNode, Map<string, Execute>>();

/**
 * Executes an operation. The document of a query is compiled when it comes the second time: what clients ask again and
 * again is answered several times faster, and what is asked once is not worth compiling.
 */
export function executeOperation(request: ExecutionArgs): ExecutionResult | Promise<ExecutionResult> {
  const { document, operationName } = request;
  const known = compiled.get(document);
  if (!known) {
    compiled.set(document, new Map());
    return execute(request);
  }
  const name = operationName ?? '';
  const run = known.get(name) ?? compile(request);
  if (!run) return execute(request);
  known.set(name, run);
  return run(request);
}

/**
 * What cannot be compiled (an unknown operation name, say) is left to the interpreter, which answers with its error. So
 * are mutations, and queries whose variables hold objects or must not be null but have a default: the compiler does not
 * know of such defaults, and would refuse the second time what it took the first.
 */
function compile({ schema, document, operationName }: ExecutionArgs): Execute | undefined {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.QUERY || hasUnknownDefaults(schema, operation)) return undefined;
  const query = compileQuery(schema, document, operationName ?? undefined);
  return isCompiledQuery(query) ? running(query) : undefined;
}

const hasUnknownDefaults = (schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode): boolean =>
  variableDefinitions.some(
    ({ type, defaultValue }) =>
      (type.kind === Kind.NON_NULL_TYPE && defaultValue) ||
      isInputObjectType(getNamedType(typeFromAST(schema, type as NamedTypeNode))),
  );

const running =
  ({ query }: CompiledQuery): Execute =>
  ({ contextValue, variableValues }) =>
    query(undefined, contextValue, variableValues);
