import { newId } from '#kernel';
import { Config } from '#platform';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { Commons } from '../../../../test/support/commons';
import { dyingWithUs } from '../../../../test/support/dying-with-us';
import { ArrivalLocks } from './arrival-locks';
import type { ArrivalId } from './upload.store';

const nobody = () => undefined;

const HOOK = resolve(__dirname, '../../../../test/support/typescript.cjs');
const HOLD = `
  const { ArrivalLocks } = require(${JSON.stringify(join(__dirname, 'arrival-locks.ts'))});
  const [databaseUrl, id] = process.argv.slice(1);
  void new ArrivalLocks({ databaseUrl }).tryLock(id, () => undefined).then((isOurs) => process.stdout.write(String(isOurs)));`;

/** Another process, which says so when it has the lock. */
function hold({ databaseUrl = '' }: Config, id: ArrivalId) {
  const [program, ...words] = dyingWithUs(process.execPath, '--conditions=source', '--require', HOOK, '-e', HOLD);
  return spawn(program, [...words, databaseUrl, id], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** A line to the database that breaks as soon as somebody wants to listen; `url` leads over it. */
async function breakingLine({ databaseUrl = '' }: Config) {
  const url = new URL(databaseUrl);
  const [host, port] = [url.hostname, Number(url.port)];
  const line = createServer((near) => {
    const far = connect(port, host);
    for (const end of [near, far]) end.on('error', () => undefined);
    far.pipe(near);
    near.on('close', () => far.destroy());
    near.on('data', (said) => (said.includes('listen ') ? near.resetAndDestroy() : far.write(said)));
  });
  await once(line.listen(0, '127.0.0.1'), 'listening');
  url.host = `127.0.0.1:${(line.address() as AddressInfo).port}`;
  return { line, url: url.href };
}

describe('locks on arrivals', () => {
  let commons: Commons;
  let here: ArrivalLocks;
  let there: ArrivalLocks;

  beforeAll(async () => {
    commons = await Commons.start();
  });
  afterAll(() => commons.stop());
  beforeEach(() => {
    [here, there] = [new ArrivalLocks(commons.get(Config)), new ArrivalLocks(commons.get(Config))];
  });
  afterEach(() => Promise.all([here.onApplicationShutdown(), there.onApplicationShutdown()]));

  const endSessions = () =>
    commons.db.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'granaio-arrivals' and datname = current_database()`,
    );

  it('are held by one, here or in another process, and each is free without the others', async () => {
    const [one, other] = [newId<ArrivalId>(), newId<ArrivalId>()];
    expect(await here.tryLock(one, nobody)).toBe(true);
    expect(await here.tryLock(one, nobody)).toBe(false);
    expect(await there.tryLock(one, nobody)).toBe(false);
    expect(await there.tryLock(other, nobody)).toBe(true);
    await there.unlock(one);
    expect(await there.tryLock(one, nobody)).toBe(false);
    await here.unlock(one);
    expect(await there.tryLock(one, nobody)).toBe(true);
    expect(await here.tryLock(other, nobody)).toBe(false);
  });

  it('are taken by exactly one of many at once', async () => {
    const id = newId<ArrivalId>();
    const tries = Array.from({ length: 40 }, (_, i) => (i % 2 ? here : there).tryLock(id, nobody));
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
  });

  it('are asked for by whoever finds them taken, here and in another process', async () => {
    const id = newId<ArrivalId>();
    for (const another of [here, there]) {
      const asked = new Promise<void>((resolve) => {
        void here.tryLock(id, resolve).then(() => another.tryLock(id, nobody));
      });
      await asked;
      await here.unlock(id);
    }
  });

  it('are free again when the process that held them is killed', async () => {
    const id = newId<ArrivalId>();
    const holder = hold(commons.get(Config), id);
    await once(holder.stdout, 'data');
    expect(await here.tryLock(id, nobody)).toBe(false);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    while (!(await here.tryLock(id, nobody))) await after(5);
  });

  it('end nothing but the request when the line breaks as their session opens', async () => {
    const { line, url } = await breakingLine(commons.get(Config));
    const beyond = new ArrivalLocks({ databaseUrl: url } as Config);
    await expect(beyond.tryLock(newId<ArrivalId>(), nobody)).rejects.toThrow();
    await expect(beyond.tryLock(newId<ArrivalId>(), nobody)).rejects.toThrow();
    await beyond.onApplicationShutdown();
    await new Promise((resolve) => line.close(resolve));
  });

  it('say that they are lost when their session ends, are free then, and can be taken again', async () => {
    const id = newId<ArrivalId>();
    expect(here.lossOf(id).aborted).toBe(true);
    await here.tryLock(id, nobody);
    const loss = here.lossOf(id);
    expect(loss.aborted).toBe(false);
    await endSessions();
    while (!(await there.tryLock(id, nobody))) await after(5);
    if (!loss.aborted) await once(loss, 'abort');
    await here.unlock(id);
    expect(await here.tryLock(id, nobody)).toBe(false);
    await there.unlock(id);
    expect(await here.tryLock(id, nobody)).toBe(true);
    expect(here.lossOf(id).aborted).toBe(false);
  });
});
