import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RESOLVERS } from './api.module';
import { SCHEMA_OPTIONS } from './shared/graphql-options';
import { undescribed } from './shared/schema-report';

/** Found from the compiled file, dist/apps/api/src/print-schema.js. */
const FILE = join(__dirname, '../../../../apps/api/schema.graphql');
const HEADER = '# Printed from the code by `npm run schema`. Change the code, not this file.\n\n';

/** Prints the schema, or with `--check` compares it with the committed one. Needs no database. */
async function main(mode: 'print' | 'check'): Promise<void> {
  const schema = await buildSchema();
  const silent = undescribed(schema);
  if (silent.length > 0) throw new Error(`These have no description:\n  ${silent.join('\n  ')}`);
  const text = `${HEADER}${printSchema(lexicographicSortSchema(schema))}\n`;
  if (mode === 'print') writeFileSync(FILE, text);
  else if (read() !== text) throw new Error('apps/api/schema.graphql is not what the code says. Run `npm run schema`.');
}

async function buildSchema(): Promise<GraphQLSchema> {
  const app = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
  try {
    return await app.get(GraphQLSchemaFactory).create(RESOLVERS, SCHEMA_OPTIONS);
  } finally {
    await app.close();
  }
}

function read(): string | undefined {
  try {
    return readFileSync(FILE, 'utf8');
  } catch {
    return undefined;
  }
}

main(process.argv.includes('--check') ? 'check' : 'print').catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
