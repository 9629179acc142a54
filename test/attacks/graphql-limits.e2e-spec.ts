import { readConfig, Config } from '#platform';
import { ApolloServer } from '@apollo/server';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  Args,
  ArgsType,
  Field,
  GraphQLModule,
  GraphQLSchemaHost,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
} from '@nestjs/graphql';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { getIntrospectionQuery, graphql, parse, specifiedRules, validate, type GraphQLSchema } from 'graphql';
import { setTimeout as after } from 'node:timers/promises';
import { configureApi, httpAdapter } from '../../apps/api/src/shared/create-api';
import { timedExecution } from '../../apps/api/src/shared/execution';
import { graphqlOptions } from '../../apps/api/src/shared/graphql-options';
import { HttpErrors } from '../../apps/api/src/shared/http-errors';
import { LIMITS } from '../../apps/api/src/shared/limits';
import { log } from '../../apps/api/src/shared/log';
import { PageArgs, pageOf } from '../../apps/api/src/shared/page';
import { RequestContexts } from '../../apps/api/src/shared/request-context';
import { secondsOfWork } from '../support/seconds-of-work';

/** A schema that goes round in circles, as any that people like does. */
@ObjectType('Node', { description: 'A node.' })
class NodeType {
  @Field(() => String, { description: 'Its name.' })
  name: string;

  @Field(() => NodeType, { description: 'Itself.' })
  self: NodeType;

  @Field(() => [NodeType], { description: 'Many of itself.' })
  many: NodeType[];
}

@ObjectType('NodePage', { description: 'A page of nodes.' })
class NodePageType extends pageOf(NodeType) {}

@ArgsType()
class EchoArgs {
  @Field(() => String, { nullable: true, description: 'A text.' })
  text?: string | null;

  @Field(() => [Int], { nullable: true, description: 'Numbers.' })
  numbers?: number[] | null;
}

const node = { name: 'x' } as NodeType;
node.self = node;
node.many = [node, node];

@Resolver(() => NodeType)
class NodeResolver {
  @Query(() => NodeType, { description: 'The node.' })
  node(): NodeType {
    return node;
  }

  @Query(() => NodePageType, { description: 'Nodes.' })
  nodes(@Args() { first }: PageArgs): NodePageType {
    return { items: Array.from({ length: first }, () => node), nextCursor: null };
  }

  @Query(() => String, { nullable: true, description: 'The same text.' })
  echo(@Args() { text }: EchoArgs): string | null {
    return text ?? null;
  }

  @Mutation(() => Boolean, { description: 'Breaks.' })
  breaks(): boolean {
    throw new Error('duplicate key value violates unique constraint "person_email"');
  }
}

const contexts = { of: (req: unknown) => ({ req }) };

const start = async (mode: 'test' | 'production') => {
  const config = readConfig({ NODE_ENV: mode, GRANAIO_SECRET: 'x'.repeat(40) });
  @Module({
    providers: [
      { provide: RequestContexts, useValue: contexts },
      { provide: Config, useValue: config },
    ],
    exports: [RequestContexts, Config],
  })
  class ContextModule {}

  @Module({
    imports: [GraphQLModule.forRootAsync({ ...graphqlOptions, imports: [ContextModule] })],
    providers: [NodeResolver],
  })
  class NodeModule {}

  const app = await NestFactory.create<NestFastifyApplication>(NodeModule, httpAdapter(), { logger: false });
  app.useGlobalFilters(new HttpErrors());
  await configureApi(app, config).listen(0, '127.0.0.1');
  return { app, url: `${await app.getUrl()}/graphql` };
};

type Answer = {
  readonly status: number;
  readonly text: string;
  readonly data?: unknown;
  readonly errors?: { message: string; extensions: { code: string; kind: string; details: Record<string, unknown> } }[];
};

