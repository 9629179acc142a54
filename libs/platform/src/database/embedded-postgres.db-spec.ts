import { chownSync, existsSync, lstatSync, mkdtempSync, readFileSync } from 'node:fs';
import { realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres';

const QUICK = { fsync: 'off' };

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows[0] && Object.values(rows[0])[0];
  } finally {
    await client.end();
  }
}

describe('the embedded PostgreSQL', () => {
  let folder: string;
  let directory: string;
  const started: EmbeddedPostgres[] = [];

  const start = async (): Promise<EmbeddedPostgres> => {
    const server = await startEmbeddedPostgres({ directory, settings: QUICK });
    started.push(server);
    return server;
  };
  const pidFile = () => join(directory, 'data', 'postmaster.pid');
  const postmaster = () => Number(readFileSync(pidFile(), 'utf8').split('\n')[0]);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'granaio-embedded-'));
    directory = join(folder, 'postgres');
  });
  afterAll(async () => {
    for (const server of started) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('starts on a port of its own, with a password that only its owner can read', async () => {
    const { url, adopted } = await start();

    expect(adopted).toBe(false);
    expect(await ask(url, 'select usesuper from pg_user where usename = current_user')).toBe(false);
    const stranger = new URL(url);
    stranger.password = 'guessed';
    await expect(ask(stranger.href, 'select 1')).rejects.toThrow('password authentication failed');
    expect(lstatSync(join(directory, 'server.json')).mode & 0o777).toBe(0o600);
    expect(lstatSync(join(directory, 'data')).mode & 0o077).toBe(0);
  });

  it('is adopted, not started twice, and left alone by whoever adopted it', async () => {
    const [first] = started;
    const second = await start();
    expect(second).toMatchObject({ adopted: true, url: first?.url });

    await second.stop();
    expect(await ask(second.url, 'select 1')).toBe(1);
  });

  it('recovers, without losing what was committed, after its process was killed', async () => {
    const [first] = started;
    if (!first) throw new Error('nothing was started');
    await ask(first.url, 'create table sack (id int)');
    await ask(first.url, 'insert into sack values (50)');
    process.kill(postmaster(), 'SIGKILL');

    const again = await start();
    expect(again).toMatchObject({ adopted: false, url: first.url });
    expect(await ask(again.url, 'select id from sack')).toBe(50);
  });

  it('keeps its address, and leaves no process, from stop to start', async () => {
    const before = postmaster();
    const [url] = started.map((server) => server.url);
    for (const server of started.splice(0)) await server.stop();
    expect(existsSync(pidFile())).toBe(false);
    expect(() => process.kill(before, 0)).toThrow('ESRCH');

    expect((await start()).url).toBe(url);
  });

  it.each([
    ['a process that is something else now', () => process.pid],
    ['a process that is gone', () => 2 ** 22 - 7],
  ])('starts over a pid file that names %s', async (_, pid) => {
    const stale = readFileSync(pidFile(), 'utf8').replace(/^\d+/, String(pid()));
    const { uid, gid } = lstatSync(pidFile());
    for (const server of started.splice(0)) await server.stop();
    writeFileSync(pidFile(), stale, { mode: 0o600 });
    chownSync(pidFile(), uid, gid);

    expect((await start()).adopted).toBe(false);
  });

  it('is started once when several start it at once', async () => {
    for (const server of started.splice(0)) await server.stop();
    const servers = await Promise.all([start(), start(), start()]);

    expect(servers.filter(({ adopted }) => !adopted)).toHaveLength(1);
    expect(new Set(servers.map(({ url }) => url)).size).toBe(1);
  });

  it('is created once when several create it at once', async () => {
    const fresh = join(folder, 'other');
    const both = await Promise.all([1, 2].map(() => startEmbeddedPostgres({ directory: fresh, settings: QUICK })));
    started.push(...both);

    expect(both[0]?.url).toBe(both[1]?.url);
    expect(await ask(both[1]?.url ?? '', 'select 1')).toBe(1);
  });

  it('says why it cannot start', async () => {
    for (const server of started.splice(0)) await server.stop();
    writeFileSync(join(directory, 'data', 'PG_VERSION'), '9\n');

    await expect(start()).rejects.toThrow(/did not start[^]*incompatible/);
    writeFileSync(join(directory, 'data', 'PG_VERSION'), '18\n');
  });

  const asRoot = process.getuid?.() === 0 ? it : it.skip;
  asRoot('lives elsewhere, behind a link, where its account cannot walk down to its directory', async () => {
    const closed = mkdtempSync(join(tmpdir(), 'granaio-closed-'));
    const server = await startEmbeddedPostgres({ directory: join(closed, 'data', 'postgres'), settings: QUICK });
    const place = realpathSync(join(closed, 'data', 'postgres'));

    expect(await ask(server.url, 'select 1')).toBe(1);
    expect(place).toMatch(/^\/var\/lib\/granaio\//);
    await server.stop();
    rmSync(place, { recursive: true });
    rmSync(closed, { recursive: true });
  });
});
