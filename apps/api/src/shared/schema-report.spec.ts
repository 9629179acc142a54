import { buildSchema } from 'graphql';
import { undescribed } from './schema-report';

describe('undescribed', () => {
  it('names every type, field and argument that says nothing', () => {
    const schema = buildSchema(`
      type Query { "Found by name." cats(name: String, "How many." first: Int): [Cat!]!, dogs: Int }
      type Cat { "Its name." name: String }
      "What a cat is made of."
      input CatInput { name: String }
    `);
    expect(undescribed(schema).sort()).toEqual(['Cat', 'CatInput.name', 'Query.cats.name', 'Query.dogs']);
  });
});
