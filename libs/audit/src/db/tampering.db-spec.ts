import { merkleRoot, type EventId } from '#kernel';
import { Journal } from '#platform';
import { Client } from 'pg';
import { testPlatform } from '../../../../test/support/test-database';
import { AuditService } from '../app/audit.service';
import { eventLeaf } from '../domain/leaf';
import { sealHash, type Head } from '../domain/seal';
import { AuditStore } from './audit.store';

/** Three seals of five events: positions 1–5, 6–10, 11–15. The attacker is the database's superuser and stops the triggers. */
type Platform = Awaited<ReturnType<typeof testPlatform>>;

let platform: Platform;
let audit: AuditService;
let attacker: Client;
let ids: EventId[];
let published: Head;
const journal = new Journal();
const store = new AuditStore();

beforeEach(async () => {
  platform = await testPlatform();
  audit = new AuditService(platform.work, platform.db, journal, store);
  for (let batch = 0; batch < 3; batch += 1) {
    await platform.work.run({ id: 'ada' }, (tx) => {
      for (let i = 0; i < 5; i += 1) tx.record({ type: 'ballot.closed', ballotId: `b${batch}${i}`, yes: 3, no: 2 });
      return Promise.resolve();
    });
    await audit.seal();
  }
  ids = (await journal.entries(platform.db, 0n, 100)).map((entry) => entry.id);
  const head = await audit.head();
  if (!head) throw new Error('Three seals were made.');
  published = { number: head.number, hash: head.hash };
  attacker = new Client({ connectionString: asSuperuser(platform.url) });
  await attacker.connect();
  await attacker.query('set session_replication_role = replica');
});
afterEach(async () => {
  await attacker.end();
  await platform.stop();
});

/** The test server trusts whoever connects. */
function asSuperuser(url: string): string {
  const login = new URL(url);
  login.username = 'postgres';
  return login.href;
}

/** What one would look at without hashes: as many leaves as the seals say, seals without a gap. */
async function countsAgree(): Promise<boolean> {
  const [row] = await platform.db.query<{ agree: boolean }>(
    `select (select count(*) from audit.leaf) = coalesce(sum(leaf_count), 0) and count(*) = max(number) as agree
     from audit.seal`,
  );
  return row?.agree === true;
}

const idAt = (position: number): EventId => {
  const id = ids[position - 1];
  if (!id) throw new Error(`No event at ${position}.`);
  return id;
};

const rewriteEvent = (position: number) =>
  attacker.query(`update platform.event set facts = replace(facts, '"yes":3', '"yes":1') where id = $1`, [
    idAt(position),
  ]);

async function rewriteLeaf(position: number): Promise<void> {
  const [entry] = await journal.find(platform.db, [idAt(position)]);
  if (!entry) throw new Error(`No event at ${position}.`);
  await attacker.query(`update audit.leaf set hash = decode($2, 'hex') where position = $1`, [
    position,
    eventLeaf(entry),
  ]);
}

async function rewriteRoot(number: number): Promise<void> {
  const leaves = await store.leavesAfter(platform.db, (number - 1) * 5, 5);
  const root = merkleRoot(leaves.map((leaf) => leaf.hash));
  await attacker.query(`update audit.seal set root = decode($2, 'hex') where number = $1`, [number, root]);
}

/** Puts the chain in order again from a seal on, as far as `last`. */
async function rewriteSeals(number: number, last: number): Promise<void> {
  for (let n = number; n <= last; n += 1) {
    const [before, seal] = [await store.seal(platform.db, n - 1), await store.seal(platform.db, n)];
    if (!seal) throw new Error(`No seal ${n}.`);
    const previous = n === number ? seal.previous : (before?.hash ?? null);
    await attacker.query(
      `update audit.seal set previous_hash = decode($2, 'hex'), hash = decode($3, 'hex') where number = $1`,
      [n, previous, sealHash({ ...seal, previous })],
    );
  }
}

async function cutOffLastSeal(): Promise<void> {
  await attacker.query('delete from platform.event where id in (select event_id from audit.leaf where seal = 3)');
  await attacker.query('delete from audit.leaf where seal = 3');
  await attacker.query('delete from audit.seal where number = 3');
}

const insertEvent = () =>
  attacker.query(
    `insert into platform.event (id, at, by, type, facts, sealed)
     values ('01932f00-0000-7000-8000-00000000f0f0', now(), 'ada', 'ballot.closed', '{"ballotId":"b99"}', true)`,
  );

