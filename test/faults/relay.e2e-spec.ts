import { CommonsError, type OutboxId } from '#kernel';
import { OutboxRelay } from '#platform';
import { setTimeout as after } from 'node:timers/promises';
import { BACKENDS, GRIND_SACK, Mill, SETTINGS } from './mill';

describe.each(BACKENDS)('promises, with the queue in %s', (_name, start) => {
  let mill: Mill;

  beforeAll(async () => {
    mill = await Mill.open(start);
    await mill.replaceWorker();
  });
  afterAll(() => mill.close());

  it('are kept once, by the system, when the transaction commits', async () => {
    const sackId = mill.newSack();
    await mill.take([sackId]);
    await mill.settle();
    expect([mill.service.callsFor(sackId), await mill.timesGround([sackId])]).toEqual([1, [1]]);
    expect(await mill.promiseOf(sackId)).toMatchObject({ done: true, failed: false, failure: null });
    expect(await mill.platform.db.query(`select by from platform.event where type = 'sack.ground'`)).toEqual([
      { by: 'system:mill.grind-sack' },
    ]);
  });

  it('are never made when the transaction rolls back', async () => {
    const sackId = mill.newSack();
    const failing = mill.platform.work.run({ id: 'miller' }, (tx) => {
      tx.record({ type: 'sack.brought', sackId });
      tx.enqueue(GRIND_SACK, { sackId });
      throw new Error('the sack burst');
    });
    await expect(failing).rejects.toThrow('the sack burst');
    await mill.settle();
    await after(SETTINGS.republishAfterMs + 100);
    expect(await mill.relay.publishDue()).toBe(0);
    expect(mill.service.callsFor(sackId)).toBe(0);
  });

  it('are marked as kept even by a service that does not say so', async () => {
    const sackId = mill.newSack();
    mill.service.fulfils = false;
    await mill.take([sackId]);
    await mill.settle();
    mill.service.fulfils = true;
    expect(await mill.promiseOf(sackId)).toMatchObject({ done: true });
  });

  it('have one effect each, with two workers and several relays at once', async () => {
    const another = await mill.hire();
    another.get(OutboxRelay).start();
    const sackIds = Array.from({ length: 150 }, () => mill.newSack());
    await mill.take(sackIds);
    await Promise.all([mill.settle(), mill.settle()]);
    expect(await mill.timesGround(sackIds)).toEqual(sackIds.map(() => 1));
    await another.close();
  });

  it('have no second effect when they are delivered again', async () => {
    const sackId = mill.newSack();
    await mill.take([sackId]);
    await mill.settle();
    const again = `update platform.outbox set done_at = null, published_at = null where payload->>'sackId' = $1`;
    await mill.platform.db.query(again, [sackId]);
    await mill.settle();
    expect([mill.service.callsFor(sackId), await mill.timesGround([sackId])]).toEqual([2, [1]]);
  });

  it('are tried again after a temporary error and after a defect', async () => {
    const sackId = mill.newSack();
    const failures = [new CommonsError('unavailable', 'MILL.STOPPED', 'No wind.'), new Error('a defect')];
    mill.service.fates.set(sackId, (call) => failures[call - 1]);
    await mill.take([sackId]);
    await mill.settle();
    expect([mill.service.callsFor(sackId), await mill.timesGround([sackId])]).toEqual([3, [1]]);
  });

  it('are given up at once when no retry can help, and an operator sees the code and no data', async () => {
    const sackId = mill.newSack();
    const failure = new CommonsError('refused', 'SACK.EMPTY', 'The sack of Ada Rossi is empty.');
    mill.service.fates.set(sackId, () => failure);
    await mill.take([sackId]);
    await mill.settle();
    expect(mill.service.callsFor(sackId)).toBe(1);
    expect(await mill.promiseOf(sackId)).toMatchObject({ done: false, failed: true, failure: 'SACK.EMPTY' });
    expect(await mill.outbox.pending()).toEqual({ open: 0, failed: 1 });
    expect(mill.complaints.join()).not.toContain('Ada Rossi');
  });

  it('are given up after the last attempt, and taken up again by an operator', async () => {
    const sackId = mill.newSack();
    mill.service.fates.set(sackId, () => new Error('a defect'));
    await mill.take([sackId]);
    await mill.settle();
    expect(mill.service.callsFor(sackId)).toBe(SETTINGS.attempts);
    const given = await mill.promiseOf(sackId);
    expect(given).toMatchObject({ failed: true, failure: 'JOB.DEFECT' });

    mill.service.fates.delete(sackId);
    await mill.outbox.reopen(given?.id as OutboxId);
    await mill.settle();
    expect(await mill.promiseOf(sackId)).toMatchObject({ done: true, failed: false, failure: null });
  });

  it('are given up when their payload is not understood', async () => {
    await mill.platform.db.query(
      `insert into platform.outbox (id, queue, payload) values (gen_random_uuid(), $1, '{"sackId": 7}')`,
      [GRIND_SACK.queue],
    );
    await mill.settle();
    expect(await mill.promiseOf('7')).toMatchObject({ failed: true, failure: 'JOB.BAD_PAYLOAD' });
  });

  it('are kept when they are due and not before, by the clock of the installation', async () => {
    const { clock, work } = mill.platform;
    const sackId = mill.newSack();
    await mill.take([sackId], new Date((await work.now()).getTime() + 2 * 24 * 60 * 60 * 1000));
    await mill.settle();
    clock.advanceDays(1);
    await mill.settle();
    expect(mill.service.callsFor(sackId)).toBe(0);
    expect(await mill.outbox.pending()).toMatchObject({ open: 1 });
    clock.advanceDays(1);
    await mill.settle();
    expect(await mill.timesGround([sackId])).toEqual([1]);
  });

  it('are kept soon after the commit, without waiting for the next look', async () => {
    await mill.replaceWorker({ pollMs: 3_600_000 });
    mill.relay.start();
    await after(300);
    const sackId = mill.newSack();
    await mill.take([sackId]);
    while (!(await mill.promiseOf(sackId))?.done) await after(10);
    expect(await mill.timesGround([sackId])).toEqual([1]);
  });
});
