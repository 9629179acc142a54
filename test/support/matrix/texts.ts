import { newId } from '#kernel';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  parse,
  valueFromASTUntyped,
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
  type OperationDefinitionNode,
} from 'graphql';

type AnyField = GraphQLField<unknown, unknown>;
type Values = Record<string, unknown>;

/** Where a text can stand in what a field is asked with: `['input', 'mapping', 'columns', 0, 'from']`. */
export type Place = readonly (string | number)[];

const TEXTS = ['String', 'ID', 'JSON', 'JSONObject', 'Date', 'DateTime'];

/** Every place of a field’s arguments that takes a text, in inputs and lists too. */
export const placesOfTexts = ({ args }: AnyField): Place[] =>
  args.flatMap(({ name, type }) => placesWithin(type, [name]));

function placesWithin(type: GraphQLInputType, path: Place): Place[] {
  if (isNonNullType(type)) return placesWithin(type.ofType, path);
  if (isListType(type)) return placesWithin(type.ofType, [...path, 0]);
  if (!isInputObjectType(type)) return TEXTS.includes(type.name) ? [path] : [];
  return Object.values(type.getFields()).flatMap((field) => placesWithin(field.type, [...path, field.name]));
}

/** What a query written for one field says in its arguments, its variables filled in. */
export function argumentsOf(query: string, variables: object): Values {
  const operation = parse(query).definitions[0] as OperationDefinitionNode;
  const field = operation.selectionSet.selections[0] as FieldNode;
  return Object.fromEntries(
    (field.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value, variables as Values)]),
  );
}

/** The same with all arguments as variables, so that any of them can be anything. */
export function askedWith(root: 'query' | 'mutation', { name, args, type }: AnyField): string {
  const inner = isInputObjectType(getNamedType(type) as never) || hasFields(type) ? ' { __typename }' : '';
  if (args.length === 0) return `${root} { ${name}${inner} }`;
  const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const given = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  return `${root} (${declared}) { ${name}(${given})${inner} }`;
}

const hasFields = (type: AnyField['type']) => 'getFields' in getNamedType(type) || 'getTypes' in getNamedType(type);

/** Arguments that are valid but for a text at one place; what leads there is made, if it is not there. */
export function withText({ args }: AnyField, values: object, place: Place, text: string): Values {
  const root = { ...values } as Values;
  const [first = '', ...rest] = place;
  const type = args.find(({ name }) => name === first)?.type;
  if (type) root[first] = written(type, root[first], rest, text);
  return root;
}

function written(type: GraphQLInputType, value: unknown, place: Place, text: string): unknown {
  if (isNonNullType(type)) return written(type.ofType, value, place, text);
  const [step, ...rest] = place;
  if (isListType(type)) {
    const [head, ...tail] = Array.isArray(value) ? (value as unknown[]) : [];
    return [written(type.ofType, head, rest, text), ...tail];
  }
  if (!isInputObjectType(type)) return type.name.startsWith('JSON') ? inside(type.name, value, text) : text;
  const whole = (value ?? sample(type)) as Values;
  const field = type.getFields()[String(step)];
  return field ? { ...whole, [field.name]: written(field.type, whole[field.name], rest, text) } : whole;
}

/** In a document the text is a name and a value. */
const inside = (type: string, value: unknown, text: string) =>
  type === 'JSON' ? text : { ...(typeof value === 'object' ? value : {}), it: text, title: text, [text]: text };

/** Something of a type, with no more in it than there must be. */
function sample(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return sample(type.ofType);
  if (isListType(type)) return [sample(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type)) return SAMPLES[type.name]?.() ?? 'Testo';
  const required = Object.values(type.getFields()).filter(isRequiredInputField);
  return Object.fromEntries(required.map((field) => [field.name, sample(field.type)]));
}

const SAMPLES: Readonly<Record<string, () => unknown>> = {
  ID: newId,
  Int: () => 1,
  SafeInt: () => 1,
  Boolean: () => false,
  Date: () => '2026-11-22',
  DateTime: () => '2026-11-22T10:00:00Z',
  JSON: () => ({}),
  JSONObject: () => ({}),
};
