import { newId, type PersonId } from '#kernel';
import { Database, UnitOfWork, type Principal } from '#platform';
import { Injectable } from '@nestjs/common';
import { SignInStore } from '../db/sign-in.store';
import { linkInvalid } from '../domain/errors';
import type { SignInLinkId } from '../domain/identity';
import { normaliseEmail } from '../domain/plain-text';
import type { SessionTokens } from '../domain/session';
import { LINK_MINUTES, MAX_LINKS_PER_ADDRESS, minutesAfter } from '../domain/sign-in';
import { SEND_SIGN_IN_LINK } from '../jobs';
import { SessionService } from './session.service';
import { TokenMint } from './token-mint';

const ANONYMOUS: Principal = { id: 'anonymous' };
const MINUTES_PER_DAY = 24 * 60;

/** Signing in with a link that comes by mail: to whoever reads the address's mail, and to nobody else. */
@Injectable()
export class SignInLinkService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly signIns: SignInStore,
    private readonly sessions: SessionService,
    private readonly mint: TokenMint,
  ) {}

  /**
   * Promises a link to whoever has the address; the answer and the work are the same if nobody has it. More than
   * five requests for an address in 15 minutes are dropped in silence.
   *
   * @throws EMAIL.INVALID for what is no address at all
   */
  async request(text: string): Promise<void> {
    const email = normaliseEmail(text);
    const hash = this.mint.addressHash(email);
    await this.work.run(ANONYMOUS, async (tx) => {
      await this.signIns.lockAddress(tx, hash);
      const at = await tx.now();
      const recent = await this.signIns.countRequests(tx, hash, minutesAfter(at, -LINK_MINUTES));
      if (recent >= MAX_LINKS_PER_ADDRESS) {
        tx.unchanged(undefined);
        return;
      }
      const linkId = newId<SignInLinkId>();
      await this.signIns.forgetRequests(tx, minutesAfter(at, -MINUTES_PER_DAY));
      await this.signIns.addRequest(tx, linkId, email, { hash, at });
      tx.record({ type: 'sign-in-link.requested', linkId });
      tx.enqueue(SEND_SIGN_IN_LINK, { linkId });
    });
  }

  /** Looks at a link without using it. */
  async read(token: string): Promise<{ valid: boolean }> {
    return { valid: (await this.holderOf(token)) !== undefined };
  }

  /**
   * Uses a link up and opens a session. Of two who use the same link, exactly one gets the session.
   *
   * @throws IDENTITY.LINK_INVALID
   */
  async consume(token: string, { wantsRefresh = false } = {}): Promise<SessionTokens> {
    const personId = await this.holderOf(token);
    const linkHash = this.mint.recognise(token, 'link');
    if (!personId || !linkHash) throw linkInvalid();
    return this.work.run({ id: personId }, async (tx) => {
      if (!(await this.signIns.consume(tx, linkHash, await tx.now()))) throw linkInvalid();
      return this.sessions.open(tx, { personId, wantsRefresh, vouched: null });
    });
  }

  private async holderOf(token: string): Promise<PersonId | undefined> {
    const hash = this.mint.recognise(token, 'link');
    if (!hash) return undefined;
    return this.signIns.holderOf(this.database, hash, await this.work.now());
  }
}
