import { type Config, readConfig } from './config';

/** What this process was told by its environment; nothing else reads it. @throws Error naming each wrong variable */
export const configFromEnvironment = (): Config => readConfig(process.env);

/** The environment of a process that we start: ours, and what we decided for it. */
export const environmentFor = (config: Config): Record<string, string | undefined> => ({
  ...process.env,
  NODE_ENV: config.mode,
  GRANAIO_DATA: config.dataDirectory,
  GRANAIO_HOST: config.http.host,
  GRANAIO_PORT: String(config.http.port),
  DATABASE_URL: config.databaseUrl,
});

/** A configuration that differs in some settings. */
export const configWith = (config: Config, change: Partial<Config>): Config => Object.assign({}, config, change);
