import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

type Described = { readonly name: string; readonly description?: string | null | undefined };

/** @returns the places of a schema that say nothing about themselves: types, fields, arguments, enum values */
export function undescribed(schema: GraphQLSchema): string[] {
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  return Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .flatMap((type) => [...(roots.has(type as never) ? [] : silent(type.name, [type], '')), ...insideOf(type)]);
}

function insideOf(type: GraphQLNamedType): string[] {
  if (isEnumType(type)) return silent(type.name, type.getValues());
  if (isInputObjectType(type)) return silent(type.name, Object.values(type.getFields()));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const fields = Object.values(type.getFields());
  return [...silent(type.name, fields), ...fields.flatMap(({ name, args }) => silent(`${type.name}.${name}`, args))];
}

const silent = (place: string, things: readonly Described[], separator = '.'): string[] =>
  things
    .filter(({ description }) => !description?.trim())
    .map(({ name }) => (separator === '' ? place : `${place}${separator}${name}`));
