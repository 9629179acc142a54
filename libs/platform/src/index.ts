export { Config, DEVELOPMENT_SECRET, readConfig, type S3Config } from './config/config';
export { defineJob, type JobSpec } from './jobs/job-spec';
export { Database } from './unit-of-work/database';
export type { DomainEvent, Principal, Queryable, Transaction } from './unit-of-work/transaction';
export { UnitOfWork } from './unit-of-work/unit-of-work';
