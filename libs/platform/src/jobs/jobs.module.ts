import { BullModule } from '@nestjs/bullmq';
import { Module, type DynamicModule } from '@nestjs/common';
import { setDefaultBackendFactory } from 'bullmq';
import { DataSource } from 'typeorm';
import { Config } from '../config/config';
import { JobQueues, QUEUE_BACKEND } from './job-queues';
import { JobSettings, jobSettings } from './job-settings';
import { workersWith } from './job-worker';
import { Outbox } from './outbox';
import { databaseUrlOf, OutboxRelay } from './outbox-relay';
import { queueBackendFor, type QueueBackend } from './queue-backend';

const backend = {
  provide: QUEUE_BACKEND,
  inject: [Config, DataSource],
  useFactory: (config: Config, dataSource: DataSource) => queueBackendFor(config, databaseUrlOf(dataSource)),
};

/**
 * Queue, relay and outbox for a process that works. Processors are declared by `@Processor(JOB.queue)` alone: a queue
 * exists when somebody works on it or something is promised to it.
 */
@Module({})
export class JobsModule {
  /** Once per process, with the platform module. */
  static forRoot(settings: Partial<JobSettings> = {}): DynamicModule {
    const own = jobSettings(settings);
    return {
      module: JobsModule,
      global: true,
      imports: [
        BullModule.forRootAsync({
          imports: [QueueBackendModule],
          inject: [QUEUE_BACKEND],
          useFactory: forWorkers(own),
        }),
        BullModule.registerQueue(),
        QueueBackendModule,
      ],
      providers: [{ provide: JobSettings, useValue: own }, JobQueues, Outbox, OutboxRelay],
      exports: [Outbox, OutboxRelay],
    };
  }
}

@Module({ providers: [backend], exports: [backend] })
class QueueBackendModule {}

/** Nest makes workers by two settings of the whole process, which must be made before the first of them. */
const forWorkers = (settings: JobSettings) => (queue: QueueBackend) => {
  setDefaultBackendFactory(queue.factory);
  BullModule.workerClass = workersWith(settings);
  return queue.workers;
};
