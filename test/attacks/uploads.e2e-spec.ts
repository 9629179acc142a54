import { IdentityService, MembersBook } from '#identity';
import { UnitOfWork } from '#platform';
import Fastify from 'fastify';
import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { LIMITS } from '../../apps/api/src/shared/limits';
import { log } from '../../apps/api/src/shared/log';
import type { Member } from '../support/member';
import { membersMay } from '../support/policies';
import { publishServiceUsers, threeCooperatives, usersOf, type Cooperative } from '../support/social-services';
import { World } from '../support/world';

const SUBMIT = 'mutation ($input: SubmitContributionInput!) { submitContribution(input: $input) { id fileName } }';
const READ = 'query ($id: ID!) { contribution(id: $id) { state report { rows } findings { code } } }';
const MAX_BYTES = 1_000_000;

type Answer = { readonly status: number; readonly body: string };
type Sending = { readonly path: string; readonly headers?: Record<string, string | number>; readonly by?: Member };

describe('attacks on uploads and downloads', () => {
  let world: World;
  let port: number;
  let aurora: Cooperative;
  let datasetId: string;

  beforeAll(async () => {
    world = await World.start({
      policy: membersMay('read', 'propose', 'vote'),
      extra: { MAX_UPLOAD_BYTES: String(MAX_BYTES) },
    });
    await world.app.listen(0, '127.0.0.1');
    ({ port } = world.app.getHttpServer().address() as AddressInfo);
    [aurora] = await threeCooperatives(world);
    datasetId = await publishServiceUsers(world, aurora);
  });
  afterAll(() => world.stop());
  afterEach(() => jest.restoreAllMocks());

  const announce = async (by = aurora.steward, fileName = 'users.csv'): Promise<string> => {
    const input = { datasetId, organisationId: aurora.id, fileName };
    const { submitContribution } = await by.send<{ submitContribution: { id: string } }>(SUBMIT, { input });
    return submitContribution.id;
  };
  const stateOf = async (id: string) => {
    await world.settle();
    type Seen = { contribution: { state: string; report: { rows: number } | null; findings: { code: string }[] } };
    return (await aurora.steward.send<Seen>(READ, { id })).contribution;
  };
  /** Everything that lies in the file store, half-written files included. */
  const files = () =>
    readdirSync(join(world.config.dataDirectory, 'files'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort();
  /** Sends pieces as they come, without a Content-Length unless one is given. */
  const put = async (
    { path, headers = {}, by = aurora.steward }: Sending,
    pieces: AsyncIterable<Buffer> | Buffer[],
  ) => {
    const authorization = `Bearer ${by.token}`;
    const sent = request({ port, host: '127.0.0.1', method: 'PUT', path, headers: { authorization, ...headers } });
    const answered = new Promise<Answer>((resolve, reject) => {
      sent.on('error', reject).on('response', (response) => {
        let body = '';
        response
          .on('data', (text: Buffer) => (body += text.toString()))
          .on('end', () => {
            resolve({ status: response.statusCode ?? 0, body });
          });
      });
    });
    for await (const piece of pieces) sent.write(piece);
    sent.end();
    return answered;
  };

  it('what a framework does by itself to an address written otherwise: it reads the file for us, and none arrives', async () => {
    const naive = Fastify();
    naive.addHook('onRequest', (incoming, _reply, done) => {
      if (incoming.url.startsWith('/uploads/')) delete incoming.raw.headers['content-type'];
      done();
    });
    naive.put('/uploads/:id', async ({ raw }) => {
      let bytes = 0;
      for await (const chunk of raw) bytes += (chunk as Buffer).length;
      return { bytes };
    });
    const headers = { 'content-type': 'application/json' };
    const answer = await naive.inject({ method: 'PUT', url: '/%75ploads/1', headers, payload: '{"a":1}' });
    expect(answer.json()).toEqual({ bytes: 0 });
    await naive.close();
  });

  it.each(['application/json', 'application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'])(
    'a file called %s arrives whole, however its address is written',
    async (type) => {
      for (const path of ['/uploads/', '/%75ploads/']) {
        const id = await announce();
        const users = usersOf('aurora', 40);
        expect(await put({ path: path + id, headers: { 'content-type': type } }, [users])).toMatchObject({
          status: 202,
        });
        expect(await stateOf(id)).toMatchObject({ state: 'ACCEPTED', report: { rows: 40 } });
      }
    },
  );

  it('a file that is none, with no length given, is an empty file with its finding', async () => {
    const id = await announce();
    expect((await put({ path: `/uploads/${id}` }, [])).status).toBe(202);
    expect(await stateOf(id)).toMatchObject({ state: 'REJECTED', findings: [{ code: 'FILE.EMPTY' }] });
  });

  it('a file beyond the limit is refused in words, announced as such or not, and nothing is left of it', async () => {
    await world.settle();
    const before = files();
    const id = await announce();
    for (const headers of [undefined, { 'content-length': 3 * MAX_BYTES }]) {
      const pieces = Array.from({ length: 30 }, () => Buffer.alloc(MAX_BYTES / 10, 'a'));
      const { status, body } = await put({ path: `/uploads/${id}`, ...(headers && { headers }) }, pieces);
      expect([status, body]).toEqual([422, expect.stringContaining('FILE.TOO_LARGE')]);
    }
    expect(files()).toEqual(before);
    expect(await stateOf(id)).toMatchObject({ state: 'AWAITING_FILE' });
  });

  it('of two files that come at once one is taken, and nothing is left of the other', async () => {
    await world.settle();
    const before = files().length;
    const id = await announce();
    const sent = await Promise.all(
      [30, 31, 32].map((rows) => put({ path: `/uploads/${id}` }, [usersOf('aurora', rows)])),
    );
    expect(sent.map(({ status }) => status).sort()).toEqual([202, 422, 422]);
    expect(await stateOf(id)).toMatchObject({ state: 'ACCEPTED' });
    expect(files()).toHaveLength(before + 1);
  });

  it('a caller who hangs up leaves nothing, is no defect of ours, and may come again', async () => {
    const defects = jest.spyOn(log, 'error');
    await world.settle();
    const before = files();
    const id = await announce();
    const head = `PUT /uploads/${id} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${aurora.steward.token}\r\n`;
    for (const body of ['Content-Length: 1000\r\n\r\nzone', 'Transfer-Encoding: chunked\r\n\r\n4\r\nzone\r\n']) {
      const socket = connect(port, '127.0.0.1').on('error', () => undefined);
      socket.write(head + body);
      await until(() => files().length > before.length);
      socket.destroy();
      await until(() => files().length === before.length);
    }
    expect(defects).not.toHaveBeenCalled();
    expect(await stateOf(id)).toMatchObject({ state: 'AWAITING_FILE' });
    expect((await put({ path: `/uploads/${id}` }, [usersOf('aurora', 20)])).status).toBe(202);
  });

  /** A file that is still on its way while something happens. */
  async function* slowly(meanwhile: () => Promise<unknown>): AsyncGenerator<Buffer> {
    const users = usersOf('aurora', 20);
    yield users.subarray(0, 100);
    await after(100);
    await meanwhile();
    yield users.subarray(100);
  }

  it('who may not any more when the file has arrived has sent it for nothing', async () => {
    const leaver = await world.person('Lea', aurora.id, 'steward');
    const robbed = await world.person('Rob', aurora.id, 'steward');
    const [left, revoked] = [await announce(leaver), await announce(robbed)];
    await world.settle();
    const before = files();
    const leave = () =>
      world.app.get(UnitOfWork).run({ id: 'system:test' }, async (tx) => {
        const leftOn = (await tx.now()).toISOString().slice(0, 10);
        const seat = { personId: leaver.id, organisationId: aurora.id, role: 'steward' as const };
        await world.app.get(MembersBook).leave(tx, { ...seat, leftOn });
      });
    const revoke = () =>
      world.database.query('update identity.api_token set revoked_at = now() where person_id = $1', [robbed.id]);

    expect(await put({ path: `/uploads/${left}`, by: leaver }, slowly(leave))).toMatchObject({ status: 404 });
    expect(await put({ path: `/uploads/${revoked}`, by: robbed }, slowly(revoke))).toMatchObject({ status: 401 });
    expect(files()).toEqual(before);
    expect(await stateOf(left)).toMatchObject({ state: 'AWAITING_FILE' });
    await expect(world.app.get(IdentityService).authenticate(robbed.token)).rejects.toMatchObject({
      kind: 'unauthenticated',
    });
  });

  it.each(['..%2f..%2fetc%2fpasswd', '%2e%2e%2f', '..%5c..', '%00', 'a'.repeat(90), '__proto__', "'%20or%20true--"])(
    'nothing lies at /uploads/%s, nor at /releases/…',
    async (name) => {
      for (const path of [
        `/uploads/${name}`,
        `/releases/${name}.csv`,
        `/releases/${name}`,
        `/releases/x.csv/${name}`,
      ]) {
        const method = path.startsWith('/uploads') ? 'PUT' : 'GET';
        const headers = { authorization: `Bearer ${aurora.steward.token}` };
        const { statusCode, body } = await world.app.inject({ method, url: path, headers });
        expect([path, statusCode]).toEqual([path, 404]);
        expect(body).not.toMatch(/INTERNAL|root:/);
      }
    },
  );

  it('an address that cannot be read is refused like everything else, with the same headers', async () => {
    const { statusCode, headers, body } = await world.app.inject({ method: 'GET', url: '/releases/%zz' });
    expect([statusCode, headers['x-content-type-options'], headers['cache-control']]).toEqual([
      400,
      'nosniff',
      'no-store',
    ]);
    expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'HTTP.400', kind: 'invalid' } }] });
  });

  it('the name of a file is text in an answer, and never more', async () => {
    for (const name of ['a.csv\r\nX-Evil: 1', 'a\u0000.csv', '', ' ', 'x'.repeat(256), '\ud800.csv']) {
      await expect(announce(aurora.steward, name)).rejects.toMatchObject({ kind: 'invalid' });
    }
    for (const name of ['../../etc/passwd', '"; filename="evil.exe', '<script>.csv', 'città è più.csv']) {
      const id = await announce(aurora.steward, name);
      const seen = await aurora.steward.send('query ($id: ID!) { contribution(id: $id) { fileName } }', { id });
      expect(seen).toEqual({ contribution: { fileName: name } });
    }
  });

  it('a connection is not held open by sending next to nothing', async () => {
    const naive = Fastify();
    expect([naive.server.timeout, naive.server.requestTimeout]).toEqual([0, 0]);
    const server = world.app.getHttpServer();
    expect([server.timeout, server.requestTimeout]).toEqual([LIMITS.idleMs, LIMITS.uploadMs]);
    const path = `/uploads/${await announce()}`;
    const limits: { bodyMs: number } = LIMITS;
    jest.replaceProperty(limits, 'bodyMs', 200);
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.write('POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n');
    const drip = setInterval(() => socket.write('{'), 20);
    await closed;
    clearInterval(drip);
    expect(
      await put(
        { path },
        slowly(() => after(400)),
      ),
    ).toMatchObject({ status: 202 });
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await after(10);
}
