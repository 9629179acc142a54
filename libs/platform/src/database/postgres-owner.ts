import { Client } from 'pg';
import { type Cluster, databaseUrl, OWNER } from './postgres-cluster';

/** invalid_password, invalid_authorization_specification, invalid_catalog_name */
const NOT_THERE_YET = new Set(['28P01', '28000', '3D000']);

/** Of sockets; and admin_shutdown, crash_shutdown, cannot_connect_now. */
const GONE = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03']);

/**
 * Makes sure that our role and its database exist. Repeating it changes nothing.
 *
 * @returns false if the server does not take connections (any more)
 */
export async function ensureDatabase(cluster: Cluster, port: number): Promise<boolean> {
  const url = databaseUrl(cluster, port);
  const state = await using(url, () => Promise.resolve()).then(() => 'there', codeOf);
  if (NOT_THERE_YET.has(state)) {
    await using(databaseUrl(cluster, port, 'admin'), (admin) => create(admin, new URL(url).password));
  }
  return !GONE.has(state);
}

/** The code of an error that we can do something about; any other is thrown on. */
function codeOf(error: unknown): string {
  const { code = '' } = error as { code?: string };
  if (NOT_THERE_YET.has(code) || GONE.has(code)) return code;
  throw error;
}

async function create(admin: Client, password: string): Promise<void> {
  await admin.query(`select pg_advisory_lock(hashtext('granaio'))`);
  const { rowCount: roles } = await admin.query('select 1 from pg_roles where rolname = $1', [OWNER]);
  // Only a cluster without passwords, which is a test's, lets the owner create more databases.
  const rights = password ? `password ${admin.escapeLiteral(password)}` : 'createdb';
  if (!roles) await admin.query(`create role ${OWNER} login ${rights}`);
  const { rowCount: databases } = await admin.query('select 1 from pg_database where datname = $1', [OWNER]);
  if (!databases) await admin.query(`create database ${OWNER} owner ${OWNER}`);
}

async function using(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'granaio-start' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
