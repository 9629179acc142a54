// Votes of as many members through GraphQL beside bare INSERTs of as many rows of the same table, through the same driver
// with as many connections and the same durability; then a ballot whose time is over while a thousand casts are under way.
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { parseArgs } from 'node:util';
import { dist, load, median, withInstallation } from './installation.mjs';

const { Database, UnitOfWork } = load('libs/platform/src/index.js');
const { IdentityService, SCOPES, TokenMint } = load('libs/identity/src/index.js');
const { PolicyService } = load('libs/policy/src/index.js');
const { BallotOpening, BodyService, dataCommittee, FoundingService, MotionService } =
  load('libs/governance/src/index.js');
const { withServices } = load('apps/cli/src/shared/services.js');

const { values } = parseArgs({
  options: { members: { type: 'string', default: '3000' }, concurrent: { type: 'string', default: '1000' } },
});
const [MEMBERS, CONCURRENT] = [Number(values.members), Number(values.concurrent)];
const CONNECTIONS = 64;
const ROUNDS = 6;
const INSERTS_PER_CAST = 4;
const PORT = 4917;
const CAST = `mutation ($ballot: ID!) { castVote(input: { ballotId: $ballot, choice: YES }) { ballot { id } } }`;
const READ = `query ($ballot: ID!) { ballot(id: $ballot) { id } }`;

await withInstallation(PORT, async ({ environment, config, serve, cpuOf }) => {
  await withServices(config, async (services) => {
    const federation = await found(services);
    const tokens = await enrol(services, federation, MEMBERS);
    const api = await serve(dist('apps/api/src/main.js'), environment);
    const bare = await serve(new URL('./bare-insert.mjs', import.meta.url).pathname, environment);
    const casting = (ballot) => castAll(ballot, tokens, { api, bare, cpuOf });
    for (let i = 0; i < 2; i += 1) await casting(await openBallot(services, federation)); // warms both up
    const perS = print(await casting(await openBallot(services, federation))).ours_per_s;
    print(await closing(services, await openBallot(services, federation), tokens, perS));
  });
});

/** Everybody casts. Turn by turn, so that whatever else the machine does meets both alike. */
async function castAll(ballot, tokens, { api, bare, cpuOf }) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const rates = { ours: [], baseline: [] };
  const cpu = { ours: 0, baseline: 0 };
  const size = Math.floor(tokens.length / ROUNDS);
  for (let round = 0; round < ROUNDS; round += 1) {
    const voters = tokens.slice(round * size, (round + 1) * size);
    cpu.ours -= cpuOf(api);
    const start = performance.now();
    const answers = await atOnce(CONNECTIONS, voters, (token) => ask(agent, token, CAST, ballot));
    rates.ours.push((size * 1000) / (performance.now() - start));
    cpu.ours += cpuOf(api);
    const refused = answers.find(({ code }) => code !== 'accepted');
    if (refused) throw new Error(`A vote was refused: ${refused.code}`);
    cpu.baseline -= cpuOf(bare);
    rates.baseline.push(await inserts(bare, size * INSERTS_PER_CAST));
    cpu.baseline += cpuOf(bare);
  }
  agent.destroy();
  const [oursPerS, baselinePerS] = [median(rates.ours), median(rates.baseline)];
  return {
    name: 'cast a vote, beside a bare INSERT',
    ours_per_s: Math.round(oursPerS),
    baseline_per_s: Math.round(baselinePerS),
    ratio: Number((oursPerS / baselinePerS).toFixed(2)),
    cpu_ratio: Number((cpu.baseline / INSERTS_PER_CAST / cpu.ours).toFixed(2)),
    limit: 0.3,
    better: 'higher',
    ...{ casts: size * ROUNDS, cpu_ms_per_cast: Number((cpu.ours / size / ROUNDS).toFixed(2)) },
  };
}

async function inserts(bare, count) {
  bare.send({ count, connections: CONNECTIONS });
  const [{ seconds }] = await once(bare, 'message');
  return count / seconds;
}

