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
    const fields = withPlainFields(new GraphQLSchema({ query })).getQueryType()?.getFields() ?? {};
    const kept = Object.values(fields).filter(({ resolve }) => resolve);
    expect(kept.map(({ name }) => name)).toEqual(['renamed', 'made']);
  });
});
