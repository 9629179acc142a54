import { announceReady, configFromEnvironment, exitWithParent } from '#platform';
import { ApiModule } from './api.module';
import { createApi } from './shared/create-api';

async function main(): Promise<void> {
  exitWithParent();
  const config = configFromEnvironment();
  const app = await createApi(config, ApiModule.forRoot(config));
  app.enableShutdownHooks();
  await app.listen(config.http.port, config.http.host);
  announceReady();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
