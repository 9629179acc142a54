import { Injectable } from '@nestjs/common';
import { MembersBook } from '#identity';
import type { AssemblyId, PersonId } from '#kernel';
import { Mailer, UnitOfWork, type Principal, type Transaction } from '#platform';
import { GovernanceStores } from '../../db/governance.stores';
import { noticeMail, type NoticeItem } from '../../domain/assembly/notice-mail';
import { localClock } from '../../domain/statute/calendar';
import { BodyNames } from '../body/body-names';
import { VoteLinks } from '../ballot/vote-links';

/** Sends the notice of an assembly, and keeps the proof that it was sent. */
@Injectable()
export class NoticeMailService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly stores: GovernanceStores,
    private readonly members: MembersBook,
    private readonly names: BodyNames,
    private readonly links: VoteLinks,
    private readonly mailer: Mailer,
  ) {}

  /** Mails one recipient. Repeated, it may mail twice; the first proof is kept. */
  async send(by: Principal, id: AssemblyId, personId: PersonId): Promise<void> {
    const person = await this.members.person(this.stores.db, personId);
    const letter = await this.work.run(by, async (tx) => {
      const assembly = await this.stores.assemblies.find(tx, id);
      const { document } = await this.stores.statutes.version(tx, assembly.bodyId, assembly.statuteNumber);
      const body = await this.names.of(tx, await this.stores.bodies.find(tx, assembly.bodyId));
      const items = await this.items(tx, id, personId);
      tx.record({ type: 'notice.written', assemblyId: id, personId });
      const tell = (at: Date) => localClock(at, document.timeZone);
      const documents = await this.stores.assemblies.documents(tx, id);
      return noticeMail({ assembly, body, documents }, items, tell, person.language);
    });
    const { messageId } = await this.mailer.send({ to: person.email, ...letter });
    await this.work.run(by, async (tx) => {
      const sentAt = await tx.now();
      const recipients = await this.stores.assemblies.recipients(tx, id);
      for (const recipient of recipients.filter((it) => it.personId === personId)) {
        await this.stores.assemblies.saveProof(tx, id, { ...recipient, sentAt, messageId });
      }
      tx.record({ type: 'notice.sent', assemblyId: id, personId });
      tx.fulfil();
    });
  }

  private async items(tx: Transaction, id: AssemblyId, personId: PersonId): Promise<NoticeItem[]> {
    const ballots = await this.stores.ballots.ofAssembly(tx, id);
    const items: NoticeItem[] = [];
    for (const item of await this.stores.assemblies.items(tx, id)) {
      const ballot = ballots.find(({ itemId, state }) => itemId === item.id && state === 'announced');
      const url = ballot?.rules.remote ? await this.links.make(tx, ballot.id, personId) : null;
      const proposal = await this.stores.proposals.find(tx, item.proposalId);
      items.push({ proposal, textHash: proposal.hash, url });
    }
    return items;
  }
}
