import { Injectable } from '@nestjs/common';
import { missing, newId, type AgendaItemId, type AssemblyId, type BodyId, type ProposalId } from '#kernel';
import { Database, UnitOfWork, type Transaction } from '#platform';
import type { Actor } from '#policy';
import { GovernanceStores } from '../../db/governance.stores';
import { assertAgenda, noticeTerm } from '../../domain/actions/of-assembly';
import { assertFree } from '../../domain/actions/of-proposal';
import {
  assertDraft,
  noticeHash,
  type AgendaItem,
  type Assembly,
  type NoticeProof,
} from '../../domain/assembly/assembly';
import { parseAssembly } from '../../domain/assembly/assembly-input';
import { onAgendaAlready, otherBody } from '../../domain/assembly/errors';
import type { StatuteVersion } from '../../domain/body/body';
import { proposalReplaced } from '../../domain/motion/errors';
import { matterOf } from '../../domain/motion/motion';
import { assertSecondCall, localTime } from '../../domain/statute/calendar';
import type { Matter } from '../../domain/statute/statute-document';
import { MAIL_NOTICE } from '../../jobs';
import { assertMayOversee, assertOfficer, authoriseIn, mayKnow } from '../access';
import { BallotOpening } from '../ballot/ballot-opening';
import { Electorate } from '../body/electorate';

