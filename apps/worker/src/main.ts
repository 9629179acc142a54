import { announceReady, configFromEnvironment, exitWithParent } from '#platform';
import { NestFactory } from '@nestjs/core';
import { WorkerModule } from './worker.module';

async function main(): Promise<void> {
  exitWithParent();
  const worker = await NestFactory.createApplicationContext(WorkerModule.forRoot(configFromEnvironment()), {
    logger: ['warn', 'error', 'fatal'],
  });
  // Without it, SIGTERM would cut off the job under way.
  worker.enableShutdownHooks();
  announceReady();
}

void main();