/** A thousand casts are under way all the time; when a third of the members have cast, by our rate, the time is over. */
async function closing(services, ballot, tokens, perS) {
  const db = services.get(Database);
  const untilThen = (tokens.length * 1000) / perS / 3;
  const agent = new Agent({ keepAlive: true });
  await db.query(
    `update governance.ballot set closes_at = clock_timestamp() + $2 * interval '1 millisecond' where id = $1`,
    [ballot, untilThen],
  );
  const casts = atOnce(CONCURRENT, tokens, (token) => ask(agent, token, CAST, ballot));
  await new Promise((resolve) => setTimeout(resolve, untilThen));
  const closed = await ask(agent, tokens[0], READ, ballot);
  const answers = await casts;
  agent.destroy();

  const accepted = answers.filter(({ code }) => code === 'accepted').length;
  const late = answers.filter(({ code }) => code === 'BALLOT.NOT_OPEN').length;
  const [{ counted, stored }] = await db.query(
    `select (result #>> '{count,yes}')::int as counted, (select count(*)::int from governance.vote where ballot_id = $1) as stored
     from governance.ballot where id = $1`,
    [ballot],
  );
  if (accepted !== counted || counted !== stored || accepted + late !== tokens.length) {
    throw new Error(`${accepted} votes were accepted, ${late} refused, ${stored} stored and ${counted} counted.`);
  }
  const times = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  const quantile = (share) => Math.round(times[Math.ceil(times.length * share) - 1]);
  return {
    name: `closing under ${CONCURRENT} concurrent casts`,
    ...{ p50_ms: quantile(0.5), p99_ms: quantile(0.99), close_ms: Math.round(closed.ms) },
    ...{ accepted, refused: late, counted },
  };
}

/** Does everything, so many at a time. @returns the answers, in no order */
async function atOnce(howMany, items, work) {
  const [waiting, answers] = [items.values(), []];
  const worker = async () => {
    for (const item of waiting) answers.push(await work(item));
  };
  await Promise.all(Array.from({ length: howMany }, worker));
  return answers;
}

/** @returns the code of the refusal, or `accepted`, and the time from asking to the whole answer */
function ask(agent, token, query, ballot) {
  const start = performance.now();
  const body = JSON.stringify({ query, variables: { ballot } });
  const headers = {
    ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const sent = request(
      { agent, port: PORT, host: '127.0.0.1', path: '/graphql', method: 'POST', headers },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk) => (text += chunk));
        answer.on('end', () => {
          const [error] = JSON.parse(text).errors ?? [];
          resolve({
            code: error ? (error.extensions?.code ?? error.message) : 'accepted',
            ms: performance.now() - start,
          });
        });
      },
    );
    sent.on('error', reject).end(body);
  });
}

/** A federation whose members propose and vote, each with one vote. */
async function found(services) {
  const permission = { assignee: { type: 'members' }, subject: 'Ballot', where: 'everything' };
  return services.get(FoundingService).found(
    { id: 'system:benchmark' },
    {
      name: 'Federation',
      statute: dataCommittee(),
      organisations: ['Aurora', 'Dora', 'Sangone'].map((name) => ({ name, kind: 'cooperative', affiliated: true })),
      people: [],
      policy: () => ({
        schema: 'granaio-policy/1',
        title: 'Rules',
        permissions: [{ ...permission, actions: ['read', 'propose', 'vote'] }],
        prohibitions: [],
        validUntil: null,
      }),
    },
  );
}

/** @returns a token of each of so many new members, who are spread over the cooperatives */
async function enrol(services, federation, howMany) {
  const [db, mint] = [services.get(Database), services.get(TokenMint)];
  const tokens = Array.from({ length: howMany }, () => mint.mint('apiToken'));
  await db.query(
    `with person as (
       insert into identity.person (id, name, email, language)
       select uuidv7(), 'Member ' || n, 'member-' || n || '@example.org', 'it' from generate_series(1, $1::int) n
       returning id, substring(name from '\\d+')::int as n
     ), membership as (
       insert into identity.membership (id, person_id, organisation_id, role, joined_on)
       select uuidv7(), id, (array(select organisation_id from identity.affiliation where federation_id = $2))[1 + n % 3],
         'member', '2020-01-01' from person
     )
     insert into identity.api_token (id, token_hash, person_id, name, scopes, created_at, expires_at)
     select uuidv7(), ($3::text[])[n], id, 'benchmark', $4::text[], now(), now() + interval '1 day' from person`,
    [howMany, federation, tokens.map(({ hash }) => hash), [...SCOPES]],
  );
  await db.query('analyze');
  return tokens.map(({ token }) => token);
}

/** Puts a question to all members, for an hour. */
async function openBallot(services, federation) {
  const [db, identities] = [services.get(Database), services.get(IdentityService)];
  const [{ id }] = await db.query('select id from identity.person limit 1');
  const by = await services.get(PolicyService).actorFor(identities.identityOf(id));
  const bodies = await services.get(BodyService).page(by, null, 100);
  const body = bodies.find(({ federationId }) => federationId === federation);
  const decision = { title: 'Shall we?', text: 'A question to everybody.', method: { kind: 'yesNo' }, options: [] };
  const proposal = await services.get(MotionService).proposeDecision(by, body.id, decision);
  const closesAt = new Date((await services.get(UnitOfWork).now()).getTime() + 3_600_000);
  return (await services.get(BallotOpening).open(by, proposal.id, closesAt)).id;
}

function print(result) {
  console.log(JSON.stringify(result));
  return result;
}
