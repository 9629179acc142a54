import { z } from 'zod';
import { testPlatform, type TestPlatform } from '../../../../test/support/test-database';
import { defineJob } from '../jobs/job-spec';

const WEIGH_GRAIN = defineJob('mill.weigh-grain', z.object({ sackId: z.string() }));
const MILLER = { id: 'miller' };

describe('a unit of work', () => {
  let platform: TestPlatform;

  beforeAll(async () => {
    platform = await testPlatform();
    await platform.db.query('create table sack (id text primary key)');
  });
  afterAll(() => platform.stop());
  beforeEach(async () => {
    await platform.db.query('truncate sack, platform.outbox');
  });

  const count = async (table: string): Promise<number> => {
    const [row] = await platform.db.query<{ n: number }>(`select count(*)::int as n from ${table}`);
    return row?.n ?? -1;
  };

  it('commits what it saved, recorded and promised together', async () => {
    const due = new Date('2030-01-01T00:00:00Z');
    const answer = await platform.work.run(MILLER, async (tx) => {
      await tx.query(`insert into sack values ('s1')`);
      tx.record({ type: 'sack.filled', sackId: 's1', kilos: 50 });
      tx.enqueue(WEIGH_GRAIN, { sackId: 's1' }, due);
      return 'done';
    });

    expect(answer).toBe('done');
    expect(await count('sack')).toBe(1);
    expect(await platform.db.query('select by, type, facts from platform.event order by seq desc limit 1')).toEqual([
      { by: 'miller', type: 'sack.filled', facts: '{"kilos":50,"sackId":"s1"}' },
    ]);
    expect(await platform.db.query('select queue, payload, not_before, done_at from platform.outbox')).toEqual([
      { queue: 'mill.weigh-grain', payload: { sackId: 's1' }, not_before: due, done_at: null },
    ]);
  });

  it('enters its events in the order in which they happened, at one time of whole milliseconds, by whoever did them', async () => {
    platform.clock.advanceDays(2);
    await platform.work.run(MILLER, (tx) => {
      tx.record({ type: 'sack.filled', sackId: 's9', label: '"quoted", {braced}' });
      tx.record({ type: 'sack.weighed', sackId: 's9' }, { id: 'baker' });
      tx.record({ type: 'sack.sold', sackId: 's9' });
      return Promise.resolve();
    });
    const events = await platform.db.query<{ type: string; by: string; facts: string; at: Date; whole: boolean }>(
      `select type, by, facts, at, at = date_trunc('milliseconds', at) as whole, now() + interval '2 days' - at < interval '1 minute' as near
       from platform.event where facts like '%s9%' order by seq`,
    );
    expect(events.map(({ type, by, facts }) => [type, by, facts])).toEqual([
      ['sack.filled', 'miller', '{"label":"\\"quoted\\", {braced}","sackId":"s9"}'],
      ['sack.weighed', 'baker', '{"sackId":"s9"}'],
      ['sack.sold', 'miller', '{"sackId":"s9"}'],
    ]);
    expect(new Set(events.map(({ at }) => at.getTime())).size).toBe(1);
    expect(events).toMatchObject(events.map(() => ({ whole: true, near: true })));
    platform.clock.offsetMs = 0;
  });

  it('makes many promises in one statement, those at once and those for later', async () => {
    const later = new Date('2030-01-01T00:00:00Z');
    await platform.work.run(MILLER, (tx) => {
      for (let i = 0; i < 300; i += 1) tx.enqueue(WEIGH_GRAIN, { sackId: `s${i}` }, i % 2 ? later : undefined);
      return Promise.resolve(tx.unchanged(300));
    });
    expect(await count('platform.outbox where not_before is null')).toBe(150);
    expect(await count(`platform.outbox where not_before = '2030-01-01T00:00:00Z'`)).toBe(150);
    expect(await count(`platform.outbox where payload = '{"sackId": "s299"}'`)).toBe(1);
  });

  it('leaves nothing behind when it fails', async () => {
    const before = await count('platform.event');
    const failing = platform.work.run(MILLER, async (tx) => {
      await tx.query(`insert into sack values ('s2')`);
      tx.record({ type: 'sack.filled', sackId: 's2' });
      tx.enqueue(WEIGH_GRAIN, { sackId: 's2' });
      throw new Error('the sack burst');
    });

    await expect(failing).rejects.toThrow('the sack burst');
    expect([await count('sack'), await count('platform.event'), await count('platform.outbox')]).toEqual([
      0,
      before,
      0,
    ]);
  });

  it('does not commit when it recorded nothing', async () => {
    const silent = platform.work.run(MILLER, (tx) => tx.query(`insert into sack values ('s3')`));

    await expect(silent).rejects.toThrow('recorded no event');
    expect(await count('sack')).toBe(0);
  });

  it('commits without an event when it says that there was nothing to do', async () => {
    expect(await platform.work.run(MILLER, (tx) => Promise.resolve(tx.unchanged('as it was')))).toBe('as it was');
  });

  it('keeps the promise that brought it here in its own transaction', async () => {
    await platform.work.run(MILLER, (tx) => {
      tx.record({ type: 'sack.filled', sackId: 's4' });
      tx.enqueue(WEIGH_GRAIN, { sackId: 's4' });
      return Promise.resolve();
    });
    const [promise] = await platform.db.query<{ id: string }>('select id from platform.outbox');
    const by = { id: 'system:mill.weigh-grain', outboxId: promise?.id as never };
    await platform.work.run(by, (tx) => {
      tx.fulfil();
      tx.record({ type: 'sack.weighed', sackId: 's4' });
      return Promise.resolve();
    });

    expect(await count('platform.outbox where done_at is not null')).toBe(1);
  });

  it('takes a connection back that the server cut', async () => {
    const cut = platform.work.run(MILLER, (tx) => tx.query('select pg_terminate_backend(pg_backend_pid())'));

    await expect(cut).rejects.toThrow();
    await expect(platform.work.run(MILLER, (tx) => Promise.resolve(tx.unchanged(1)))).resolves.toBe(1);
  });

  it('tells the time by the database, moved as far as the clock is', async () => {
    platform.clock.advanceDays(3);
    const now = await platform.work.run(MILLER, async (tx) => tx.unchanged(await tx.now()));
    const [row] = await platform.db.query<{ now: Date }>('select clock_timestamp() as now');

    const days = (now.getTime() - (row?.now.getTime() ?? 0)) / 86_400_000;
    expect(Math.abs(days - 3)).toBeLessThan(0.001);
  });

  it.each(['update platform.event set facts = $$ {} $$', 'delete from platform.event', 'truncate platform.event'])(
    'has a journal that refuses: %s',
    async (sql) => {
      await expect(platform.db.query(sql)).rejects.toThrow('The journal is only ever added to.');
    },
  );
});