/** Assemblies until they sit: their date, their agenda, their notice. */
@Injectable()
export class AssemblyService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly stores: GovernanceStores,
    private readonly opening: BallotOpening,
    private readonly electorate: Electorate,
    private readonly db: Database,
  ) {}

  /**
   * Prepares an assembly. Policies whose review is due are put on its agenda by themselves.
   *
   * @param input times are of the body's own clock, `2027-04-20T18:00`
   * @throws BODY.MISSING, BODY.NOT_AN_OFFICER, ASSEMBLY.INVALID, DATE.INVALID, DATE.CLOCK_CHANGE, ASSEMBLY.SECOND_CALL
   */
  async draft(by: Actor, bodyId: BodyId, input: unknown): Promise<Assembly> {
    const { firstCall, secondCall, ...words } = parseAssembly(input);
    const body = await this.stores.bodies.find(this.db, bodyId);
    authoriseIn(by, 'read', 'body', body);
    return this.work.run(by, async (tx) => {
      await assertOfficer(tx, this.stores.seats, by, { bodyId, offices: ['chair', 'secretary'] });
      const { document, number } = await this.stores.statutes.current(tx, bodyId);
      const firstCallAt = localTime(firstCall, document.timeZone);
      const secondCallAt = secondCall === null ? null : localTime(secondCall, document.timeZone);
      if (secondCallAt) assertSecondCall(document, firstCallAt, secondCallAt);
      const { federationId, organisationId } = body;
      const assembly: Assembly = {
        ...{ id: newId<AssemblyId>(), bodyId, federationId, organisationId, statuteNumber: number, ...words },
        ...{ firstCallAt, secondCallAt, ...NOT_YET },
      };
      await this.stores.assemblies.insert(tx, assembly);
      tx.record({ type: 'assembly.drafted', assemblyId: assembly.id, bodyId, firstCallAt: firstCallAt.toISOString() });
      for (const review of await this.stores.proposals.pendingReviews(tx, bodyId))
        await this.enter(tx, assembly, review);
      return assembly;
    });
  }

  /** @throws ASSEMBLY.MISSING, POLICY.FORBIDDEN */
  async read(by: Actor, id: AssemblyId): Promise<Assembly> {
    const assembly = await this.stores.assemblies.find(this.db, id);
    authoriseIn(by, 'read', 'assembly', assembly);
    return assembly;
  }

  /** The assemblies the caller may see, newest first. */
  page(by: Actor, after: string | null, limit: number): Promise<Assembly[]> {
    return this.stores.assemblies.page(by, after, limit);
  }

  /** Its agenda in order. The caller has read the assembly. */
  agenda(id: AssemblyId): Promise<AgendaItem[]> {
    return this.stores.assemblies.items(this.db, id);
  }

  /** Who was told, and when; for its officers and auditors. @throws ASSEMBLY.MISSING, BODY.NOT_AN_OFFICER */
  async notices(by: Actor, id: AssemblyId): Promise<NoticeProof[]> {
    await assertMayOversee(this.db, this.stores.seats, by, await this.read(by, id));
    return this.stores.assemblies.recipients(this.db, id);
  }

  /** @throws ASSEMBLY.CONVENED, PROPOSAL.MISSING, AGENDA.ALREADY, AGENDA.OTHER_BODY, PROPOSAL.REPLACED, PROPOSAL.ON_BALLOT, BODY.NOT_AN_OFFICER */
  addItem(by: Actor, id: AssemblyId, proposalId: ProposalId): Promise<Assembly> {
    return this.prepare(by, id, async (tx, assembly) => {
      const proposal = await this.stores.proposals.find(tx, proposalId);
      if (!mayKnow(by, proposal)) throw missing('proposal', proposalId);
      await this.enter(tx, assembly, proposalId);
    });
  }

  /** @throws ASSEMBLY.CONVENED, BODY.NOT_AN_OFFICER, AGENDAITEM.MISSING */
  removeItem(by: Actor, itemId: AgendaItemId): Promise<Assembly> {
    return this.work.run(by, async (tx) => {
      const item = await this.stores.assemblies.item(tx, itemId);
      authoriseIn(by, 'read', 'agenda item', {
        ...(await this.stores.assemblies.find(tx, item.assemblyId)),
        id: itemId,
      });
      const assembly = await this.lockToPrepare(tx, by, item.assemblyId);
      await this.stores.assemblies.removeItem(tx, item);
      tx.record({ type: 'agenda.item-removed', assemblyId: assembly.id, itemId });
      return assembly;
    });
  }

  /**
   * Sends the notice to everybody entitled, with proof, and freezes date, place and agenda. From now on who may vote from
   * afar may do so, on the texts of the notice.
   *
   * @throws ASSEMBLY.EMPTY_AGENDA, ASSEMBLY.NOTICE_TOO_SHORT where the statute refuses it (elsewhere it is marked),
   *   ASSEMBLY.CALL_IS_OVER, ASSEMBLY.CONVENED, PROPOSAL.REPLACED, BODY.NOT_AN_OFFICER
   */
  convene(by: Actor, id: AssemblyId): Promise<Assembly> {
    return this.work.run(by, async (tx) => {
      const draft = await this.lockToPrepare(tx, by, id);
      const statute = await this.stores.statutes.current(tx, draft.bodyId);
      const convenedAt = await tx.now();
      const items = await this.announce(tx, draft);
      const term = await this.term(tx, draft, { statute, items, convenedAt });
      const convened: Assembly = {
        ...{ ...draft, ...term, state: 'convened', convenedAt, statuteNumber: statute.number },
        noticeHash: noticeHash(draft, items),
      };
      await this.stores.assemblies.update(tx, convened);
      await this.notify(tx, convened, statute);
      const { noticeHash: hash, noticeIsShort } = convened;
      tx.record({ type: 'assembly.convened', assemblyId: id, hash, noticeIsShort });
      return convened;
    });
  }

  private async announce(tx: Transaction, draft: Assembly): Promise<AgendaItem[]> {
    const items = await this.stores.assemblies.items(tx, draft.id);
    assertAgenda(draft.id, items);
    const announced: AgendaItem[] = [];
    for (const item of items) {
      const { hash, replacedBy } = await this.stores.proposals.lock(tx, item.proposalId);
      if (replacedBy) throw proposalReplaced(item.proposalId, replacedBy);
      const withText = { ...item, noticeHash: hash };
      await this.stores.assemblies.updateItem(tx, withText);
      await this.opening.announce(tx, withText, draft.firstCallAt);
      announced.push(withText);
    }
    return announced;
  }

  /** Whether the notice leaves as many days as the matters of the agenda ask for. */
  private async term(
    tx: Transaction,
    { firstCallAt }: Assembly,
    { statute: { document }, items, convenedAt }: { statute: StatuteVersion; items: AgendaItem[]; convenedAt: Date },
  ): Promise<Pick<Assembly, 'noticeIsShort' | 'earliestCallAt'>> {
    const matters: Matter[] = [];
    for (const { proposalId } of items) {
      matters.push(matterOf((await this.stores.proposals.find(tx, proposalId)).motion));
    }
    return noticeTerm(document, matters, { firstCallAt, convenedAt });
  }

  private async notify(tx: Transaction, { id, bodyId, firstCallAt }: Assembly, { document }: StatuteVersion) {
    const body = await this.stores.bodies.find(tx, bodyId);
    const { electors } = await this.electorate.entitled(tx, body, document, firstCallAt);
    await this.stores.assemblies.addRecipients(tx, id, electors);
    for (const personId of new Set(electors.map(({ voterId }) => voterId))) {
      tx.enqueue(MAIL_NOTICE, { assemblyId: id, personId });
    }
  }

  private prepare(by: Actor, id: AssemblyId, change: (tx: Transaction, assembly: Assembly) => Promise<void>) {
    return this.work.run(by, async (tx) => {
      const assembly = await this.lockToPrepare(tx, by, id);
      await change(tx, assembly);
      return assembly;
    });
  }

  private async lockToPrepare(tx: Transaction, by: Actor, id: AssemblyId): Promise<Assembly> {
    const assembly = await this.stores.assemblies.lock(tx, id);
    authoriseIn(by, 'read', 'assembly', assembly);
    await assertOfficer(tx, this.stores.seats, by, { bodyId: assembly.bodyId, offices: ['chair', 'secretary'] });
    assertDraft(assembly);
    return assembly;
  }

  private async enter(tx: Transaction, { id: assemblyId, bodyId }: Assembly, proposalId: ProposalId): Promise<void> {
    const proposal = await this.stores.proposals.find(tx, proposalId);
    if (proposal.bodyId !== bodyId) throw otherBody();
    assertFree(proposal, (await this.stores.ballots.rounds(tx, proposalId)).at(-1));
    const item = { id: newId<AgendaItemId>(), assemblyId, proposalId, noticeHash: null };
    if (!(await this.stores.assemblies.addItem(tx, item))) throw onAgendaAlready(proposalId);
    tx.record({ type: 'agenda.item-added', assemblyId, itemId: item.id, proposalId });
  }
}

const NOT_YET = {
  state: 'draft',
  convenedAt: null,
  noticeHash: null,
  noticeIsShort: false,
  earliestCallAt: null,
  closedAt: null,
  chair: null,
  secretary: null,
  minutesHash: null,
  chairSignedAt: null,
  secretarySignedAt: null,
} as const;
