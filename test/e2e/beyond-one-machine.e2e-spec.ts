import type { Member } from '../support/member';
import { membersMay } from '../support/policies';
import { hasRedis, RedisServer } from '../support/redis';
import { ObjectStore } from '../support/s3';
import { MailServer } from '../support/smtp';
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

const REQUEST = 'mutation ($input: RequestExtractInput!) { requestExtract(input: $input) { id } }';
const EXTRACT = 'query ($id: ID!) { extract(id: $id) { state release { csv { url } } } }';

type Seen = { extract: { state: string; release: { csv: { url: string } } } };

/** The same road on servers of one's own, by configuration alone. */
(hasRedis() ? describe : describe.skip)('with Redis, an S3 store and a mail server', () => {
  let servers: [RedisServer, ObjectStore, MailServer];
  let world: World;
  let cooperatives: Cooperative[];
  let researcher: Member;

  beforeAll(async () => {
    servers = [await RedisServer.start(), await ObjectStore.start(), await MailServer.start()];
    const [redis, store, mail] = servers;
    const { bucket, endpoint = '', credentials } = store.config;
    world = await World.start({
      policy: membersMay('read', 'propose', 'vote'),
      extra: {
        REDIS_URL: redis.url,
        S3_BUCKET: bucket,
        S3_ENDPOINT: endpoint,
        S3_ACCESS_KEY_ID: credentials?.accessKeyId ?? '',
        S3_SECRET_ACCESS_KEY: credentials?.secretAccessKey ?? '',
        SMTP_URL: mail.url,
      },
    });
    cooperatives = await threeCooperatives(world);
    const university = await world.organisation('Università', { kind: 'enablingOrganisation', affiliated: false });
    researcher = await world.person('Rita', university, 'researcher');
  });
  afterAll(async () => {
    await world.stop();
    for (const server of servers) await server.stop();
  });

  it('goes from the file to the extract, and mails the minutes', async () => {
    const [aurora] = cooperatives;
    if (!aurora) throw new Error('There are three cooperatives.');
    const datasetId = await publishServiceUsers(world, aurora);
    for (const [at, cooperative] of cooperatives.entries()) {
      await contribute(world, cooperative, datasetId, usersOf(`cooperative ${at}`, 400));
    }
    const organisation = await organisationOf(researcher);
    const voters = cooperatives.map(({ steward }) => steward);
    await adopt(world, researchersMay(organisation, datasetId), voters);
    const { requestExtract } = await researcher.send<{ requestExtract: { id: string } }>(REQUEST, {
      input: { datasetId, purpose: 'ACADEMIC_RESEARCH', dimensions: ['zone'] },
    });
    await world.settle();

    const { extract } = await researcher.send<Seen>(EXTRACT, { id: requestExtract.id });
    expect(extract.state).toBe('RELEASED');
    const { status, bytes } = await researcher.download(extract.release.csv.url);
    expect([status, bytes.toString('utf8').split(/\r?\n/)[0]]).toEqual([200, 'zone,people,conf_status']);
    const minutes = servers[2].received.filter(({ raw }) => raw.includes('Result: adopted'));
    expect(minutes).toHaveLength(voters.length);
  });
});
