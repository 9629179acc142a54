import { Logger } from '@nestjs/common';
import { once } from 'node:events';
import { jobSettings } from './job-settings';
import { workersWith } from './job-worker';

/** Nothing listens there. */
const connection = { path: `${__dirname}/no-redis.sock`, maxRetriesPerRequest: null };

describe('workers whose queues are away', () => {
  const warnings: unknown[] = [];
  const silent = { log: () => undefined, error: () => undefined };

  beforeAll(() => {
    Logger.overrideLogger({ ...silent, warn: (line: unknown) => warnings.push(line) });
  });
  afterAll(() => {
    Logger.overrideLogger(true);
  });

  it('say so once, however many they are', async () => {
    const Worker = workersWith(jobSettings({ stopWithinMs: 10 }));
    const names = Array.from({ length: 7 }, (_, i) => `queue-${i}`);
    const workers = names.map((name) => new Worker(name, () => Promise.resolve(), { connection }));
    await Promise.all(workers.map((worker) => once(worker, 'error')));
    await Promise.all(workers.map((worker) => once(worker, 'error')));
    await Promise.all(workers.map((worker) => worker.close(true)));
    expect(warnings).toEqual([expect.stringContaining('ENOENT')]);
  });

  it('say of which queue it is what only one of them has', async () => {
    warnings.length = 0;
    const Worker = workersWith(jobSettings({ stopWithinMs: 10 }));
    const workers = ['one', 'other'].map((name) => new Worker(name, () => Promise.resolve(), { connection }));
    const told = [...workers, ...workers].map((worker) => worker.emit('error', new Error('Missing key for job 7')));
    await Promise.all(workers.map((worker) => worker.close(true)));
    expect(told).toEqual([true, true, true, true]);
    expect(warnings.filter((line) => String(line).includes('job 7'))).toEqual([
      'The queue one: Error: Missing key for job 7',
      'The queue other: Error: Missing key for job 7',
    ]);
  });
});
