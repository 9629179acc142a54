import { Injectable } from '@nestjs/common';
import type { ApplicationId, PersonId } from '#kernel';
import { identityOf, type Actor } from '#policy';
import { ApplicationStores } from '../db/application.stores';
import type { Application } from '../domain/application/application';
import { notInBook } from '../domain/application/errors';
import { parseNote } from '../domain/application/form';
import { stewardedOf } from '../domain/application/roles';
import { ApplicationDesk } from './application-desk';
import { applicants, ApplicationNews } from './application-news';
import { GrantBook } from './grant-book';

export type Revocation = {
  readonly note: string;
  /** Who of those who apply gets no new rights to these datasets; left out: all of them. */
  readonly persons?: readonly PersonId[];
};

/** Ending what an application gave: closed by either side, or revoked by those who gave it. */
@Injectable()
export class EndingService {
  constructor(
    private readonly desk: ApplicationDesk,
    private readonly stores: ApplicationStores,
    private readonly grants: GrantBook,
    private readonly news: ApplicationNews,
  ) {}

  /** Ends the rights that it gave; who held them may ask again. @throws APPLICATION.MISSING, APPLICATION.NOT_NOW */
  close(by: Actor, id: ApplicationId, note = ''): Promise<Application> {
    const words = parseNote(note);
    return this.desk.act(by, [id, 'close'], async (tx, { application }) => {
      const closed = await this.desk.save(tx, { ...application, state: 'closed' }, { kind: 'closed', note: words });
      await this.grants.endOf(tx, closed, 'closed');
      return closed;
    });
  }

  /**
   * Ends the rights that it gave, and lets those who held them have no others, until the block is lifted, to the datasets
   * that the caller answers for; also after it was closed, so that nobody escapes by closing first. Co-applicants who have left may be named too.
   *
   * @throws APPLICATION.INVALID, APPLICATION.NOT_IN_BOOK for somebody who does not apply, APPLICATION.NOT_NOW
   */
  revoke(by: Actor, id: ApplicationId, { note, persons }: Revocation): Promise<Application> {
    const words = parseNote(note, 1);
    return this.desk.act(by, [id, 'revoke'], async (tx, { application }) => {
      const named = persons ?? applicants(application);
      const stranger = named.find((one) => !everybodyIn(application).includes(one));
      if (stranger) throw notInBook(stranger);
      const facts = { blocked: named };
      const revoked = await this.desk.save(
        tx,
        { ...application, state: 'revoked' },
        { kind: 'revoked', note: words, facts },
      );
      const answeredFor = stewardedOf(application, identityOf(by), application.publishers);
      const publishers = (application.submitted?.items ?? []).filter(({ publisherId }) =>
        answeredFor.includes(publisherId),
      );
      if (publishers.length > 0) {
        await this.stores.grants.block(tx, { id, publishers: distinct(publishers) }, named, await tx.now());
      }
      await this.grants.endOf(tx, revoked, 'revoked');
      const askWhom = await this.news.names(tx, answeredFor);
      await this.news.tell(tx, revoked, {
        ...{ to: named, kind: 'accessRevoked', outcome: 'revoked', reason: words, askWhom },
      });
      return revoked;
    });
  }

  /** Lets somebody ask again for what the caller’s organisations revoked. @throws APPLICATION.NOT_NOW, APPLICATION.NOT_IN_BOOK */
  liftBlock(by: Actor, id: ApplicationId, { note, persons }: Revocation): Promise<Application> {
    const words = parseNote(note, 1);
    return this.desk.act(by, [id, 'liftBlock'], async (tx, { application }) => {
      const named = persons ?? everybodyIn(application);
      const publisherIds = stewardedOf(application, identityOf(by), application.publishers);
      const isLifted = await this.stores.grants.liftBlock(tx, { id, publisherIds }, named, await tx.now());
      if (!isLifted) throw notInBook(named[0] ?? '');
      await this.desk.enter(tx, application, { kind: 'blockLifted', note: words, facts: { lifted: named } });
      await this.news.tell(tx, application, { to: named, kind: 'blockLifted', note: words });
      return application;
    });
  }
}

/** Who applies, and who did when it was submitted. */
const everybodyIn = (application: Application): PersonId[] => [
  ...new Set([...applicants(application), ...(application.submitted?.coApplicants ?? [])]),
];

const distinct = <T extends { readonly datasetId: string }>(items: readonly T[]): T[] => [
  ...new Map(items.map((item) => [item.datasetId, item])).values(),
];
