import type { GraphQLObjectType } from 'graphql';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { STATUTE } from '../support/body-records';
import { ACTORS, actorsIn, type Who } from '../support/matrix/actors';
import { ask, outcome, refusedBefore } from '../support/matrix/ask';
import { pathsFor, queryAt, type Path } from '../support/matrix/paths';
import { attempts, rootsOf, WITHOUT_OBJECT } from '../support/matrix/places';
import { FILES, ROUTES, routesOf, visit } from '../support/matrix/routes';
import { asked, fieldsOf, objectTypes, printedSchema } from '../support/matrix/schema';
import { differences, read, written } from '../support/matrix/table';
import type { Member } from '../support/member';
import { threeCooperatives } from '../support/social-services';
import { EVERYTHING, grownFederation, neighbourhood, theirs, type Ids } from '../support/two-federations';
import { World } from '../support/world';

const FILE = join(__dirname, 'matrix.txt');
const HOW =
  'Run it with MATRIX=write, read what was answered to whom, and commit the lines in test/attacks/matrix.txt.';

/** What those who change nothing may do all the same: of their own. */
const OWN: Readonly<Record<'nobody' | 'stranger' | 'reader' | 'auditor', readonly string[]>> = {
  nobody: ['requestSignIn'],
  stranger: ['requestSignIn', 'saveSearch', 'setNotificationPreference'],
  reader: ['requestSignIn'],
  auditor: [
    ...['requestSignIn', 'saveSearch', 'setNotificationPreference'],
    ...['verifyCertificate', 'verifyDestruction'],
  ],
};

/** What is refused, and remembered as refused: an assembly should know what was asked of it in vain. */
const REMEMBERED = ['requestExtract', 'requestMicrodata'];

/** After these, what others try would be refused for another reason. */
const LAST = [
  ...['deleteMappingProfile', 'deleteSavedSearch', 'closeNeed', 'endHarvestSource', 'endOrganisationGroup'],
  ...['withdrawContribution', 'withdrawPurposes', 'withdrawRows', 'reinstateDataset'],
  ...['rejectApplication', 'withdrawDataset', 'closeAssembly', 'signOut'],
];

const schema = printedSchema();

/**
 * Every query, mutation and field of the printed schema, and every route beside it, as every kind of actor is answered. The
 * expected answers are data, in matrix.txt: `shown`, `–` for nothing, `.` where there is no such object, or the code of a
 * refusal; of a mutation `done`, of a route its status.
 */
