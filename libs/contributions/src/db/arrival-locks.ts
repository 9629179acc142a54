import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { setMaxListeners } from 'node:events';
import { Pool, type ClientBase } from 'pg';
import { Config } from '#platform';
import type { ArrivalId } from './upload.store';

type Held = { readonly asked: () => void; readonly lost: AbortSignal };

const KEY = 'hashtextextended($1, 612)';

/** Whoever finds it taken asks for it, wherever its holder is. */
const TRY = `
  with tried as materialized (select pg_try_advisory_lock(${KEY}) as ours)
  select ours, case when not ours then pg_notify('granaio_arrival', $1) end from tried`;

/** A machine that vanishes without a word holds its locks for this long, and not for two hours; one that is quiet keeps them. */
const LISTEN = `
  set idle_session_timeout = 0;
  set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3;
  listen granaio_arrival`;

/**
 * Locks on arrivals that all processes of an installation respect.
 *
 * All that a process holds lie in one session of the database, opened with the first of them: no transaction stays open,
 * no arrival costs a connection, and they end with the process, whatever ends it.
 */
@Injectable()
export class ArrivalLocks implements OnApplicationShutdown {
  private readonly held = new Map<ArrivalId, Held>();
  /** Of one connection, which opens again when it was lost. */
  private readonly session: Pool;
  private lost = new AbortController().signal;

  constructor({ databaseUrl = '' }: Config) {
    this.session = new Pool({
      ...{ connectionString: databaseUrl, application_name: 'granaio-arrivals', max: 1 },
      ...{ idleTimeoutMillis: 0, keepAlive: true, keepAliveInitialDelayMillis: 10_000 },
      verify: (client, done) => {
        this.listen(client).then(() => {
          done();
        }, done);
      },
    });
    this.session.on('error', () => undefined); // `lost` says it
  }

  /**
   * Takes the lock, or asks whoever holds it.
   *
   * @param asked called, as often as somebody likes, when another wants it
   * @returns whether it is ours now
   */
  async tryLock(id: ArrivalId, asked: () => void): Promise<boolean> {
    const holder = this.held.get(id);
    holder?.asked();
    if (holder) return false;
    // The database would give it to this process twice.
    this.held.set(id, { asked: () => undefined, lost: this.lost });
    let isOurs = false;
    try {
      const { rows } = await this.session.query<{ ours: boolean }>(TRY, [id]);
      isOurs = rows[0]?.ours === true;
    } finally {
      if (isOurs) this.held.set(id, { asked, lost: this.lost });
      else this.held.delete(id);
    }
    return isOurs;
  }

  /** Gives back what this process holds. A session that fails at it is closed, and what it held is free. */
  async unlock(id: ArrivalId): Promise<void> {
    const isLost = this.held.get(id)?.lost.aborted ?? true;
    if (!isLost) await this.session.query(`select pg_advisory_unlock(${KEY})`, [id]).catch(() => undefined);
    this.held.delete(id);
  }

  /** Says that a lock of ours is no longer ours, because its session ended: from then on another may have it. */
  lossOf(id: ArrivalId): AbortSignal {
    return this.held.get(id)?.lost ?? AbortSignal.abort();
  }

  onApplicationShutdown(): Promise<void> {
    return this.session.end();
  }

  private async listen(client: ClientBase): Promise<void> {
    client.on('error', () => undefined); // while the pool does not hear it
    const ending = new AbortController();
    setMaxListeners(0, ending.signal); // all uploads of this process
    this.lost = ending.signal;
    client.on('end', () => {
      ending.abort();
    });
    client.on('notification', ({ payload }) => this.held.get(payload as ArrivalId)?.asked());
    await client.query(LISTEN);
  }
}
