import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/** Placeholder of development; a production server refuses to start with it. */
export const DEVELOPMENT_SECRET = 'development-only-secret-change-me';

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const port = z.coerce.number().int().min(0).max(65_535);

const listOfUrls = (text: string) => text.split(',').map((url) => url.trim());

/** The environment, variable by variable; every one is optional, so that one machine runs out of the box. */
const environment = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  GRANAIO_DATA: z.string().min(1).optional(),
  GRANAIO_KEYS: z.string().min(1).optional(),
  GRANAIO_SECRET: z.string().min(1).default(DEVELOPMENT_SECRET),
  GRANAIO_HOST: z.string().min(1).default('127.0.0.1'),
  GRANAIO_PORT: port.default(4000),
  GRANAIO_PUBLIC_URL: z.url().optional(),
  GRANAIO_DEV_PAGES: flag.optional(),
  DATABASE_URL: z.url().optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(10),
  REDIS_URL: z.url().optional(),
  QUEUE_PREFIX: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .default('granaio'),
  S3_BUCKET: z.string().min(1).optional(),
  S3_KEYS_BUCKET: z.string().min(1).optional(),
  S3_SHELF_BUCKET: z.string().min(1).optional(),
  S3_ENDPOINT: z.url().optional(),
  S3_REGION: z.string().min(1).default('eu-south-1'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  SMTP_URL: z.url().optional(),
  MAIL_FROM: z.string().min(3).default('Granaio <granaio@localhost>'),
  MAX_UPLOAD_BYTES: z.coerce.number().int().positive().default(2_000_000_000),
  UPLOAD_QUOTA_BYTES: z.coerce.number().int().positive().default(20_000_000_000),
  HARVEST_ALLOW_PRIVATE: flag.default(false),
  WAREHOUSE_MEMORY_MB: z.coerce.number().int().min(128).default(512),
  WAREHOUSE_THREADS: z.coerce.number().int().min(1).max(64).default(2),
  CLICKHOUSE_URLS: z.string().transform(listOfUrls).pipe(z.array(z.url()).min(1)).optional(),
  CLICKHOUSE_CLUSTER: z
    .string()
    .regex(/^\w{1,60}$/)
    .default('granaio'),
  WAREHOUSE_SHELF_MB: z.coerce.number().int().min(1).default(20_000),
});

type Environment = z.infer<typeof environment>;

/** Everything an installation can be told, parsed once at boot. Directories are absolute paths. */
export abstract class Config {
  abstract readonly mode: 'production' | 'development' | 'test';
  /** Root of everything embedded: database cluster, files, mails, temporary files. */
  abstract readonly dataDirectory: string;
  abstract readonly secret: string;
  /** `publicUrl`: what every address of ours begins with, without a slash at its end. */
  abstract readonly http: { readonly host: string; readonly port: number; readonly publicUrl: string };
  /** The explorer and the mailbox page. */
  abstract readonly devPages: boolean;
  /** Absent: the embedded server under `dataDirectory`. */
  abstract readonly databaseUrl: string | undefined;
  abstract readonly databasePoolSize: number;
  /** Absent: the queue lives in the database. */
  abstract readonly redisUrl: string | undefined;
  abstract readonly queuePrefix: string;
  /** Absent: a folder under `dataDirectory`. */
  abstract readonly s3: S3Config | undefined;
  /** Where the keys of contributions are: a folder, or, where there is one, a bucket of their own. */
  abstract readonly keys: { readonly directory: string; readonly s3: S3Config | undefined };
  /** Servers that count together, each reachable by one of the URLs, and the bucket they read; absent: counted by this process. */
  abstract readonly cluster: ClusterConfig | undefined;
  /** Without an SMTP server, mails are files in a folder under `dataDirectory`. */
  abstract readonly mail: { readonly smtpUrl: string | undefined; readonly from: string };
  abstract readonly maxUploadBytes: number;
  /** Whether catalogues may be harvested from addresses of private networks, as in tests and intranets. */
  abstract readonly harvestPrivate: boolean;
  /** How much one organisation may keep here: files on their way, and rows as they are stored. */
  abstract readonly uploadQuotaBytes: number;
  abstract readonly warehouse: { readonly memoryMb: number; readonly threads: number; readonly shelfMb: number };
}

export type ClusterConfig = {
  readonly urls: readonly string[];
  /** As `remote_servers` of the servers' own configuration names it. */
  readonly name: string;
  /** Readable rows, for the servers: never backed up, without old versions. */
  readonly shelf: S3Config;
};

