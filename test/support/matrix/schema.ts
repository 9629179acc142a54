import {
  buildSchema,
  getNamedType,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type AnyField = GraphQLField<unknown, unknown>;

/** The schema as it is printed, which is what the matrix is made of. */
export const printedSchema = (): GraphQLSchema =>
  buildSchema(readFileSync(join(__dirname, '../../../apps/api/schema.graphql'), 'utf8'));

/** Its own object types, without queries and mutations. */
export const objectTypes = (schema: GraphQLSchema): GraphQLObjectType[] =>
  Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__') && !['Query', 'Mutation'].includes(name));

export const fieldsOf = (type: GraphQLObjectType): AnyField[] => Object.values(type.getFields());

/** The object types that a field answers with, and what has to be said to be within one of several. */
export function targetsOf(field: AnyField): (readonly [GraphQLObjectType, readonly string[]])[] {
  const type = getNamedType(field.type);
  if (isObjectType(type)) return [[type, []]];
  return isUnionType(type) ? type.getTypes().map((one) => [one, [`... on ${one.name}`]] as const) : [];
}

/** Arguments that a field cannot be asked without, whatever it is a field of. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  ...{ language: 'EN', from: '1', to: '2' },
  sectionId: '"00000000-0000-7000-8000-000000000000"',
};

/**
 * A field as one asks for it, with nothing of what is within.
 *
 * @param given arguments as text, for this very field
 */
export function asked(field: AnyField, given?: string): string {
  const args = given ?? field.args.filter(isRequiredArgument).map(valued(field)).join(', ');
  const inner = isCompositeType(getNamedType(field.type)) ? ' { __typename }' : '';
  return `${field.name}${args ? `(${args})` : ''}${inner}`;
}

const valued =
  (field: AnyField) =>
  ({ name }: { readonly name: string }): string => {
    const value = ARGUMENTS[name];
    if (value === undefined) throw new Error(`Give ${field.name} a value for ${name}: in test/support/matrix.`);
    return `${name}: ${value}`;
  };
