import { Client } from 'pg';

/** Holds an installation for one process, for as long as that process and the database live. */
export type Claim = {
  /** Comes true when the connection ends, whether released or lost. */
  readonly ended: Promise<void>;
  readonly release: () => Promise<void>;
};

/** @returns nothing if another process holds the installation */
export async function claimInstallation(databaseUrl: string): Promise<Claim | undefined> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'granaio-start', keepAlive: true });
  const ended = new Promise<void>((end) => client.once('end', end));
  client.on('error', () => undefined); // `ended` says it
  await client.connect();
  const { rows } = await client.query<{ ours: boolean }>(
    `select pg_try_advisory_lock(hashtext('granaio.installation')) as ours`,
  );
  if (rows[0]?.ours) return { ended, release: () => client.end() };
  await client.end();
  return undefined;
}