export type S3Config = {
  readonly bucket: string;
  readonly endpoint: string | undefined;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
};

/**
 * @param variables usually the process's environment; empty strings count as absent
 * @throws Error naming each variable that is wrong, and what would be right
 */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) throw new Error(`Configuration: ${z.prettifyError(parsed.error)}`);
  const env = parsed.data;
  refuseWeakSecret(env.NODE_ENV, env.GRANAIO_SECRET);
  return {
    mode: env.NODE_ENV,
    dataDirectory: dataDirectoryOf(env),
    secret: env.GRANAIO_SECRET,
    http: {
      host: env.GRANAIO_HOST,
      port: env.GRANAIO_PORT,
      publicUrl: (env.GRANAIO_PUBLIC_URL ?? `http://${env.GRANAIO_HOST}:${env.GRANAIO_PORT}`).replace(/\/+$/, ''),
    },
    devPages: env.GRANAIO_DEV_PAGES ?? env.NODE_ENV !== 'production',
    databaseUrl: env.DATABASE_URL,
    databasePoolSize: env.DATABASE_POOL_SIZE,
    redisUrl: env.REDIS_URL,
    queuePrefix: env.QUEUE_PREFIX,
    s3: s3Of(env, env.S3_BUCKET),
    keys: keysOf(env),
    cluster: clusterOf(env),
    mail: { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM },
    maxUploadBytes: env.MAX_UPLOAD_BYTES,
    harvestPrivate: env.HARVEST_ALLOW_PRIVATE,
    uploadQuotaBytes: env.UPLOAD_QUOTA_BYTES,
    warehouse: { memoryMb: env.WAREHOUSE_MEMORY_MB, threads: env.WAREHOUSE_THREADS, shelfMb: env.WAREHOUSE_SHELF_MB },
  };
}

function refuseWeakSecret(mode: string, secret: string): void {
  if (mode !== 'production') return;
  if (secret === DEVELOPMENT_SECRET || secret.length < 32) {
    throw new Error('Configuration: in production GRANAIO_SECRET must be your own, of at least 32 characters.');
  }
}

const dataDirectoryOf = ({ GRANAIO_DATA: folder }: Environment) =>
  folder ? resolve(folder) : join(homedir(), '.granaio');

/** Who may read the files must not get the keys with them, and servers that share files must share their keys. */
function keysOf(env: Environment): Config['keys'] {
  const { NODE_ENV, GRANAIO_KEYS, S3_BUCKET, S3_KEYS_BUCKET } = env;
  if (S3_KEYS_BUCKET && S3_KEYS_BUCKET === S3_BUCKET) {
    throw new Error('Configuration: S3_KEYS_BUCKET must be another bucket than S3_BUCKET.');
  }
  if (NODE_ENV === 'production' && S3_BUCKET && !S3_KEYS_BUCKET && !GRANAIO_KEYS) {
    throw new Error(
      'Configuration: with S3_BUCKET, say where the keys are, the same for all servers: S3_KEYS_BUCKET or GRANAIO_KEYS.',
    );
  }
  const directory = GRANAIO_KEYS ? resolve(GRANAIO_KEYS) : join(dataDirectoryOf(env), 'keys');
  return { directory, s3: s3Of(env, S3_KEYS_BUCKET) };
}

/** Rows lie readable on the cluster's shelf, so it is no place for what is kept or backed up. */
function clusterOf(env: Environment): ClusterConfig | undefined {
  const { CLICKHOUSE_URLS: urls, CLICKHOUSE_CLUSTER: name, S3_SHELF_BUCKET, S3_BUCKET, S3_KEYS_BUCKET } = env;
  if (!urls) return undefined;
  const shelf = s3Of(env, S3_SHELF_BUCKET);
  if (!shelf?.credentials || [S3_BUCKET, S3_KEYS_BUCKET].includes(S3_SHELF_BUCKET)) {
    throw new Error(
      'Configuration: CLICKHOUSE_URLS needs S3_SHELF_BUCKET, a bucket of its own, and the S3 access keys to it.',
    );
  }
  return { urls, name, shelf };
}

function s3Of(env: Environment, bucket: string | undefined): S3Config | undefined {
  if (!bucket) return undefined;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  return {
    bucket,
    endpoint: env.S3_ENDPOINT,
    region: env.S3_REGION,
    credentials: accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined,
  };
}
