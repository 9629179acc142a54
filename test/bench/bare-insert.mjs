// The baseline: as little as there can be between a vote and the disk. Told how many, it answers how long they took.
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const SQL = `insert into public.bare_vote (ballot_id, member_id, text_hash, marks, in_advance, cast_by, cast_at)
  values ($1, $2, $3, $4, $5, $6, $7)`;

await pool.query('create table public.bare_vote (like governance.vote including all)');

async function insert({ count, connections }) {
  const { rows } = await pool.query(
    `select gen_random_uuid() as ballot, uuidv7() as member, $2::text as hash from generate_series(1, $1::int)`,
    [count, '0'.repeat(64)],
  );
  const start = process.hrtime.bigint();
  const waiting = rows.values();
  const inserter = async () => {
    for (const { ballot, member, hash } of waiting) {
      const values = [ballot, member, hash, '"yes"', false, member, new Date()];
      await pool.query({ name: 'insert', text: SQL, values });
    }
  };
  await Promise.all(Array.from({ length: connections }, inserter));
  return Number(process.hrtime.bigint() - start) / 1e9;
}

process.on('message', (asked) => void insert(asked).then((seconds) => process.send({ seconds })));
process.on('SIGTERM', () => void pool.end().then(() => process.exit(0)));
process.on('disconnect', () => process.exit(0));
process.send({ type: 'ready' });
