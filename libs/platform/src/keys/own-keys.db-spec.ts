import { newId, SystemClock } from '#kernel';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { ObjectStore } from '../../../../test/support/s3';
import { createTestDatabase } from '../../../../test/support/test-database';
import { configWith } from '../config/environment';
import { readConfig, type Config } from '../config/config';
import { createDataSource } from '../database/data-source';
import { UnitOfWork } from '../unit-of-work/unit-of-work';
import { acceptKeys, ownKeys } from './own-keys';

const OPERATOR = { id: 'system:keys' };

type Place = {
  /** Where the keys are; another one is empty, as a volume that is not mounted. */
  readonly config: Config;
  readonly elsewhere: Config;
  readonly stop: () => Promise<void>;
};

async function folders(): Promise<Place> {
  const directory = await mkdtemp(join(tmpdir(), 'granaio-own-keys-'));
  const at = (name: string) => readConfig({ GRANAIO_DATA: directory, GRANAIO_KEYS: join(directory, name) });
  return {
    ...{ config: at('keys'), elsewhere: at('lost') },
    stop: () => rm(directory, { recursive: true, force: true }),
  };
}

async function buckets(): Promise<Place> {
  const store = await ObjectStore.start('keys', 'lost');
  const at = (bucket: string) =>
    configWith(readConfig({}), { keys: { directory: '', s3: { ...store.config, bucket } } });
  return { config: at('keys'), elsewhere: at('lost'), stop: () => store.stop() };
}

describe.each([
  ['a folder', folders],
  ['a bucket', buckets],
])('the keys of an installation in %s', (_, start) => {
  let place: Place;
  let database: DataSource;
  let work: UnitOfWork;
  let drop: () => Promise<void>;

  beforeEach(async () => {
    place = await start();
    const made = await createTestDatabase();
    drop = () => made.drop();
    database = await createDataSource(made.url, 5).initialize();
    work = new UnitOfWork(database, new SystemClock());
  });
  afterEach(async () => {
    await database.destroy();
    await drop();
    await place.stop();
  });

  it('are known again at every start, by all servers that start at once', async () => {
    const rings = await Promise.all(Array.from({ length: 4 }, () => ownKeys(place.config, database)));
    const name = newId();
    const key = await rings[0]?.create(name);
    expect(await (await ownKeys(place.config, database)).find(name)).toEqual(key);
    expect(new Set(await Promise.all(rings.map((ring) => ring.mark()))).size).toBe(1);
  });

  it('are missed where they are not, and no key is made there', async () => {
    await ownKeys(place.config, database);
    const refusal = { kind: 'refused', code: 'KEYS.NOT_HERE' };
    await expect(ownKeys(place.elsewhere, database)).rejects.toMatchObject(refusal);
    await expect(ownKeys(place.elsewhere, database)).rejects.toMatchObject(refusal);
    await expect(ownKeys(place.config, database)).resolves.toBeDefined();
  });

  it('are taken as they are when an installation of before learns to know them', async () => {
    const before = await ownKeys(place.config, database);
    const name = newId();
    const key = await before.create(name);
    await database.query('delete from platform.installation');
    const after = await ownKeys(place.config, database);
    expect([await after.find(name), await after.mark()]).toEqual([key, await before.mark()]);
  });

  it('are those that are there, once the operator says so', async () => {
    await ownKeys(place.config, database);
    await acceptKeys(work, OPERATOR);
    await acceptKeys(work, OPERATOR);
    await expect(ownKeys(place.elsewhere, database)).resolves.toBeDefined();
    await expect(ownKeys(place.config, database)).rejects.toMatchObject({ code: 'KEYS.OF_ANOTHER' });
    const [event] = await database.query<{ type: string }[]>('select type from platform.event');
    expect(event?.type).toBe('installation.keys-accepted');
  });
});

it('keys that were copied with their mark are the same keys', async () => {
  const place = await folders();
  const made = await createTestDatabase();
  const database = await createDataSource(made.url, 2).initialize();
  await ownKeys(place.config, database);
  await cp(place.config.keys.directory, place.elsewhere.keys.directory, { recursive: true });
  await expect(ownKeys(place.elsewhere, database)).resolves.toBeDefined();
  await database.destroy();
  await made.drop();
  await place.stop();
});
