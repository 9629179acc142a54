import { AuditModule } from '#audit';
import { GovernanceModule } from '#governance';
import { IdentityModule } from '#identity';
import { PlatformModule, type Config } from '#platform';
import { PolicyModule } from '#policy';
import { Module, type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

/** The slices that a command may need; nothing of it listens or works in the background. */
@Module({})
class CommandModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: CommandModule,
      imports: [PlatformModule.forRoot(config), IdentityModule, PolicyModule, AuditModule, GovernanceModule],
    };
  }
}

/** Runs a command's one piece of work with the services there, and closes them whatever comes of it. */
export async function withServices<T>(
  config: Config,
  work: (services: INestApplicationContext) => Promise<T>,
): Promise<T> {
  const services = await NestFactory.createApplicationContext(CommandModule.forRoot(config), {
    logger: ['warn', 'error', 'fatal'],
    abortOnError: false,
  });
  try {
    return await work(services);
  } finally {
    await services.close();
  }
}
