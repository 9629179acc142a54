import { buildSchema, getIntrospectionQuery, Kind, parse, validate, type FragmentDefinitionNode } from 'graphql';
import { LIMITS } from './limits';
import { extentOf, shapeLimits } from './measure';

const schema = buildSchema('type Query { self: Query, name(of: String): String }');
const fields = (depth: number) => `${'{ self '.repeat(depth - 1)}{ name }${' }'.repeat(depth - 1)}`;
const problems = (text: string) =>
  validate(schema, parse(text), [shapeLimits]).map(
    (error) => (error.originalError as { code?: string; details?: { limit?: number } } | undefined)?.code,
  );

describe('the shape of a document', () => {
  it('may be as deep as the limit, and no deeper, in fragments too', () => {
    expect(problems(fields(LIMITS.depth))).toEqual([]);
    expect(problems(fields(LIMITS.depth + 1))).toEqual(['LIMIT.DEPTH']);
    const inFragment = `{ self { ...F } } fragment F on Query ${fields(LIMITS.depth)}`;
    expect(problems(inFragment)).toEqual(['LIMIT.DEPTH']);
  });

  it('leaves the introspection of every client alone', () => {
    expect(problems(getIntrospectionQuery())).toEqual([]);
  });

  it('counts aliases as if fragments were written out', () => {
    const doubling = `{ ...A ...A } fragment A on Query { ...B ...B } fragment B on Query { a: name b: name c: name d: name }`;
    expect(problems(doubling)).toEqual(['LIMIT.ALIASES']);
    expect(problems('{ __typename: name }')).toEqual([]);
    expect(problems(`{ ${Array.from({ length: 16 }, (_, i) => `__typename_${i}: __typename`).join(' ')} }`)).toEqual([
      'LIMIT.ALIASES',
    ]);
  });

  it('counts directives', () => {
    expect(problems(`{ name ${'@skip(if: false) '.repeat(21)} }`)).toEqual(['LIMIT.DIRECTIVES']);
  });

  it('refuses U+0000 in a text', () => {
    expect(problems(String.raw`{ name(of: "a\u0000b") }`)).toEqual(['TEXT.NUL_CHARACTER']);
  });

  it('measures a thousand doublings, and a cycle, in no time', () => {
    const chain = Array.from({ length: 1000 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`).join(
      ' ',
    );
    const { definitions } = parse(`{ ...F0 } ${chain} fragment F1000 on Query { a: name ...F0 }`);
    const byName = new Map(
      definitions
        .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
        .map((node) => [node.name.value, node]),
    );
    const [operation] = definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
    expect(extentOf(operation.selectionSet, (name) => byName.get(name)).aliases).toBeGreaterThan(1e100);
  });
});
