import { IdentityService } from '#identity';
import type { OrganisationId, PersonId } from '#kernel';
import type { GraphQLObjectType } from 'graphql';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { STATUTE } from '../support/body-records';
import { questions } from '../support/id-questions';
import { ask, at, isThere, type Answer } from '../support/matrix/ask';
import { pathsFor, queryAt, type Path } from '../support/matrix/paths';
import { MUTATIONS, rootsOf, WITHOUT_OBJECT } from '../support/matrix/places';
import { asked, fieldsOf, objectTypes, printedSchema } from '../support/matrix/schema';
import { Member } from '../support/member';
import { threeCooperatives } from '../support/social-services';
import { EVERYTHING, grownFederation, neighbourhood, theirs, type Ids } from '../support/two-federations';
import { World } from '../support/world';

/** Whoever may least is asked first, because the last of them may change something. */
const ACTORS = ['nobody', 'stranger', 'researcher', 'reader', 'auditor', 'member', 'steward'] as const;
type Who = (typeof ACTORS)[number];

const FILE = join(__dirname, 'matrix.txt');
const schema = printedSchema();

/**
 * Every query, mutation and field of the printed schema, as every kind of actor is answered: a code, `shown` or `null`.
 * The expected answers are data, beside this file; a field that is new has no line there, and fails. With MATRIX=write the
 * answers of this run are written, for somebody to read before they are committed.
 */
describe('who is answered what', () => {
  let world: World;
  let ids: Ids;
  let actors: Record<Who, Member>;
  let paths: ReadonlyMap<string, Path>;
  const answers = new Map<string, readonly string[]>();

  beforeAll(async () => {
    world = await World.start({ policy: EVERYTHING, statute: STATUTE });
    const cooperatives = await threeCooperatives(world);
    const [aurora, dora, sangone] = cooperatives;
    const neighbours = await neighbourhood(world);
    const neighbour = await world.person('Vera', neighbours.organisation, 'member', 'steward');
    ids = { ...(await grownFederation(world, cooperatives)), ...(await theirs(world, neighbours, neighbour)) };
    const elsewhere = await world.organisation('Altrove', { affiliated: false });
    actors = {
      nobody: new Member('' as PersonId, '', world.app),
      stranger: await world.person('Ugo', elsewhere, 'member', 'steward', 'researcher'),
      researcher: await world.person('Rina', await universityIn(world), 'researcher'),
      reader: await readerOf(world, aurora.steward),
      auditor: await world.person('Aldo', sangone.id, 'auditor'),
      member: await world.person('Mara', dora.id, 'member'),
      steward: aurora.steward,
    };
    paths = await pathsFor(world, actors.steward, schema, rootsOf(ids, { holder: dora.steward }));
  });
  afterAll(() => world.stop());

  const each = async (question: (who: Member) => Promise<string>): Promise<string[]> => {
    const said: string[] = [];
    for (const who of ACTORS) said.push(await question(actors[who]));
    return said;
  };

  it('comes to an object of every type, but for those that are listed', () => {
    const missed = objectTypes(schema).filter(({ name }) => !paths.has(name));
    expect(missed.map(({ name }) => name).sort()).toEqual([...WITHOUT_OBJECT].sort());
  });

  it('asks every query', async () => {
    const roots = rootsOf(ids, { holder: actors.steward });
    for (const field of fieldsOf(schema.getQueryType() as GraphQLObjectType)) {
      const query = `{ ${asked(field, roots.get(field.name)?.[0])} }`;
      answers.set(`Query.${field.name}`, await each(async (by) => outcome(await ask(world, by, query), [field.name])));
    }
  });

  it('asks every field', async () => {
    for (const type of objectTypes(schema)) {
      const path = paths.get(type.name);
      for (const field of path ? fieldsOf(type) : []) {
        const query = path ? queryAt(path, asked(field)) : '';
        const names = [...(path?.names ?? []), field.name];
        answers.set(`${type.name}.${field.name}`, await each(async (by) => outcome(await ask(world, by, query), names)));
      }
    }
  }, 600_000);

  it('tries every mutation', async () => {
    const known = { ...questions(ids), ...MUTATIONS };
    for (const field of fieldsOf(schema.getMutationType() as GraphQLObjectType)) {
      const name = Object.keys(known).find((line) => line.startsWith(`Mutation.${field.name}(`));
      const question = name === undefined ? undefined : known[name];
      if (!question) throw new Error(`Say how to ask for ${field.name}.`);
      const { query, variables, existing } = question;
      const said = await each(async (by) => outcome(await ask(world, by, query, variables(existing)), [field.name]));
      answers.set(`Mutation.${field.name}`, said);
    }
  });

  it('finds the answers that were agreed on', () => {
    const table = tableOf(answers);
    if (process.env['MATRIX'] === 'write') writeFileSync(FILE, table);
    expect(table.split('\n')).toEqual((existsSync(FILE) ? readFileSync(FILE, 'utf8') : '').split('\n'));
  });

  it('never breaks', () => {
    expect([...answers].filter(([, said]) => said.some((code) => code.startsWith('INTERNAL')))).toEqual([]);
  });
});

/** A code where something on the way was refused; `null` where there is nothing to show. */
function outcome({ data, errors }: Answer, names: readonly string[]): string {
  const [error] = errors;
  if (error) return error.extensions.code;
  return isThere(at(data, names)) ? 'shown' : 'null';
}

function tableOf(answers: ReadonlyMap<string, readonly string[]>): string {
  const rows = [['', ...ACTORS], ...[...answers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([line, said]) => [line, ...said])];
  const widths = ['', ...ACTORS].map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n') + '\n';
}

async function universityIn({ database }: World): Promise<OrganisationId> {
  const [row] = await database.query<{ id: OrganisationId }>(
    `select organisation_id as id from identity.membership where role = 'researcher' order by joined_on, id limit 1`,
  );
  return row?.id ?? ('' as OrganisationId);
}

/** The steward's own token, for reading only. */
async function readerOf({ app, clock }: World, { id }: Member): Promise<Member> {
  const identities = app.get(IdentityService);
  const { token } = await identities.createApiToken(await identities.identityOf(id), {
    ...{ name: 'reader', scopes: ['read'], expiresAt: new Date(Date.now() + clock.offsetMs + 30 * 86_400_000) },
  });
  return new Member(id, token, app);
}