const ATTACKS: { name: string; attack: () => Promise<unknown>; found: object }[] = [
  {
    name: 'changes a single digit of one event',
    attack: () => rewriteEvent(8),
    found: { reason: 'EVENT.CHANGED', at: { seal: 2, position: 8 } },
  },
  {
    name: 'moves an event by a millisecond',
    attack: () => attacker.query(`update platform.event set at = at + interval '1 ms' where id = $1`, [idAt(8)]),
    found: { reason: 'EVENT.CHANGED', at: { seal: 2, position: 8 } },
  },
  {
    name: 'puts an event before all time',
    attack: () => attacker.query(`update platform.event set at = '-infinity' where id = $1`, [idAt(8)]),
    found: { reason: 'EVENT.CHANGED', at: { seal: 2, position: 8 } },
  },
  {
    name: 'names another person in an event',
    attack: () => attacker.query(`update platform.event set by = 'ben' where id = $1`, [idAt(15)]),
    found: { reason: 'EVENT.CHANGED', at: { seal: 3, position: 15 } },
  },
  {
    name: 'marks a sealed event as not sealed',
    attack: () => attacker.query('update platform.event set sealed = false where id = $1', [idAt(1)]),
    found: { reason: 'EVENT.CHANGED', at: { seal: 1, position: 1 } },
  },
  {
    name: 'deletes an event',
    attack: () => attacker.query('delete from platform.event where id = $1', [idAt(6)]),
    found: { reason: 'EVENT.MISSING', at: { seal: 2, position: 6 } },
  },
  {
    name: 'puts a forged event in the place of a deleted one',
    attack: async () => {
      await attacker.query('delete from platform.event where id = $1', [idAt(6)]);
      await insertEvent();
    },
    found: { reason: 'EVENT.MISSING', at: { seal: 2, position: 6 } },
  },
  {
    name: 'inserts a forged event',
    attack: () => insertEvent(),
    found: { reason: 'EVENT.FOREIGN', at: { eventId: '01932f00-0000-7000-8000-00000000f0f0' } },
  },
  {
    name: 'changes the hash of a leaf',
    attack: () => attacker.query(`update audit.leaf set hash = sha256('x') where position = 12`),
    found: { reason: 'LEAF.CHANGED', at: { seal: 3, position: 12 } },
  },
  {
    name: 'moves a leaf under another seal',
    attack: () => attacker.query('update audit.leaf set seal = 1 where position = 12'),
    found: { reason: 'LEAF.CHANGED', at: { seal: 3, position: 12 } },
  },
  {
    name: 'swaps two leaves',
    attack: () =>
      attacker
        .query('update audit.leaf set position = -position where position in (7, 9)')
        .then(() =>
          attacker.query('update audit.leaf set position = case position when -7 then 9 else 7 end where position < 0'),
        ),
    found: { reason: 'BATCH.REWRITTEN', at: { seal: 2 } },
  },
  {
    name: 'rewrites an event with its leaf',
    attack: async () => {
      await rewriteEvent(8);
      await rewriteLeaf(8);
    },
    found: { reason: 'BATCH.REWRITTEN', at: { seal: 2 } },
  },
  {
    name: 'rewrites an event with its leaf and root',
    attack: async () => {
      await rewriteEvent(8);
      await rewriteLeaf(8);
      await rewriteRoot(2);
    },
    found: { reason: 'SEAL.CHANGED', at: { seal: 2 } },
  },
  {
    name: 'rewrites an event with its leaf, root and seal',
    attack: async () => {
      await rewriteEvent(8);
      await rewriteLeaf(8);
      await rewriteRoot(2);
      await rewriteSeals(2, 2);
    },
    found: { reason: 'CHAIN.BROKEN', at: { seal: 3 } },
  },
  {
    name: 'backdates a seal',
    attack: () => attacker.query(`update audit.seal set sealed_at = sealed_at - interval '1 day' where number = 2`),
    found: { reason: 'SEAL.CHANGED', at: { seal: 2 } },
  },
];

describe('a superuser who', () => {
  beforeEach(() => attacker.query('alter table audit.leaf drop constraint leaf_position_check'));

  it.each(ATTACKS)('$name is found, where counting sees nothing', async ({ attack, found }) => {
    expect(await audit.verify({ published })).toMatchObject({ whole: true, events: 15, seals: 3 });
    await attack();
    expect(await countsAgree()).toBe(true);
    expect(await audit.verify()).toMatchObject({ whole: false, ...found });
  });

  it('cuts off the end is found by a published head, and by nothing else', async () => {
    await cutOffLastSeal();
    expect(await countsAgree()).toBe(true);
    expect(await audit.verify()).toMatchObject({ whole: true, events: 10, seals: 2 });
    expect(await audit.verify({ published })).toMatchObject({
      whole: false,
      reason: 'END.CUT_OFF',
      at: { seal: 3, position: 11 },
    });
  });

  it('cuts off a seal and leaves something of it behind is found without', async () => {
    await attacker.query('delete from audit.seal where number = 3');
    expect(await audit.verify()).toMatchObject({
      reason: 'END.CUT_OFF',
      at: { seal: 3, position: 11, eventId: idAt(11) },
    });
    await attacker.query('delete from audit.leaf where seal = 3');
    expect(await countsAgree()).toBe(true);
    expect(await audit.verify()).toMatchObject({ reason: 'EVENT.FOREIGN', at: { eventId: idAt(11) } });
  });

  it('cuts out a seal from the middle is found', async () => {
    await attacker.query('delete from audit.seal where number = 2');
    expect(await audit.verify()).toMatchObject({ reason: 'CHAIN.BROKEN', at: { seal: 3 } });
  });

  it('rewrites everything to the end is found by a published head, and by nothing else', async () => {
    await rewriteEvent(8);
    await rewriteLeaf(8);
    await rewriteRoot(2);
    await rewriteSeals(2, 3);
    expect(await countsAgree()).toBe(true);
    expect(await audit.verify()).toMatchObject({ whole: true, events: 15 });
    expect(await audit.verify({ published })).toMatchObject({ reason: 'HEAD.DIFFERS', at: { seal: 3 } });
  });

  it('has a cut-off end sealed again is found by a published head', async () => {
    await attacker.query(
      'update platform.event set sealed = false where id in (select event_id from audit.leaf where seal = 3)',
    );
    await attacker.query('delete from audit.leaf where seal = 3');
    await attacker.query('delete from audit.seal where number = 3');
    await attacker.query(`update platform.event set type = 'ballot.opened' where not sealed`);
    expect(await audit.seal()).toBe(5);
    expect(await audit.verify()).toMatchObject({ whole: true });
    expect(await audit.verify({ published })).toMatchObject({ reason: 'HEAD.DIFFERS', at: { seal: 3 } });
  });
});
