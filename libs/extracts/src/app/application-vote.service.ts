import { Injectable } from '@nestjs/common';
import { DatasetService } from '#catalogue';
import { DecisionCall, type CallOutcome } from '#governance';
import type { ApplicationId, BodyId } from '#kernel';
import { UnitOfWork, type Principal, type Transaction } from '#platform';
import type { Actor } from '#policy';
import { ApplicationStores } from '../db/application.stores';
import type { Application, Requirement } from '../domain/application/application';
import { joinable, type BucketId, type VoteBucket } from '../domain/application/bucket';
import { changedMeanwhile, noVoteNeeded, onVoteAlready } from '../domain/application/errors';
import type { VoteOutcome } from '../domain/application/requirements';
import { useMotion } from '../domain/application/use-motion';
import { SETTLE_APPLICATION } from '../jobs';
import { ApplicationDesk } from './application-desk';
import { applicants, ApplicationNews } from './application-news';

type VoteRequirement = Extract<Requirement, { type: 'vote' }>;
/** To which body (null: the federation's own), and until when; null: the motion waits for an assembly's agenda. */
export type VoteAsked = { readonly bodyId: BodyId | null; readonly closesAt: Date | null };

/** Votes of bodies on uses, where the policies ask for them. */
@Injectable()
export class UseVoteService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly desk: ApplicationDesk,
    private readonly stores: ApplicationStores,
    private readonly datasets: DatasetService,
    private readonly calls: DecisionCall,
    private readonly news: ApplicationNews,
  ) {}

  /**
   * Puts a use to the vote of a body. Requests of equal use share one vote: one that is under way is joined, and so is one
   * of the last 180 days that adopted it. The caller must be somebody who may propose to that body.
   *
   * @throws APPLICATION.NO_VOTE_NEEDED, APPLICATION.ON_VOTE, APPLICATION.NOT_NOW, and what keeps a motion or a ballot
   *   from the members: BALLOT.MEETING_ONLY, BALLOT.CLOSING_TIME, POLICY.FORBIDDEN
   */
  async putToVote(by: Actor, id: ApplicationId, { bodyId, closesAt }: VoteAsked): Promise<Application> {
    const { application: seen } = await this.desk.look(by, [id, 'putToVote']);
    const datasets = seen.submitted?.items.map(({ datasetId }) => datasetId) ?? [];
    const titles = await this.datasets.titlesIn(seen.federationId, datasets);
    return this.desk.act(by, [id, 'putToVote'], async (tx, { application }) => {
      const requirement = voteOf(application, bodyId);
      const known = joinable(await this.stores.buckets.lockKey(tx, requirement.bucket), await tx.now());
      const bucket = known ?? (await this.open(tx, by, application, { requirement, closesAt, titles }));
      if (!(await this.stores.buckets.join(tx, bucket.id, application))) throw onVoteAlready(bucket.proposalId);
      const { proposalId } = bucket;
      const facts = { bodyId, proposalId, joined: known !== undefined, outcome: bucket.outcome };
      await this.desk.enter(tx, application, { kind: 'putToVote', facts });
      await this.news.tell(tx, application, { to: applicants(application), kind: 'applicationToVote' });
      return application;
    });
  }

  /**
   * Takes the outcome of a vote: adopted, it fulfils what the policies ask of every application that shares it;
   * rejected, it rejects them all. Nothing, as long as it is not counted: the job then looks again a day later. May be
   * repeated.
   */
  async settle(by: Principal, bucketId: BucketId): Promise<void> {
    const bucket = await this.stores.buckets.find(bucketId);
    const outcome = bucket && bucket.outcome === null ? await this.calls.outcome(bucket.proposalId) : null;
    await this.work.run(by, async (tx) => {
      tx.fulfil();
      tx.unchanged(undefined);
      if (bucket && outcome) return this.take(tx, bucket, outcome);
      const isOpen = bucket !== null && bucket.outcome === null;
      if (isOpen && by.outboxId) tx.enqueue(SETTLE_APPLICATION, { bucketId }, dayAfter(await tx.now()));
    });
  }

  /** Settles the votes that an application has part in and that are counted, whether or not their job came. */
  async settleDue(buckets: readonly VoteBucket[]): Promise<boolean> {
    const open = buckets.filter(({ outcome }) => outcome === null);
    for (const { id } of open) await this.settle({ id: 'system:extracts.read' }, id);
    return open.length > 0;
  }

  private async open(
    tx: Transaction,
    by: Actor,
    { federationId, submitted }: Application,
    { requirement, closesAt, titles }: Opening,
  ): Promise<VoteBucket> {
    const { bodyId, bucket: key } = requirement;
    if (!submitted) throw noVoteNeeded();
    const decision = useMotion(submitted.form.purpose, submitted.items, { titles, bucket: key });
    const { id: proposalId } = await this.calls.put(tx, by, { federationId, bodyId, decision, closesAt });
    const bucket = await this.stores.buckets.open(tx, { key, federationId, proposalId });
    if (!bucket) throw changedMeanwhile();
    tx.enqueue(SETTLE_APPLICATION, { bucketId: bucket.id }, closesAt ?? dayAfter(bucket.openedAt));
    return bucket;
  }

  private async take(tx: Transaction, { id, key }: VoteBucket, called: CallOutcome): Promise<void> {
    const applications = await this.lockMembers(tx, id);
    const current = (await this.stores.buckets.lockKey(tx, key)).find((one) => one.id === id);
    if (current?.outcome !== null) return;
    if ((await this.stores.buckets.members(id, tx)).length !== applications.length) throw changedMeanwhile();
    const outcome = called === 'replaced' ? 'inquorate' : called;
    await this.stores.buckets.settle(tx, id, outcome);
    const facts = { outcome, proposalId: current.proposalId };
    for (const { application, isOfIt } of applications) if (isOfIt) await this.tell(tx, application, facts);
  }

  /** Applications are locked before the vote that they share, here as where they join it. */
  private async lockMembers(tx: Transaction, id: BucketId) {
    const applications: { readonly application: Application; readonly isOfIt: boolean }[] = [];
    for (const member of await this.stores.buckets.members(id, tx)) {
      const application = await this.stores.applications.lock(tx, member.id);
      const isOfIt = application.state === 'submitted' && application.revision === member.revision;
      applications.push({ application, isOfIt });
    }
    return applications;
  }

  private async tell(
    tx: Transaction,
    application: Application,
    facts: { readonly outcome: VoteOutcome; readonly proposalId: string },
  ): Promise<void> {
    await this.desk.enter(tx, application, { kind: 'voted', facts });
    if (facts.outcome !== 'rejected') {
      const to = await this.news.handlers(tx, application);
      return this.news.tell(tx, application, { to, kind: 'applicationToVote', outcome: adoptedOr(facts.outcome) });
    }
    const rejected: Application = {
      ...application,
      ...{ state: 'rejected', decidedAt: await tx.now() },
      decision: { outcome: 'rejected', decidedBy: null, reason: 'votedDown', note: '', changed: false },
    };
    await this.desk.save(tx, rejected, { kind: 'rejected', facts: { reason: 'votedDown' } });
    await this.news.tell(tx, rejected, {
      ...{ to: applicants(rejected), kind: 'applicationDecided', about: `${rejected.id}/${rejected.revision}` },
      outcome: 'rejected',
    });
  }
}

type Opening = {
  readonly requirement: VoteRequirement;
  readonly closesAt: Date | null;
  readonly titles: ReadonlyMap<string, string>;
};

const dayAfter = (moment: Date) => new Date(moment.getTime() + 86_400_000);

const adoptedOr = (outcome: VoteOutcome) => (outcome === 'adopted' ? 'adopted' : null);

/** @throws APPLICATION.NO_VOTE_NEEDED */
function voteOf({ requirements }: Application, bodyId: BodyId | null): VoteRequirement {
  const found = requirements.find((one) => one.type === 'vote' && one.bodyId === bodyId);
  if (found?.type !== 'vote') throw noVoteNeeded();
  return found;
}
