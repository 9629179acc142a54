import {
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

type Described = { readonly name: string; readonly description?: string | null | undefined };

/** @returns the places of a schema that say nothing about themselves: types, fields, arguments */
export function undescribed(schema: GraphQLSchema): string[] {
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  return Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .flatMap((type) => [...(roots.has(type as never) || type.description ? [] : [type.name]), ...insideOf(type)]);
}

function insideOf(type: GraphQLNamedType): string[] {
  if (isInputObjectType(type)) return silent(type.name, Object.values(type.getFields()));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const fields = Object.values(type.getFields());
  return [...silent(type.name, fields), ...fields.flatMap(({ name, args }) => silent(`${type.name}.${name}`, args))];
}

const silent = (place: string, things: readonly Described[]): string[] =>
  things.filter(({ description }) => !description?.trim()).map(({ name }) => `${place}.${name}`);