describe('who is answered what', () => {
  let world: World;
  let ids: Ids;
  let actors: Record<Who, Member>;
  let paths: ReadonlyMap<string, Path>;
  const answers = new Map<string, readonly string[]>();
  /** Of each mutation that left any: its name, and the events. */
  const leftTraces = new Map<Who, readonly (readonly string[])[]>();

  beforeAll(async () => {
    world = await World.start({ policy: EVERYTHING, statute: STATUTE });
    const cooperatives = await threeCooperatives(world);
    const neighbours = await neighbourhood(world);
    const neighbour = await world.person('Vera', neighbours.organisation, 'member', 'steward');
    ids = { ...(await grownFederation(world, cooperatives)), ...(await theirs(world, neighbours, neighbour)) };
    actors = await actorsIn(world, ids, cooperatives);
    await world.settle();
    paths = await pathsFor(world, [actors.steward, actors.applicant, actors.auditor], schema, rootsOf(ids));
  });
  afterAll(() => world.stop());

  const each = async (question: (by: Member) => Promise<string>): Promise<string[]> => {
    const said: string[] = [];
    for (const who of ACTORS) said.push(await question(actors[who]));
    return said;
  };

  it('comes to an object of every type, but for those that are listed with a reason', () => {
    const missed = objectTypes(schema).filter(({ name }) => !paths.has(name));
    expect(missed.map(({ name }) => name).sort()).toEqual(Object.keys(WITHOUT_OBJECT).sort());
  });

  it('asks every query', async () => {
    const roots = rootsOf(ids);
    for (const field of fieldsOf(schema.getQueryType() as GraphQLObjectType)) {
      const query = `{ ${asked(field, roots.get(field.name)?.[0])} }`;
      answers.set(`Query.${field.name}`, await each(async (by) => outcome(await ask(world, by, query), [field.name])));
    }
  });

  it('asks every field', async () => {
    for (const type of objectTypes(schema)) {
      const path = paths.get(type.name);
      if (!path) continue;
      const said = new Map<Who, readonly string[]>();
      for (const who of ACTORS) said.set(who, await fieldsAs(world, actors[who], type, path));
      for (const [at, { name }] of fieldsOf(type).entries()) {
        answers.set(
          `${type.name}.${name}`,
          ACTORS.map((who) => said.get(who)?.[at] ?? ''),
        );
      }
    }
  });

  it('visits every address beside GraphQL', async () => {
    expect(Object.keys(ROUTES).sort()).toEqual(routesOf(world.app).sort());
    for (const [line, address] of Object.entries({ ...ROUTES, ...FILES })) {
      answers.set(line, await each((by) => visit(world.app, by, line, address(ids))));
    }
  });

  it('tries every mutation', async () => {
    // Questions and visits have jobs done, too.
    await world.settle();
    const attempt = attempts(ids);
    const mutations = fieldsOf(schema.getMutationType() as GraphQLObjectType).map(({ name }) => name);
    const inOrder = [...mutations.filter((name) => !LAST.includes(name)), ...LAST];
    for (const who of ACTORS) {
      for (const name of inOrder) {
        const { query, variables, existing } = attempt(name);
        const before = (await eventsIn(world)).length;
        const answer = await ask(world, actors[who], query, variables(existing));
        // What jobs do of it is told of it, and not of what is tried next.
        await world.settle();
        const [error] = answer.errors;
        const place = `Mutation.${name}`;
        answers.set(place, [...(answers.get(place) ?? []), error ? error.extensions.code : 'done']);
        const events = (await eventsIn(world)).slice(before);
        if (events.length > 0) leftTraces.set(who, [...(leftTraces.get(who) ?? []), [name, ...events]]);
      }
    }
  });

  it('finds the answers that were agreed on', () => {
    if (process.env['MATRIX'] === 'write') writeFileSync(FILE, written(ACTORS, answers));
    const agreed = read(existsSync(FILE) ? readFileSync(FILE, 'utf8') : '');
    const found = differences(ACTORS, agreed, answers);
    expect(found.length > 0 ? [...found, HOW] : []).toEqual([]);
  });

  it('never breaks', () => {
    expect([...answers].filter(([, said]) => said.some((answer) => answer.startsWith('INTERNAL')))).toEqual([]);
  });

  it.each(['nobody', 'stranger', 'reader', 'auditor'] as const)(
    'has %s change nothing but what is their own',
    (who) => {
      const at = ACTORS.indexOf(who);
      const done = [...answers].filter(([place, said]) => place.startsWith('Mutation.') && said[at] === 'done');
      expect(done.map(([place]) => place.replace('Mutation.', ''))).toEqual(OWN[who]);
      const traces = leftTraces.get(who)?.filter(([name = '']) => ![...OWN[who], ...REMEMBERED].includes(name));
      expect(traces ?? []).toEqual([]);
    },
  );
});

const eventsIn = async ({ database }: World): Promise<string[]> => {
  const events = await database.query<{ event: string }>(
    `select type || ' by ' || by as event from platform.event order by seq`,
  );
  return events.map(({ event }) => event);
};

/** All fields in one request; one by one, where something among them is refused. */
async function fieldsAs(world: World, by: Member, type: GraphQLObjectType, path: Path): Promise<string[]> {
  const fields = fieldsOf(type);
  const placeOf = (name: string) => [...path.names, name];
  const together = await ask(world, by, queryAt(path, fields.map((field) => asked(field)).join(' ')));
  if (together.errors.length === 0 || refusedBefore(together, path.names)) {
    return fields.map(({ name }) => outcome(together, placeOf(name)));
  }
  const said: string[] = [];
  for (const field of fields) {
    said.push(outcome(await ask(world, by, queryAt(path, asked(field))), placeOf(field.name)));
  }
  return said;
}
