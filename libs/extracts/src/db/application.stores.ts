import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import { ApplicationBucketStore } from './application-bucket.store';
import { ApplicationEventStore } from './application-event.store';
import { ApplicationVoiceStore } from './application-voice.store';
import { ApplicationStore } from './application.store';
import { GrantStore } from './grant.store';

/** What is remembered of applications and of the grants that came of them. */
@Injectable()
export class ApplicationStores {
  readonly applications: ApplicationStore;
  readonly voices: ApplicationVoiceStore;
  readonly buckets: ApplicationBucketStore;
  readonly events: ApplicationEventStore;
  readonly grants: GrantStore;

  /** @param db for reads outside of a transaction */
  constructor(readonly db: Database) {
    this.applications = new ApplicationStore(db);
    this.voices = new ApplicationVoiceStore(db);
    this.buckets = new ApplicationBucketStore(db);
    this.events = new ApplicationEventStore(db);
    this.grants = new GrantStore(db);
  }
}
