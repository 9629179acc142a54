import { AuditModule } from '#audit';
import { CatalogueModule } from '#catalogue';
import { ContributionsModule } from '#contributions';
import { ExtractsModule } from '#extracts';
import { GovernanceModule } from '#governance';
import { IdentityModule } from '#identity';
import { NotificationsModule } from '#notifications';
import { PlatformModule, type Config } from '#platform';
import { PolicyModule } from '#policy';
import { WarehouseModule } from '#warehouse';
import { Module, type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

/** The slices that a command may need; nothing of it listens or works in the background. */
@Module({})
class CommandModule {}

type Work<T> = (services: INestApplicationContext) => Promise<T>;

/** Runs a command's one piece of work with the services of governance there, and closes them whatever comes of it. */
export const withServices = <T>(config: Config, work: Work<T>): Promise<T> =>
  running([PlatformModule.withoutKeys(config), IdentityModule, PolicyModule, AuditModule, GovernanceModule], work);

/** The same with what deals with rows and their keys. */
export const withRows = <T>(config: Config, work: Work<T>): Promise<T> =>
  running(
    [
      ...[PlatformModule.forRoot(config), IdentityModule, PolicyModule, WarehouseModule],
      ...[NotificationsModule, CatalogueModule, ContributionsModule, GovernanceModule, ExtractsModule],
    ],
    work,
  );

async function running<T>(imports: DynamicModule['imports'], work: Work<T>): Promise<T> {
  const module: DynamicModule = { module: CommandModule, imports };
  const services = await NestFactory.createApplicationContext(module, {
    logger: ['warn', 'error', 'fatal'],
    abortOnError: false,
  });
  try {
    return await work(services);
  } finally {
    await services.close();
  }
}
