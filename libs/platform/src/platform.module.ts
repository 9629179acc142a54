import { Clock, SystemClock } from '#kernel';
import { Injectable, Module, type DynamicModule, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from './config/config';
import { createDataSource } from './database/data-source';
import { FileStore } from './files/file-store';
import { fileStoreFor } from './files/file-store-for';
import { Workbench } from './files/workbench';
import { KeyRing } from './keys/key-ring';
import { ownKeys } from './keys/own-keys';
import { Mailer } from './mail/mailer';
import { mailerFor } from './mail/mailer-for';
import { Database } from './unit-of-work/database';
import { UnitOfWork } from './unit-of-work/unit-of-work';

/** Closes the connections when everything that may still use them has shut down. */
@Injectable()
class Connections implements OnApplicationShutdown {
  constructor(private readonly dataSource: DataSource) {}

  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

const dataSource: Provider = { provide: DataSource, inject: [Config], useFactory: connect };

const files: Provider = { provide: FileStore, inject: [Config], useFactory: fileStoreFor };
const keys: Provider = { provide: KeyRing, inject: [Config, DataSource], useFactory: ownKeys };
const mail: Provider = { provide: Mailer, inject: [Config], useFactory: mailerFor };

/** What every slice stands on. Global: import it once, in the app's root module. */
@Module({})
export class PlatformModule {
  /** @param clock for tests, which move it */
  static forRoot(config: Config, clock: Clock = new SystemClock()): DynamicModule {
    const { providers = [], exports = [], ...rest } = PlatformModule.withoutKeys(config, clock);
    return { ...rest, providers: [...providers, keys], exports: [...exports, KeyRing] };
  }

  /** The same for work that reads no rows, where the keys need not be. */
  static withoutKeys(config: Config, clock: Clock = new SystemClock()): DynamicModule {
    const settings: Provider[] = [
      { provide: Config, useValue: config },
      { provide: Clock, useValue: clock },
    ];
    const shared: Provider[] = [dataSource, UnitOfWork, Database, files, mail, Workbench];
    return {
      module: PlatformModule,
      global: true,
      providers: [...settings, ...shared, Connections],
      exports: [Config, Clock, DataSource, UnitOfWork, Database, FileStore, Mailer, Workbench],
    };
  }
}

function connect({ databaseUrl, databasePoolSize }: Config): Promise<DataSource> {
  if (!databaseUrl) {
    throw new Error('DATABASE_URL is missing. `npm start` brings a database of its own and sets it for its servers.');
  }
  return createDataSource(databaseUrl, databasePoolSize).initialize();
}
