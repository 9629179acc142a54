import type { PersonId } from '#kernel';
import { Database, UnitOfWork } from '#platform';
import { Injectable } from '@nestjs/common';
import { SessionStore } from '../db/session.store';
import { SignInAttemptStore, type StoredTicket } from '../db/sign-in-attempt.store';
import type { SessionId } from '../domain/identity';
import type { ProviderId } from '../domain/provider';
import { attemptInvalid } from '../domain/provider-errors';
import { minutesAfter } from '../domain/sign-in';
import type { Proofs } from './provider-client';
import { SecretBox } from './secret-box';
import { TokenMint } from './token-mint';
import { randomBytes } from 'node:crypto';

const ATTEMPT_MINUTES = 10;
const ANONYMOUS = { id: 'anonymous' };

type Begun = {
  readonly providerId: ProviderId;
  readonly wantsRefresh: boolean;
  readonly linkSessionId: SessionId | null;
};
export type Attempt = Begun & { readonly proofs: Proofs };

/**
 * Sign-ins on their way to a provider and back: each works once, within 10 minutes, in the browser that began it.
 *
 * They change nothing that anybody decides about, and anybody may begin one, so they are not in the journal.
 */
@Injectable()
export class SignInAttempts {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly store: SignInAttemptStore,
    private readonly sessions: SessionStore,
    private readonly mint: TokenMint,
    private readonly box: SecretBox,
  ) {}

  /** A secret that names a browser: its own from a moment ago, or a new one. */
  browserOf(cookie: string): string {
    return this.mint.recognise(cookie, 'browser') ? cookie : this.mint.mint('browser').token;
  }

  async begin(begun: Begun, browser: string): Promise<Proofs> {
    const { token: state, hash: stateHash } = this.mint.mint('state');
    const [nonce, verifier] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')];
    const sealed = this.box.seal(JSON.stringify({ nonce, verifier }), stateHash);
    const browserHash = this.mint.recognise(browser, 'browser') ?? '';
    await this.work.run(ANONYMOUS, async (tx) => {
      const now = await tx.now();
      await this.store.forgetExpired(tx, now);
      const expiresAt = minutesAfter(now, ATTEMPT_MINUTES);
      await this.store.add(tx, { stateHash, browserHash }, { ...begun, sealed }, expiresAt);
      tx.unchanged(undefined);
    });
    return { state, nonce, verifier };
  }

  /** Uses an attempt up, whatever becomes of it. @throws SIGN_IN.STATE_INVALID */
  async take(providerId: ProviderId, state: string, browser: string): Promise<Attempt> {
    const stateHash = this.mint.recognise(state, 'state');
    const browserHash = this.mint.recognise(browser, 'browser');
    if (!stateHash || !browserHash) throw attemptInvalid();
    const taken = await this.work.run(ANONYMOUS, async (tx) =>
      tx.unchanged(await this.store.take(tx, { stateHash, browserHash }, providerId, await tx.now())),
    );
    if (!taken) throw attemptInvalid();
    const { sealed, ...attempt } = taken;
    const { nonce, verifier } = JSON.parse(this.box.open(sealed, stateHash)) as Omit<Proofs, 'state'>;
    return { ...attempt, proofs: { state, nonce, verifier } };
  }

  /** A secret with which the holder of a session adds an account to it, from a browser that does not know the session. */
  async ticketFor(sessionId: SessionId, providerId: ProviderId): Promise<string> {
    const { token, hash } = this.mint.mint('ticket');
    await this.work.run(ANONYMOUS, async (tx) => {
      const now = await tx.now();
      await this.store.forgetExpired(tx, now);
      await this.store.addTicket(tx, hash, { sessionId, providerId }, minutesAfter(now, ATTEMPT_MINUTES));
      tx.unchanged(undefined);
    });
    return token;
  }

  /** Looks at a ticket without using it. @throws SIGN_IN.STATE_INVALID, also once its session ended */
  async readTicket(token: string): Promise<StoredTicket & { readonly personId: PersonId }> {
    const [hash, now] = [this.mint.recognise(token, 'ticket'), await this.work.now()];
    const ticket = hash && (await this.store.ticket(this.database, hash, now));
    const personId = ticket && (await this.sessions.holderOf(this.database, ticket.sessionId, now));
    if (!personId) throw attemptInvalid();
    return { ...ticket, personId };
  }

  /** @throws SIGN_IN.STATE_INVALID */
  async useTicket(token: string): Promise<void> {
    const hash = this.mint.recognise(token, 'ticket') ?? '';
    const isUsed = await this.work.run(ANONYMOUS, async (tx) => tx.unchanged(await this.store.useTicket(tx, hash)));
    if (!isUsed) throw attemptInvalid();
  }
}
