import { announceReady, exitWithParent, readConfig } from '#platform';
import { ApiModule } from './api.module';
import { createApi } from './shared/create-api';

async function main(): Promise<void> {
  // eslint-disable-next-line no-restricted-properties -- the one place where this process's environment is read
  const config = readConfig(process.env);
  exitWithParent();
  const app = await createApi(config, ApiModule.forRoot(config));
  app.enableShutdownHooks();
  await app.listen(config.http.port, config.http.host);
  announceReady();
}

void main();
