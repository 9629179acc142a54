import type { EventId } from '#kernel';
import { Journal } from '#platform';
import { Client } from 'pg';
import { testPlatform } from '../../../../test/support/test-database';
import { AuditSealer } from '../app/audit-sealer';
import { AuditService } from '../app/audit.service';
import { proves } from '../domain/seal';
import { AuditStore } from './audit.store';

type Platform = Awaited<ReturnType<typeof testPlatform>>;

const ADA = { id: 'ada' };
const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));

let platform: Platform;
let audit: AuditService;
const journal = new Journal();

beforeEach(async () => {
  platform = await testPlatform();
  audit = new AuditService(platform.work, platform.db, journal, new AuditStore());
});
afterEach(() => platform.stop());

const record = (count: number, from = 0) =>
  platform.work.run(ADA, (tx) => {
    for (let i = 0; i < count; i += 1) tx.record({ type: 'ballot.vote-cast', ballotId: `b${from + i}`, choice: 'yes' });
    return Promise.resolve();
  });

async function sealAll(): Promise<number> {
  let sealed = 0;
  for (let batch = await audit.seal(); batch > 0; batch = await audit.seal()) sealed += batch;
  return sealed;
}

describe('sealing', () => {
  it('says of an empty log that it is whole', async () => {
    expect(await audit.seal()).toBe(0);
    expect(await audit.head()).toBeNull();
    expect(await audit.verify()).toEqual({ whole: true, events: 0, seals: 0, unsealed: 0, head: null });
  });

  it('seals what was committed once, however often it is called', async () => {
    await record(3);
    expect(await audit.seal()).toBe(3);
    expect(await audit.seal()).toBe(0);
    await record(2);
    expect(await audit.verify()).toMatchObject({ whole: true, events: 3, seals: 1, unsealed: 2 });
    expect(await audit.seal()).toBe(2);

    const head = await audit.head();
    expect(head).toMatchObject({ number: 2, events: 5 });
    expect(await audit.verify({ published: head ?? undefined })).toEqual({
      whole: true,
      events: 5,
      seals: 2,
      unsealed: 0,
      head: { number: 2, hash: head?.hash },
    });
  });

  it('loses and doubles nothing while many write and roll back', async () => {
    const write = async (writer: number) => {
      for (let i = 0; i < 10; i += 1) {
        const work = platform.work.run(ADA, async (tx) => {
          tx.record({ type: 'test.written', writer, i });
          tx.record({ type: 'test.written-too', writer, i });
          if (i % 4 === 0) await sleep((writer * 7 + i) % 20);
          if ((writer + i) % 3 === 0) throw new Error('rolled back');
        });
        await work.catch((error: unknown) => {
          if (!(error instanceof Error && error.message === 'rolled back')) throw error;
        });
      }
    };
    const state = { writing: true };
    const sealWhileWriting = async () => {
      while (state.writing) await audit.seal();
    };
    const sealers = [sealWhileWriting(), sealWhileWriting()];
    await Promise.all(Array.from({ length: 20 }, (_, writer) => write(writer)));
    state.writing = false;
    await Promise.all(sealers);
    await sealAll();

    const written = [...Array(200).keys()].filter((n) => (Math.floor(n / 10) + (n % 10)) % 3 !== 0).length * 2;
    const verdict = await audit.verify();
    expect(verdict).toMatchObject({ whole: true, events: written, unsealed: 0 });
    const [counts] = await platform.db.query<{ events: string; leaves: string; positions: string }>(
      `select (select count(*) from platform.event) as events, count(distinct event_id) as leaves,
              max(position) as positions from audit.leaf`,
    );
    expect(counts).toEqual({ events: `${written}`, leaves: `${written}`, positions: `${written}` });
  });

  it('waits for nobody, and takes a late commit into a later seal', async () => {
    const late = new Client({ connectionString: platform.url });
    await late.connect();
    await late.query('begin');
    await late.query(
      `insert into platform.event (id, at, by, type, facts)
       values ('01932f00-0000-7000-8000-000000000001', now(), 'ben', 'test.late', '{}')`,
    );
    await record(2);
    expect(await sealAll()).toBe(2);
    await late.query('commit');
    await late.end();
    expect(await sealAll()).toBe(1);
    expect(await audit.verify()).toMatchObject({ whole: true, events: 3, seals: 2 });
  });

  it('leaves the work to the one who is at it', async () => {
    await record(1);
    await platform.work.run(ADA, async (tx) => {
      expect(await new AuditStore().becomeSealer(tx)).toBe(true);
      expect(await audit.seal()).toBe(0);
      return tx.unchanged(null);
    });
    expect(await audit.seal()).toBe(1);
  });

  it('goes on every second until it is told to stop', async () => {
    const sealer = new AuditSealer(audit);
    sealer.onApplicationBootstrap();
    await record(4);
    while (!(await audit.head())) await sleep(50);
    expect(await audit.head()).toMatchObject({ events: 4 });
    await sealer.onApplicationShutdown();
    await record(1);
    await sleep(1_200);
    expect(await audit.head()).toMatchObject({ events: 4 });
  });
});

describe('a proof', () => {
  it('shows for every event that it is in the log, and for no other', async () => {
    await record(7);
    await audit.seal();
    await record(5, 7);
    await audit.seal();
    const entries = await journal.entries(platform.db, 0n, 100);
    expect(entries).toHaveLength(12);
    for (const [i, entry] of entries.entries()) {
      const proof = await audit.proof(entry.id);
      expect(proof.position).toBe(i + 1);
      expect(proves(proof, entry)).toBe(true);
      expect(proves(proof, { ...entry, by: 'mallory' })).toBe(false);
    }
  });

  it('is refused for an event that is not sealed yet, or not there', async () => {
    await record(1);
    const [entry] = await journal.entries(platform.db, 0n, 1);
    if (!entry) throw new Error('One was recorded.');
    await expect(audit.proof(entry.id)).rejects.toMatchObject({ kind: 'conflict', code: 'EVENT.NOT_SEALED' });
    const nobody = '01932f00-0000-7000-8000-000000000009' as EventId;
    await expect(audit.proof(nobody)).rejects.toMatchObject({ kind: 'missing', code: 'EVENT.MISSING' });
  });
});

describe('the tables', () => {
  it.each([
    'update audit.leaf set position = position',
    'delete from audit.leaf',
    'truncate audit.leaf',
    'update audit.seal set number = number',
    'delete from audit.seal',
    'truncate audit.seal, audit.leaf',
    `update platform.event set facts = '{}'`,
    'delete from platform.event',
    'truncate platform.event',
  ])('refuse: %s', async (sql) => {
    await record(2);
    await audit.seal();
    await expect(platform.db.query(sql)).rejects.toMatchObject({ code: '23001' });
  });
});
