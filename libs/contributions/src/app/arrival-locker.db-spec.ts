import { newId } from '#kernel';
import { Config } from '#platform';
import type { Lock } from '@tus/server';
import { Readable } from 'node:stream';
import { Commons } from '../../../../test/support/commons';
import { ArrivalLocks } from '../db/arrival-locks';
import type { ArrivalId } from '../db/upload.store';
import { ArrivalLocker } from './arrival-locker';
import { ArrivingFiles } from './arriving-files';

class HastyLocker extends ArrivalLocker {
  protected override readonly patienceMs = 300;
}

const nobody = () => undefined;

describe('who writes an upload', () => {
  let commons: Commons;
  let locks: ArrivalLocks;
  let files: ArrivingFiles;
  const going = new AbortController().signal;

  beforeAll(async () => {
    commons = await Commons.start();
    [locks, files] = [new ArrivalLocks(commons.get(Config)), new ArrivingFiles(commons.get(Config))];
    await files.onModuleInit();
  });
  afterAll(async () => {
    await locks.onApplicationShutdown();
    await commons.stop();
  });

  const lockHere = (id: string): Lock => new HastyLocker(locks, files).newLock(id);
  const lockThere = (id: string): Lock => commons.get(ArrivalLocker).newLock(id);

  it('stops when somebody else asks, who goes on then', async () => {
    const id = newId<ArrivalId>();
    const first = lockThere(id);
    await first.lock(going, () => void first.unlock());
    const second = new ArrivalLocker(locks, files).newLock(id);
    await second.lock(going, nobody);
    await second.unlock();
  });

  it('is not disturbed by who cannot wait, and is told so', async () => {
    const id = newId<ArrivalId>();
    const first = lockThere(id);
    await first.lock(going, nobody);
    await expect(lockHere(id).lock(going, nobody)).rejects.toMatchObject({ status_code: 423 });
    await expect(lockHere(id).lock(AbortSignal.abort(), nobody)).rejects.toMatchObject({ status_code: 423 });
    await first.unlock();
    await lockHere(id).lock(going, nobody);
  });

  it('has stopped only once what has come is written', async () => {
    const id = newId<ArrivalId>();
    await files.create(id, 10);
    const [first, content] = [lockHere(id), new Readable({ read: nobody })];
    await first.lock(going, nobody);
    const writing = files.write(id, content, 0);
    let isFree = false;
    const unlocking = first.unlock().then(() => (isFree = true));
    await expect(lockHere(id).lock(going, nobody)).rejects.toMatchObject({ status_code: 423 });
    expect(isFree).toBe(false);
    content.push('12345');
    content.push(null);
    expect(await writing).toBe(5);
    await unlocking;
    await lockHere(id).lock(going, nobody);
  });
});