describe('attacks on the GraphQL endpoint', () => {
  let app: NestFastifyApplication;
  let url: string;
  let schema: GraphQLSchema;

  beforeAll(async () => {
    log.level = 'silent';
    ({ app, url } = await start('test'));
    schema = app.get(GraphQLSchemaHost, { strict: false }).schema;
  });
  afterAll(() => app.close());

  const post = async (body: unknown, headers: Record<string, string> = {}, at = url): Promise<Answer> => {
    const response = await fetch(at, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, text, ...(JSON.parse(text) as object) };
  };
  const codes = ({ errors }: Answer) => [...new Set(errors?.map(({ extensions }) => extensions.code))];
  const acceptedWithoutLimits = (query: string) => validate(schema, parse(query), specifiedRules).length === 0;

  const deep = `{ node ${'{ self '.repeat(LIMITS.depth)}{ name }${' }'.repeat(LIMITS.depth)} }`;
  const many = (part: (i: number) => string, count: number) =>
    Array.from({ length: count }, (_, i) => part(i)).join(' ');

  it.each([
    ['depth', deep, 'LIMIT.DEPTH', LIMITS.depth],
    ['aliases', `{ ${many((i) => `a${i}: node { name }`, 16)} }`, 'LIMIT.ALIASES', LIMITS.aliases],
    ['aliases of __typename', `{ ${many((i) => `a${i}: __typename`, 16)} }`, 'LIMIT.ALIASES', LIMITS.aliases],
    [
      'aliases in fragments',
      `{ node { ...A ...A ...A } } fragment A on Node { ...B ...B ...B } fragment B on Node { a: name b: name }`,
      'LIMIT.ALIASES',
      LIMITS.aliases,
    ],
    [
      'directives',
      `{ node { name ${'@include(if: true) '.repeat(1)} ${many(() => '... @skip(if: false) { name }', 21)} } }`,
      'LIMIT.DIRECTIVES',
      LIMITS.directives,
    ],
    ['cost of nested lists', '{ node { many { many { many { many { name } } } } } }', 'LIMIT.COST', LIMITS.cost],
    ['cost of pages', '{ nodes(first: 100) { items { many { many { name } } } } }', 'LIMIT.COST', LIMITS.cost],
    ['page size', '{ nodes(first: 101) { nextCursor } }', 'PAGE.SIZE_INVALID', LIMITS.pageSize],
    ['tokens', `{ echo(numbers: [${many(() => '1', LIMITS.tokens)}]) }`, 'LIMIT.TOKENS', LIMITS.tokens],
  ])('too much %s is accepted by a bare schema, and refused here with its number', async (_, query, code, limit) => {
    expect(acceptedWithoutLimits(query)).toBe(true);
    const answer = await post({ query });
    expect(codes(answer)).toEqual([code]);
    expect(answer.errors?.[0]?.extensions).toMatchObject({ kind: 'invalid', details: { limit } });
    expect(answer.status).toBe(400);
    expect(answer.data).toBeUndefined();
  });

  it('a page size in a variable is no way around', async () => {
    const query = 'query ($n: Int!) { nodes(first: $n) { items { many { many { name } } } } }';
    expect(await graphql({ schema, source: query, variableValues: { n: 5000 }, contextValue: {} })).not.toHaveProperty(
      'errors',
    );
    expect(codes(await post({ query, variables: { n: 100 } }))).toEqual(['LIMIT.COST']);
    expect(codes(await post({ query, variables: { n: 5000 } }))).toEqual(['PAGE.SIZE_INVALID']);
    expect(codes(await post({ query, variables: { n: -1 } }))).toEqual(['PAGE.SIZE_INVALID']);
    expect(codes(await post({ query, variables: { n: 2 } }))).toEqual([]);
  });

  it('asking again for what was refused is refused again, and what was allowed stays allowed', async () => {
    for (let i = 0; i < 3; i++) expect(codes(await post({ query: deep }))).toEqual(['LIMIT.DEPTH']);
    for (let i = 0; i < 3; i++)
      expect((await post({ query: '{ node { name } }' })).data).toEqual({ node: { name: 'x' } });
  });

  it('a large document is refused before it costs much', async () => {
    const fields = many(() => 'self { name }', 300);
    const before = process.cpuUsage();
    await post({ query: `{ node { ${fields} } }` });
    expect(secondsOfWork(before)).toBeLessThan(2);
  });

  it('a body that is too large, broken, a list, or nothing gets a code', async () => {
    expect(await post(JSON.stringify({ query: 'x'.repeat(LIMITS.bodyBytes) }))).toMatchObject({ status: 413 });
    expect(codes(await post(JSON.stringify({ query: 'x'.repeat(LIMITS.bodyBytes) })))).toEqual(['LIMIT.BODY']);
    expect(codes(await post('{"query":'))).toEqual(['HTTP.400']);
    expect(codes(await post([{ query: '{ node { name } }' }, { query: '{ node { name } }' }]))).toEqual([
      'LIMIT.BATCHING',
    ]);
    expect(codes(await post({}))).toEqual(['GRAPHQL.BAD_REQUEST']);
    expect(codes(await post({ query: { kind: 'Document' } }))).toEqual(['GRAPHQL.BAD_REQUEST']);
  });

  it('what is not understood is said, with a code of its own', async () => {
    expect(codes(await post({ query: '{' }))).toEqual(['GRAPHQL.SYNTAX']);
    expect(codes(await post({ query: '{ nothing }' }))).toEqual(['GRAPHQL.NOT_VALID']);
    expect(codes(await post({ query: 'query ($n: Int!) { nodes(first: $n) { nextCursor } }' }))).not.toContain(
      'INTERNAL',
    );
    expect(codes(await post({ query: 'query ($t: String) { echo(text: $t) }', variables: { t: { a: 1 } } }))).toEqual([
      'GRAPHQL.VARIABLES_INVALID',
    ]);
    expect(codes(await post({ query: '{ node { name } }', operationName: 'Other' }))).toEqual([
      'GRAPHQL.OPERATION_UNKNOWN',
    ]);
    expect(codes(await post({ query: 'query A { node { name } } query B { node { name } }' }))).toEqual([
      'GRAPHQL.OPERATION_UNKNOWN',
    ]);
    expect(
      codes(
        await post({ query: '{ node { name } }', extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }),
      ),
    ).toEqual(['GRAPHQL.PERSISTED_QUERY_NOT_SUPPORTED']);
  });

  it('U+0000 and bottomless variables are refused', async () => {
    const query = 'query ($t: String, $n: [Int]) { echo(text: $t) }';
    const bottomless = `{"query":"{ node { name } }","variables":{"x":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`;
    expect(codes(await post({ query, variables: { t: 'a\0b' } }))).not.toContain('INTERNAL');
    expect(codes(await post({ query: 'query ($t: String) { echo(text: $t) }', variables: { t: 'a\0b' } }))).toEqual([
      'TEXT.NUL_CHARACTER',
    ]);
    expect(codes(await post(bottomless))).toEqual(['LIMIT.VARIABLES_DEPTH']);
  });

  it('a defect is a number, and nothing else', async () => {
    const answer = await post({ query: 'mutation { breaks }' });
    expect(codes(answer)).toEqual(['INTERNAL']);
    expect(answer.text).not.toMatch(/duplicate|person_email|\.ts|node_modules|stacktrace/);
  });

  it('a page of another site cannot send what a form can send', async () => {
    const query = 'mutation { breaks }';
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const answer = await post(type.endsWith('urlencoded') ? `query=${query}` : JSON.stringify({ query }), {
        'content-type': type,
      });
      expect(codes(answer)).toEqual(['GRAPHQL.BAD_REQUEST']);
    }
    const get = await fetch(`${url}?query=${encodeURIComponent('{ node { name } }')}`);
    expect(get.status).toBe(400);
    expect(get.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('the schema is told in development, and in production neither by introspection nor by hints', async () => {
    expect((await post({ query: getIntrospectionQuery() })).data).toBeDefined();
    const production = await start('production');
    try {
      const hidden = await post({ query: getIntrospectionQuery() }, {}, production.url);
      expect(codes(hidden)).toEqual(['GRAPHQL.NOT_VALID']);
      expect((await post({ query: '{ nod }' }, {}, production.url)).text).not.toContain('Did you mean');
      expect((await post({ query: '{ node { name } }' }, {}, production.url)).data).toEqual({ node: { name: 'x' } });
    } finally {
      await production.app.close();
    }
  });

  it('every answer forbids what a page must not do', async () => {
    const { headers } = await fetch(url.replace('/graphql', '/nowhere'));
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('what takes too long is answered all the same', async () => {
    const slow = {
      typeDefs: 'type Query { slow: Int }',
      resolvers: { Query: { slow: () => after(3_000, 1, { ref: false }) } },
    };
    const server = new ApolloServer({ ...slow, plugins: [timedExecution(100)] });
    const { body } = await server.executeOperation({ query: '{ slow }' }, { contextValue: { req: { headers: {} } } });
    expect(body).toMatchObject({
      singleResult: { errors: [{ extensions: { code: 'LIMIT.TIME', kind: 'unavailable', details: { limit: 100 } } }] },
    });
    await server.stop();
  });
});
