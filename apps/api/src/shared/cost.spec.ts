import { buildSchema, parse, type OperationDefinitionNode } from 'graphql';
import fc from 'fast-check';
import { costOf } from './cost';

const schema = buildSchema(`
  type Query { me: Person, people(first: Int! = 20, after: String): Page! }
  type Page { items: [Person!]!, nextCursor: String }
  type Person { name: String, tags: [String!]!, friends(first: Int! = 20): Page!, pets: [Pet!]! }
  type Pet { name: String }
`);
const cost = (text: string, variables: Record<string, unknown> = {}) => {
  const document = parse(text);
  return costOf({ schema, document, operation: document.definitions[0] as OperationDefinitionNode, variables });
};

describe('costOf', () => {
  it('is the number of fields that may be answered', () => {
    expect(cost('{ me { name tags } }')).toBe(3);
    expect(cost('{ me { pets { name } } }')).toBe(1 + 1 + 10);
  });

  it('takes the size of a page from wherever it is written', () => {
    const ten = 1 + (1 + 10 * 1);
    expect(cost('{ people(first: 10) { items { name } } }')).toBe(ten);
    expect(cost('query ($n: Int!) { people(first: $n) { items { name } } }', { n: 10 })).toBe(ten);
    expect(cost('query ($n: Int! = 10) { people(first: $n) { items { name } } }')).toBe(ten);
    expect(cost('{ people { items { name } } }')).toBe(1 + (1 + 20 * 1));
    expect(cost('{ people(first: 50) { nextCursor } }')).toBe(1 + 50);
  });

  it('multiplies pages inside pages, through fragments', () => {
    const text = '{ people(first: 100) { ...P } } fragment P on Page { items { friends(first: 100) { nextCursor } } }';
    expect(cost(text)).toBe(1 + (1 + 100 * (1 + 100)));
  });

  it.each([{ n: 0 }, { n: 101 }, { n: -1 }, { n: '7' }])('refuses a page of %j', (variables) => {
    const text = 'query ($n: Int!) { people(first: $n) { nextCursor } }';
    expect(() => cost(text, variables)).toThrow(expect.objectContaining({ code: 'PAGE.SIZE_INVALID' }));
  });

  it('never falls when a page grows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), (n) => {
        const text = 'query ($n: Int!) { people(first: $n) { items { name } } }';
        expect(cost(text, { n: n + 1 })).toBeGreaterThan(cost(text, { n }));
      }),
    );
  });
});
