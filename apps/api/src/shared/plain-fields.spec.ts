import { GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { withPlainFields } from './plain-fields';

/** As Nest makes them: reads one property of the source. */
function nests(property: string) {
  const rootFieldResolver = (source: Record<string, unknown>) => source[property];
  return rootFieldResolver;
}

describe('withPlainFields', () => {
  const own = () => 'made';
  const query = new GraphQLObjectType({
    name: 'Query',
    fields: {
      title: { type: GraphQLString, resolve: nests('title') },
      renamed: { type: GraphQLString, resolve: nests('title') },
      made: { type: GraphQLString, resolve: own },
      bare: { type: GraphQLString },
    },
  });

  it('takes away what GraphQL does by itself, and nothing else', () => {
    const fields = withPlainFields(new GraphQLSchema({ query })).getQueryType()?.getFields();
    expect(fields?.title?.resolve).toBeUndefined();
    expect(fields?.renamed?.resolve).toBeDefined();
    expect(fields?.made?.resolve).toBe(own);
    expect(fields?.bare?.resolve).toBeUndefined();
  });
});
