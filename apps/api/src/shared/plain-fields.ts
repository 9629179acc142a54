import { isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';

/**
 * Takes away the resolvers that only read the property of their own name, which Nest gives to every field: GraphQL does
 * the same without one, and compiled operations then read the property directly, several times faster.
 */
export function withPlainFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (onlyReadsItsName(field)) field.resolve = undefined;
    }
  }
  return schema;
}

/** Nest names them so; that the one at hand reads this very name and nothing else is tried out. */
function onlyReadsItsName({ name, resolve }: GraphQLField<unknown, unknown>): boolean {
  if (resolve?.name !== 'rootFieldResolver' || resolve.length !== 1) return false;
  const value = {};
  return (resolve as (source: unknown) => unknown)({ [name]: value }) === value;
}
