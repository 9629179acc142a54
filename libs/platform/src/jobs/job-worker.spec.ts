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
});
