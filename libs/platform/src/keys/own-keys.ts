import { isId, newId } from '#kernel';
import type { DataSource } from 'typeorm';
import type { Config } from '../config/config';
import { createDataSource } from '../database/data-source';
import type { Principal } from '../unit-of-work/transaction';
import type { UnitOfWork } from '../unit-of-work/unit-of-work';
import { keysNotHere, keysOfAnother } from './errors';
import type { KeyRing } from './key-ring';
import { keyRingFor } from './key-ring-for';

/** Where this installation is configured to have its keys, for people. */
export const placeOfKeys = ({ keys: { s3, directory } }: Config): string => (s3 ? `bucket ${s3.bucket}` : directory);

/**
 * The keys of this installation, and no others: the database remembers an id that a mark beside the keys repeats. So a
 * volume that was lost or not mounted is not taken for a new installation, whose keys would be made beside the lost ones.
 *
 * The first start writes both; so does the first start after an upgrade, which believes what it finds. Servers that start
 * at once wait for each other.
 *
 * @throws KEYS.NOT_HERE, KEYS.OF_ANOTHER
 */
export async function ownKeys(config: Config, database: DataSource): Promise<KeyRing> {
  const ring = await keyRingFor(config);
  await database.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(hashtext('granaio.keys'))`);
    const [known] = await tx.query<{ id: string }[]>('select id from platform.installation');
    if (known) return assertMarked(ring, known.id, placeOfKeys(config));
    await tx.query('insert into platform.installation (id) values ($1)', [await marked(ring)]);
  });
  return ring;
}

async function assertMarked(ring: KeyRing, id: string, place: string): Promise<void> {
  const mark = await ring.mark();
  if (mark === null) throw keysNotHere(place);
  if (mark !== id) throw keysOfAnother(place);
}

/** @returns the id of the mark: a new one, unless a start was cut off, or the database was begun anew */
async function marked(ring: KeyRing): Promise<string> {
  const mark = await ring.mark();
  if (mark !== null && isId(mark)) return mark;
  const id = newId();
  await ring.putMark(id);
  return id;
}

/** Looks whether the keys are where they should be, and does no more. @throws KEYS.NOT_HERE, KEYS.OF_ANOTHER */
export async function assertOwnKeys(config: Config): Promise<void> {
  const database = await createDataSource(config.databaseUrl ?? '', 2).initialize();
  try {
    await ownKeys(config, database);
  } finally {
    await database.destroy();
  }
}

/** Forgets which keys are ours, so that the next start believes what it finds. */
export async function acceptKeys(work: UnitOfWork, by: Principal): Promise<void> {
  await work.run(by, async (tx) => {
    const [known] = await tx.query<{ id: string }>('delete from platform.installation returning id');
    if (known) tx.record({ type: 'installation.keys-accepted', before: known.id });
    else tx.unchanged(undefined);
  });
}
