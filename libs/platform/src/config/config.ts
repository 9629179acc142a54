import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/** Placeholder of development; a production server refuses to start with it. */
export const DEVELOPMENT_SECRET = 'development-only-secret-change-me';

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const port = z.coerce.number().int().min(0).max(65_535);

/** The environment, variable by variable; every one is optional, so that one machine runs out of the box. */
const environment = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  GRANAIO_DATA: z.string().min(1).optional(),
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
  S3_ENDPOINT: z.url().optional(),
  S3_REGION: z.string().min(1).default('eu-south-1'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  SMTP_URL: z.url().optional(),
  MAIL_FROM: z.string().min(3).default('Granaio <granaio@localhost>'),
  MAX_UPLOAD_BYTES: z.coerce.number().int().positive().default(2_000_000_000),
  WAREHOUSE_MEMORY_MB: z.coerce.number().int().min(128).default(512),
  WAREHOUSE_THREADS: z.coerce.number().int().min(1).max(64).default(2),
});

/** Everything an installation can be told, parsed once at boot. Directories are absolute paths. */
export abstract class Config {
  abstract readonly mode: 'production' | 'development' | 'test';
  /** Root of everything embedded: database cluster, files, mails, temporary files. */
  abstract readonly dataDirectory: string;
  abstract readonly secret: string;
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
  /** Without an SMTP server, mails are files in a folder under `dataDirectory`. */
  abstract readonly mail: { readonly smtpUrl: string | undefined; readonly from: string };
  abstract readonly maxUploadBytes: number;
  abstract readonly warehouse: { readonly memoryMb: number; readonly threads: number };
}

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
    dataDirectory: env.GRANAIO_DATA ? resolve(env.GRANAIO_DATA) : join(homedir(), '.granaio'),
    secret: env.GRANAIO_SECRET,
    http: {
      host: env.GRANAIO_HOST,
      port: env.GRANAIO_PORT,
      publicUrl: env.GRANAIO_PUBLIC_URL ?? `http://${env.GRANAIO_HOST}:${env.GRANAIO_PORT}`,
    },
    devPages: env.GRANAIO_DEV_PAGES ?? env.NODE_ENV !== 'production',
    databaseUrl: env.DATABASE_URL,
    databasePoolSize: env.DATABASE_POOL_SIZE,
    redisUrl: env.REDIS_URL,
    queuePrefix: env.QUEUE_PREFIX,
    s3: s3Of(env),
    mail: { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM },
    maxUploadBytes: env.MAX_UPLOAD_BYTES,
    warehouse: { memoryMb: env.WAREHOUSE_MEMORY_MB, threads: env.WAREHOUSE_THREADS },
  };
}

function refuseWeakSecret(mode: string, secret: string): void {
  if (mode !== 'production') return;
  if (secret === DEVELOPMENT_SECRET || secret.length < 32) {
    throw new Error('Configuration: in production GRANAIO_SECRET must be your own, of at least 32 characters.');
  }
}

function s3Of(env: z.infer<typeof environment>): S3Config | undefined {
  if (!env.S3_BUCKET) return undefined;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  return {
    bucket: env.S3_BUCKET,
    endpoint: env.S3_ENDPOINT,
    region: env.S3_REGION,
    credentials: accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined,
  };
}
