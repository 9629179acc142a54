import { createHash } from 'node:crypto';
import { withMistakes } from '../../apps/cli/src/demo/service-users';
import type { Member } from '../support/member';
import { membersMay } from '../support/policies';
import {
  adopt,
  contribute,
  organisationOf,
  publishServiceUsers,
  researchersMay,
  threeCooperatives,
  usersOf,
  type Cooperative,
} from '../support/social-services';
import { World } from '../support/world';
import { setTimeout as after } from 'node:timers/promises';

const DATASET = 'query ($id: ID!) { dataset(id: $id) { title version contributors publisher { name } } }';
const DATASETS = '{ datasets { items { id } } }';
const CONTRIBUTION = `query ($id: ID!) { contribution(id: $id) {
  state report { rows findingCount } findings(first: 100) { row column code hint } } }`;
const REQUEST = 'mutation ($input: RequestExtractInput!) { requestExtract(input: $input) { id state } }';
const EXTRACT = `query ($id: ID!) { extract(id: $id) { state refusal { code } release {
  permit { resolution policyHash } cells { published suppressed }
  csv { url sha256 } parquet { url sha256 } } } }`;
const END = 'mutation ($policyId: ID!) { proposePolicyEnd(policyId: $policyId) { id } }';
const CAST = 'mutation ($id: ID!) { castVote(input: { ballotId: $id, choice: YES }) { ballot { id } } }';

