import { Injectable } from '@nestjs/common';
import { MembersBook } from '#identity';
import { CommonsError, newId, type BodyId, type PersonId } from '#kernel';
import type { Transaction } from '#platform';
import { PolicyService } from '#policy';
import { GovernanceStores } from '../../db/governance.stores';
import type { ClosedBallot } from '../../domain/ballot/ballot';
import type { Body, Office } from '../../domain/body/body';
import type { Election, FoundBody, Proposal } from '../../domain/motion/motion';
import { civilDay } from '../../domain/statute/calendar';
import { promiseReview } from '../motion/promise-review';
import { StatuteService } from '../body/statute.service';

type Resolution = { readonly ballot: ClosedBallot; readonly proposal: Proposal; readonly body: Body };

/** Does what a body resolved, within the transaction that counted its votes. */
@Injectable()
export class Resolutions {
  constructor(
    private readonly stores: GovernanceStores,
    private readonly policies: PolicyService,
    private readonly members: MembersBook,
    private readonly statutes: StatuteService,
  ) {}

  /** Nothing, unless the ballot adopted the motion or elected somebody; or refused to ratify a suspension, which ends it. */
  async carryOut(tx: Transaction, ballot: ClosedBallot, proposal: Proposal): Promise<void> {
    const { outcome } = ballot.result.verdict;
    const body = await this.stores.bodies.find(tx, ballot.bodyId);
    if (outcome === 'adopted' || outcome === 'elected') await this.effect(tx, { ballot, proposal, body });
    if (outcome === 'rejected' && proposal.motion.kind === 'ratifySuspension') {
      const { federationId, organisationId } = body;
      const { policyId } = proposal.motion;
      await this.policies.lift(tx, { policyId, federationId, organisationId, resolution: ballot.id });
    }
  }

  private effect(tx: Transaction, resolution: Resolution): Promise<unknown> {
    const { body, ballot, proposal } = resolution;
    const { motion } = proposal;
    switch (motion.kind) {
      case 'amendStatute':
        return this.statutes.change(tx, body, { ...motion, resolution: ballot.id });
      case 'election':
        return this.seats(tx, resolution, motion);
      case 'foundBody':
        return this.body(tx, resolution, motion);
      case 'admission':
        return this.admit(tx, resolution);
      case 'decision':
        return Promise.resolve();
      default:
        return this.policy(tx, resolution);
    }
  }

  private async policy(tx: Transaction, { ballot, proposal, body }: Resolution): Promise<void> {
    const { motion } = proposal;
    const whose = { federationId: body.federationId, organisationId: body.organisationId, resolution: ballot.id };
    if (motion.kind === 'endPolicy') await this.policies.end(tx, { ...whose, policyId: motion.policyId });
    if (motion.kind === 'ratifySuspension') {
      await this.policies.ratifySuspension(tx, { ...whose, policyId: motion.policyId });
    }
    if (motion.kind !== 'enactPolicy') return;
    const { document, policyId } = motion;
    const version = await this.policies.enact(tx, { ...whose, document, policyId });
    const { document: statute } = await this.stores.statutes.current(tx, body.id);
    promiseReview(tx, version, statute);
  }

  private async seats(tx: Transaction, { ballot, body }: Resolution, motion: Election): Promise<void> {
    const { count } = ballot.result;
    if (count.method === 'yesNo') return;
    const names = count.winners.map((place) => ballot.options[place]);
    const chosen = names.flatMap((name) => motion.candidates.find((it) => it.name === name)?.personId ?? []);
    const book = body.organisationId ?? body.federationId;
    const inBook = await this.members.inBookOf(tx, book, chosen, await tx.now());
    const elected = chosen.filter((personId) => inBook.has(personId));
    if (elected.length === 0) return; // who left meanwhile takes no seat, and who has it keeps it
    const isDelegate = motion.office === 'delegate';
    const seat = {
      bodyId: isDelegate && body.parentId ? body.parentId : body.id,
      sectionId: isDelegate ? body.id : null,
      office: motion.office,
    };
    await this.seat(tx, seat, { elected, resolution: ballot });
  }

  private async seat(
    tx: Transaction,
    seat: { readonly bodyId: BodyId; readonly sectionId: BodyId | null; readonly office: Office },
    { elected, resolution }: { readonly elected: readonly PersonId[]; readonly resolution: ClosedBallot },
  ): Promise<void> {
    const since = await tx.now();
    await this.stores.seats.vacate(tx, { ...seat, organisationId: null }, since);
    for (const personId of elected) {
      await this.stores.seats.insert(tx, { ...seat, personId, organisationId: null, since, resolution: resolution.id });
    }
    tx.record({ type: 'seats.filled', ...seat, elected, resolution: resolution.id });
  }

  private async body(tx: Transaction, { ballot, body: parent }: Resolution, motion: FoundBody): Promise<void> {
    const [id, foundedAt] = [newId<BodyId>(), await tx.now()];
    const { federationId, organisationId } = parent;
    const body: Body = {
      ...{ id, kind: motion.body, federationId, organisationId, parentId: parent.id, name: motion.title, foundedAt },
    };
    await this.stores.bodies.insert(tx, body);
    await this.statutes.found(tx, body, motion.document, ballot.id);
    await this.seat(
      tx,
      { bodyId: id, sectionId: null, office: 'member' },
      { elected: motion.members, resolution: ballot },
    );
    await this.lendOfficers(tx, { from: parent.id, to: id, resolution: ballot });
    tx.record({ type: 'body.founded', bodyId: id, kind: motion.body, parentId: parent.id, resolution: ballot.id });
  }

  /** Who leads and who writes for the body that founded it does so here too until it elects its own: someone must convene it. */
  private async lendOfficers(
    tx: Transaction,
    { from, to, resolution }: { readonly from: BodyId; readonly to: BodyId; readonly resolution: ClosedBallot },
  ): Promise<void> {
    for (const office of ['chair', 'secretary'] as const) {
      const elected = (await this.stores.seats.ofBody(tx, from, office)).map(({ personId }) => personId);
      if (elected.length > 0) await this.seat(tx, { bodyId: to, sectionId: null, office }, { elected, resolution });
    }
  }

  /** Who came into the book while the vote was on is not entered twice; who does not exist is not entered at all. */
  private async admit(tx: Transaction, { proposal: { motion }, body }: Resolution): Promise<void> {
    if (motion.kind !== 'admission') return;
    const { document } = await this.stores.statutes.current(tx, body.id);
    const now = await tx.now();
    const today = civilDay(now, document.timeZone);
    const { federationId, organisationId } = body;
    if (motion.organisationId) {
      const entry = { organisationId: motion.organisationId, federationId, since: today };
      await unlessEntered(this.members.affiliate(tx, entry));
    }
    if (motion.personId && organisationId) {
      const [person] = await this.members.persons(tx, [motion.personId]);
      const entry = { personId: motion.personId, organisationId, role: 'member' as const, joinedOn: today };
      if (person) await unlessEntered(this.members.enrol(tx, entry));
    }
  }
}

/** Somebody who is in the book by then, or enters it at a later day, is no reason not to count a ballot. */
async function unlessEntered(entering: Promise<unknown>): Promise<void> {
  try {
    await entering;
  } catch (error) {
    const isEntered = error instanceof CommonsError && error.code.endsWith('.ALREADY');
    if (!isEntered) throw error;
  }
}
