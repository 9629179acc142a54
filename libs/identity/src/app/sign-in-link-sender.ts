import { Config, Mailer, UnitOfWork, type Principal, type Transaction } from '#platform';
import { Injectable } from '@nestjs/common';
import { SignInStore, type RequestedLink } from '../db/sign-in.store';
import type { Person, SignInLinkId } from '../domain/identity';
import { LINK_MINUTES, MAX_DELAY_MINUTES, minutesAfter, signInMail } from '../domain/sign-in';
import { TokenMint } from './token-mint';

type Letter = { readonly to: Person; readonly token: string };

/** Keeps the promise of a sign-in link. */
@Injectable()
export class SignInLinkSender {
  constructor(
    private readonly work: UnitOfWork,
    private readonly links: SignInStore,
    private readonly mint: TokenMint,
    private readonly mailer: Mailer,
    private readonly config: Config,
  ) {}

  /**
   * Makes the link's secret and mails it, once. Tried again after a failure, it makes another and the one before stops
   * working, because only its hash was kept. Nothing is sent where nobody has the address.
   */
  async send(by: Principal, id: SignInLinkId): Promise<void> {
    const letter = await this.work.run(by, (tx) => this.write(tx, id));
    if (!letter) return;
    await this.mailer.send({
      to: letter.to.email,
      ...signInMail(letter.to.language, letter.to.name, this.urlOf(letter.token)),
    });
    await this.work.run(by, async (tx) => {
      await this.links.putSent(tx, id, await tx.now());
      tx.record({ type: 'sign-in-link.sent', linkId: id });
      tx.fulfil();
    });
  }

  private async write(tx: Transaction, id: SignInLinkId): Promise<Letter | undefined> {
    const link = await this.links.lockRequest(tx, id);
    const now = await tx.now();
    if (!link?.person || !isWanted(link, now)) {
      tx.fulfil();
      tx.unchanged(undefined);
      return undefined;
    }
    const { token, hash } = this.mint.mint('link');
    await this.links.putSecret(tx, id, hash, minutesAfter(now, LINK_MINUTES));
    tx.record({ type: 'sign-in-link.made', linkId: id, personId: link.person.id });
    return { to: link.person, token };
  }

  private urlOf(token: string): string {
    return `${this.config.http.publicUrl}/sign-in?token=${token}`;
  }
}

const isWanted = ({ settled, requestedAt }: RequestedLink, now: Date): boolean =>
  !settled && now <= minutesAfter(requestedAt, MAX_DELAY_MINUTES);