type Seen = {
  extract: {
    state: string;
    release: {
      permit: { resolution: string; policyHash: string };
      cells: { published: number; suppressed: number };
      csv: { url: string; sha256: string };
      parquet: { url: string; sha256: string };
    };
  };
};

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('from a cooperative’s file to a researcher’s extract', () => {
  let world: World;
  let aurora: Cooperative;
  let dora: Cooperative;
  let sangone: Cooperative;
  let researcher: Member;
  let stranger: Member;
  let datasetId: string;
  let ballotId: string;
  let release: Seen['extract']['release'];

  beforeAll(async () => {
    world = await World.start({ policy: membersMay('read', 'propose', 'vote') });
    [aurora, dora, sangone] = await threeCooperatives(world);
    const university = await world.organisation('Università', { kind: 'enablingOrganisation', affiliated: false });
    researcher = await world.person('Rita', university, 'researcher');
    const elsewhere = await world.organisation('Cooperativa Lontana', { affiliated: false });
    stranger = await world.person('Ugo', elsewhere, 'member', 'steward');
    datasetId = await publishServiceUsers(world, aurora);
  });
  afterAll(() => world.stop());

  const voters = () => [aurora.steward, dora.steward, sangone.steward];
  const wish = (extra: object = {}) => ({
    input: { datasetId, purpose: 'ACADEMIC_RESEARCH', dimensions: ['zone', 'need'], measures: ['hours'], ...extra },
  });

  it('takes good files in, version by version', async () => {
    await contribute(world, aurora, datasetId, usersOf('aurora'));
    await contribute(world, dora, datasetId, usersOf('dora'));
    expect(await dora.steward.send(DATASET, { id: datasetId })).toEqual({
      dataset: { title: 'Service users', version: 2, contributors: 2, publisher: { name: 'Cooperativa Aurora' } },
    });
  });

  it('sends a bad file back with every finding in its place, and stores nothing of it', async () => {
    const mistaken = withMistakes(usersOf('sangone'));
    const id = await contribute(world, sangone, datasetId, mistaken.bytes);
    const { contribution } = await sangone.steward.send<{ contribution: { state: string; findings: object[] } }>(
      CONTRIBUTION,
      { id },
    );
    expect(contribution.state).toBe('REJECTED');
    expect(contribution.findings).toEqual(
      mistaken.findings.map((finding) => ({ ...finding, hint: expect.any(String) as string })),
    );
    expect(await dora.steward.send(DATASET, { id: datasetId })).toMatchObject({ dataset: { version: 2 } });
    await expect(aurora.steward.send(CONTRIBUTION, { id })).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await everythingStored(world)).not.toMatch(/tante|Barriera Milano/);
  });

  it('takes the corrected file in', async () => {
    await contribute(world, sangone, datasetId, usersOf('sangone'));
    expect(await dora.steward.send(DATASET, { id: datasetId })).toMatchObject({
      dataset: { version: 3, contributors: 3 },
    });
  });

  it('keeps no personal row in PostgreSQL', async () => {
    expect(await everythingStored(world)).not.toMatch(/Madonna di Campagna.{0,20}(home_care|childcare|housing)/);
  });

  it('tells a stranger the same of this dataset as of one that does not exist', async () => {
    const absent = '00000000-0000-7000-8000-000000000000';
    const answers = await Promise.all(
      [datasetId, absent].map((id) =>
        stranger.send(DATASET, { id }).catch((error: unknown) => String(error).replace(id, 'ID')),
      ),
    );
    expect(answers[0]).toBe(answers[1]);
    expect(await stranger.send(DATASETS)).toEqual({ datasets: { items: [] } });
    expect(await dora.steward.send(DATASETS)).toEqual({ datasets: { items: [{ id: datasetId }] } });
  });

  it('refuses an extract before the vote', async () => {
    await expect(aurora.steward.send(REQUEST, wish())).rejects.toMatchObject({
      code: 'EXTRACT.NO_POLICY',
      kind: 'refused',
    });
    await expect(researcher.send(REQUEST, wish())).rejects.toMatchObject({ code: 'DATASET.MISSING' });
  });

  it('grants one from the moment that a policy is adopted', async () => {
    const document = researchersMay(await organisationOf(researcher), datasetId);
    ballotId = await adopt(world, document, voters());
    const { requestExtract } = await researcher.send<{ requestExtract: { id: string } }>(REQUEST, wish());
    await world.settle();
    const { extract } = await researcher.send<Seen>(EXTRACT, { id: requestExtract.id });
    expect(extract).toMatchObject({ state: 'RELEASED', release: { permit: { resolution: ballotId } } });
    release = extract.release;
    expect(release.cells.suppressed).toBeGreaterThan(0);
    await expect(stranger.send(EXTRACT, { id: requestExtract.id })).rejects.toMatchObject({ code: 'EXTRACT.MISSING' });
  });

  it('releases a table that shows no small number', async () => {
    const { status, bytes } = await researcher.download(release.csv.url);
    expect(status).toBe(200);
    expect(hashOf(bytes)).toBe(release.csv.sha256);
    const [, ...rows] = bytes
      .toString('utf8')
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(','));
    expect(rows).toHaveLength(11 * 7);
    for (const [, , people, hours, status] of rows) {
      if (status === 'C') expect([people, hours]).toEqual(['', '']);
      else expect(Number(people)).toBeGreaterThanOrEqual(10);
    }
    const parquet = await researcher.download(release.parquet.url);
    expect(hashOf(parquet.bytes)).toBe(release.parquet.sha256);
    expect((await stranger.download(release.csv.url)).status).toBe(404);
  });

  it('names the nearest permitted alternative of a wider request', async () => {
    await expect(researcher.send(REQUEST, wish({ dimensions: ['zone', 'sex'] }))).rejects.toMatchObject({
      code: 'EXTRACT.OUTSIDE_POLICY',
      details: { alternative: { dimensions: ['zone', 'need'], measures: ['hours'], purposes: ['AcademicResearch'] } },
    });
    await expect(researcher.send(REQUEST, wish({ purpose: 'COMMERCIAL_RESEARCH' }))).rejects.toMatchObject({
      code: 'EXTRACT.OUTSIDE_POLICY',
    });
    await expect(researcher.send(REQUEST, wish({ dimensions: ['postcode'] }))).rejects.toMatchObject({
      code: 'EXTRACT.UNKNOWN_COLUMN',
    });
  });

  /** A promise is kept a moment before its job is gone from the queue, which would not take the same one again. */
  const forgotten = async (queue: string) => {
    while ((await world.database.query('select 1 from bullmq.job where queue = $1', [queue])).length > 0)
      await after(20);
  };

  it('makes one release of a job that is delivered twice', async () => {
    const { requestExtract } = await researcher.send<{ requestExtract: { id: string } }>(REQUEST, wish());
    await world.settle();
    await forgotten('extracts.run-extract');
    await world.database.query(`update platform.outbox set done_at = null, published_at = null
      where queue = 'extracts.run-extract'`);
    await world.settle();
    const events = await world.database.query(
      `select 1 from platform.event where type = 'extract.released' and facts like '%' || $1 || '%'`,
      [requestExtract.id],
    );
    expect(events).toHaveLength(1);
  });

  it('refuses the next request and the old download once the policy has ended', async () => {
    const { policies } = await aurora.steward.send<{ policies: { items: { id: string; title: string }[] } }>(
      '{ policies { items { id title } } }',
    );
    const policy = policies.items.find(({ title }) => title.includes(datasetId));
    const { proposePolicyEnd } = await aurora.steward.send<{ proposePolicyEnd: { id: string } }>(END, {
      policyId: policy?.id,
    });
    const id = await world.openBallotOn(aurora.steward, proposePolicyEnd.id);
    for (const voter of voters()) await voter.send(CAST, { id });
    world.clock.advanceDays(2);
    await world.settle();

    await expect(researcher.send(REQUEST, wish())).rejects.toMatchObject({ code: 'DATASET.MISSING' });
    expect((await researcher.download(release.csv.url)).status).toBe(404);
  });

  it('ends a policy by itself after its last day', async () => {
    const today = new Date(Date.now() + world.clock.offsetMs);
    const validUntil = new Date(today.getTime() + 3 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    await adopt(world, researchersMay(await organisationOf(researcher), datasetId, { validUntil }), voters());
    await researcher.send(REQUEST, wish());
    world.clock.advanceDays(2);
    await expect(researcher.send(REQUEST, wish())).rejects.toMatchObject({ code: 'DATASET.MISSING' });
  });

  it('has a log that is whole', async () => {
    await world.audit.seal();
    expect(await world.audit.verify()).toMatchObject({ whole: true });
  });
});

/** Every value of every table, the catalogue's schema (which lists the categories) left out. */
async function everythingStored(world: World): Promise<string> {
  const tables = await world.database.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') and tablename <> 'dataset'`,
  );
  const rows = await Promise.all(
    tables.map(({ name }) => world.database.query<{ row: string }>(`select t::text as row from ${name} t`)),
  );
  return rows
    .flat()
    .map(({ row }) => row)
    .join('\n');
}
