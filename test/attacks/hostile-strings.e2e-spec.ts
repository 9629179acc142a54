import type { GraphQLObjectType } from 'graphql';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { log } from '../../apps/api/src/shared/log';
import { STATUTE } from '../support/body-records';
import { actorsIn } from '../support/matrix/actors';
import { ask } from '../support/matrix/ask';
import { attempts, rootsOf } from '../support/matrix/places';
import { asked, fieldsOf, printedSchema } from '../support/matrix/schema';
import { argumentsOf, askedWith, placesOfTexts, withText } from '../support/matrix/texts';
import type { Member } from '../support/member';
import { threeCooperatives } from '../support/social-services';
import { EVERYTHING, grownFederation, neighbourhood, theirs, type Ids } from '../support/two-federations';
import { World } from '../support/world';

const HOSTILE = resolve(__dirname, '../../../shared/data/hostile_input/blns.json');
const here = existsSync(HOSTILE) ? it : it.skip;
const OF_EACH = 12;
/** After these there is less to try the others on. */
const LAST = ['withdrawContribution', 'withdrawPurposes', 'withdrawRows', 'withdrawDataset'];

const schema = printedSchema();
const hostile = existsSync(HOSTILE) ? (JSON.parse(readFileSync(HOSTILE, 'utf8')) as string[]) : [];

type Try = { readonly place: string; readonly query: string; readonly variables: (text: string) => object };

/** Whatever stands in any text of any query or mutation is answered, or refused by a code of ours. */
describe('hostile texts in every place that takes one', () => {
  let world: World;
  let ids: Ids;
  let steward: Member;
  let applicant: Member;
  let consortium: Member;
  let errors: jest.SpyInstance;

  beforeAll(async () => {
    if (hostile.length === 0) console.warn(`Nothing is tried: ${HOSTILE} is not here.`);
    world = await World.start({ policy: EVERYTHING, statute: STATUTE });
    const cooperatives = await threeCooperatives(world);
    const neighbours = await neighbourhood(world);
    const neighbour = await world.person('Vera', neighbours.organisation, 'member', 'steward');
    ids = { ...(await grownFederation(world, cooperatives)), ...(await theirs(world, neighbours, neighbour)) };
    ({ steward, applicant } = await actorsIn(world, ids, cooperatives));
    const support = await world.organisation('Consorzio', { kind: 'enablingOrganisation' });
    consortium = await world.person('Bea', support, 'steward');
    errors = jest.spyOn(log, 'error');
  });
  afterAll(() => world.stop());

  const queries = (): Try[] => {
    const roots = rootsOf(ids);
    return fieldsOf(schema.getQueryType() as GraphQLObjectType).flatMap((field) => {
      const valid = argumentsOf(`{ ${asked(field, roots.get(field.name)?.[0])} }`, {});
      return triesOf('query', field, valid);
    });
  };
  const mutations = (): Try[] => {
    const attempt = attempts(ids);
    const fields = fieldsOf(schema.getMutationType() as GraphQLObjectType);
    const late = fields.filter(({ name }) => LAST.includes(name));
    return [...fields.filter(({ name }) => !LAST.includes(name)), ...late].flatMap((field) => {
      const { query, variables, existing } = attempt(field.name);
      return triesOf('mutation', field, argumentsOf(query, variables(existing)));
    });
  };

  /** Who gets furthest with it, and now and then somebody else. */
  const whoFor = (place: string, at: number): Member => {
    if (/[hH]arvest/.test(place)) return consortium;
    return at % 3 === 2 ? applicant : steward;
  };

  here.each(['queries', 'mutations'] as const)(
    'are answered, or refused by their code: %s',
    async (which) => {
      const tries = which === 'queries' ? queries() : mutations();
      expect(tries.length).toBeGreaterThan(50);
      const wrong: string[] = [];
      for (const [nth, { place, query, variables }] of tries.entries()) {
        for (let at = 0; at < OF_EACH; at += 1) {
          // Neighbours in the list are of one kind: each place gets some of many.
          const text = hostile[(nth * 7 + at * 43) % hostile.length] ?? '';
          const { errors: raised } = await ask(world, whoFor(place, at), query, variables(text));
          const code = raised[0]?.extensions.code ?? 'done';
          if (!/^[A-Z][A-Z_]*\.[A-Z_]+$|^done$/.test(code)) wrong.push(`${place}: ${code} for ${JSON.stringify(text)}`);
        }
      }
      expect([...new Set(wrong)]).toEqual([]);
      expect(errors).not.toHaveBeenCalled();
      expect((await world.app.inject('/health')).statusCode).toBe(200);
    },
    400_000,
  );
});

const triesOf = (root: 'query' | 'mutation', field: ReturnType<typeof fieldsOf>[number], valid: object): Try[] =>
  placesOfTexts(field).map((place) => ({
    place: `${field.name}(${place.join('.')})`,
    query: askedWith(root, field),
    variables: (text) => withText(field, valid, place, text),
  }));
