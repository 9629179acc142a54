import { setTimeout as after } from 'node:timers/promises';
import { hasRedis, RedisServer } from '../support/redis';
import { BACKENDS, Mill, SETTINGS, type Backend } from './mill';

/** The library's own pauses after a lost connection outlive its workers. */
afterAll(() => after(5_000));

describe.each(BACKENDS)('the queue in %s', (_name, start) => {
  let mill: Mill;

  beforeAll(async () => {
    mill = await Mill.open(start);
    await mill.replaceWorker();
  });
  afterAll(() => mill.close());

  const sacks = (count: number) => Array.from({ length: count }, () => mill.newSack());
  const oneEach = (sackIds: readonly string[]) => sackIds.map(() => 1);

  it('may lose everything it was told', async () => {
    await mill.queue.pause(); // so that nothing is done before it is lost
    const sackIds = sacks(20);
    await mill.take(sackIds);
    expect(await mill.relay.publishDue()).toBe(20);
    await mill.backend.flush();
    void mill.queue.resume();
    await mill.settle();
    expect(await mill.timesGround(sackIds)).toEqual(oneEach(sackIds));
  });

  it('may be away while promises are made', async () => {
    mill.relay.start();
    const sackIds = sacks(20);
    await mill.take(sackIds.slice(0, 1));
    await mill.backend.kill();
    await mill.take(sackIds.slice(1));
    await after(300);
    await mill.backend.restart();
    await mill.settle();
    expect(await mill.timesGround(sackIds)).toEqual(oneEach(sackIds));
  });

  it('may be killed and emptied again and again under the workers', async () => {
    mill.relay.start();
    const sackIds = sacks(90);
    for (const round of [0, 1, 2]) {
      await mill.take(sackIds.slice(round * 30, (round + 1) * 30));
      if (round === 1) {
        await mill.backend.flush();
        continue;
      }
      await mill.backend.kill();
      await mill.backend.restart();
    }
    await mill.settle();
    expect(await mill.timesGround(sackIds)).toEqual(oneEach(sackIds));
  });

  it('may be away while a worker is told to stop', async () => {
    await mill.backend.kill();
    await mill.worker.close();
    const sackId = mill.newSack();
    await mill.take([sackId]);
    await mill.backend.restart();
    await mill.replaceWorker();
    await mill.settle();
    expect(await mill.timesGround([sackId])).toEqual([1]);
  });

  it('waits for the job under way when its worker is told to stop', async () => {
    const sackId = mill.newSack();
    mill.service.fates.set(sackId, () => after(300, undefined));
    const { service } = mill;
    await mill.take([sackId]);
    await mill.relay.publishDue();
    while (service.callsFor(sackId) === 0) await after(10);
    await mill.replaceWorker();
    expect([service.callsFor(sackId), await mill.timesGround([sackId])]).toEqual([1, [1]]);
  });

  it('gives the job of a worker that died to another', async () => {
    const sackId = mill.newSack();
    mill.service.fates.set(sackId, () => new Promise<never>(() => undefined));
    await mill.take([sackId]);
    await mill.dieOver(sackId);
    await mill.settle();
    expect(await mill.timesGround([sackId])).toEqual([1]);
  });

  it('gives up a job over which several workers died', async () => {
    const sackId = mill.newSack();
    await mill.take([sackId]);
    for (let deaths = 0; deaths <= SETTINGS.workersLost; deaths += 1) {
      mill.service.fates.set(sackId, () => new Promise<never>(() => undefined));
      await mill.dieOver(sackId);
    }
    await mill.settle();
    expect(await mill.promiseOf(sackId)).toMatchObject({ failed: true, failure: 'JOB.STALLED' });
  });
});

(hasRedis() ? describe : describe.skip)('a Redis', () => {
  let redis: RedisServer;
  let mill: Mill;

  const at = (server: RedisServer): Backend => ({
    redisUrl: server.url,
    kill: () => server.kill(),
    restart: () => server.restart(),
    flush: () => server.flush(),
    stop: () => server.stop(),
  });

  afterEach(() => mill.close());

  it('that forgets is refused at the start, by the name of the setting', async () => {
    redis = await RedisServer.start('allkeys-lru');
    mill = await Mill.open(() => Promise.resolve(at(redis)));
    await expect(mill.hire()).rejects.toThrow('maxmemory-policy noeviction');
  });

  it('may come after us, and that it is away is said once by each who misses it', async () => {
    redis = await RedisServer.start();
    mill = await Mill.open(() => Promise.resolve(at(redis)));
    await redis.kill();
    await mill.replaceWorker();
    mill.relay.start();
    const sackId = mill.newSack();
    await mill.take([sackId]);
    while (mill.complaints.length < 2) await after(20);
    await after(1_000); // in which nobody says it again
    expect(await mill.outbox.pending()).toEqual({ open: 1, failed: 0 });
    expect(mill.complaints).toHaveLength(2);

    await redis.restart();
    await mill.settle();
    expect(await mill.timesGround([sackId])).toEqual([1]);
  });
});
