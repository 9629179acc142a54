import { Injectable } from '@nestjs/common';
import type { Dataset } from '#catalogue';
import { newId, type ApplicationId, type ExtractId, type PersonId } from '#kernel';
import { Notifications } from '#notifications';
import type { Transaction } from '#platform';
import type { Actor, UseAction } from '#policy';
import { DecisionStore } from '../db/decision.store';
import type { AccessDecision, DecisionId, Occasion } from '../domain/access-decision';
import type { Extract } from '../domain/extract';
import type { Assessment } from './assessor';

/** What was decided, for whom, and about what. */
export type Decided = {
  readonly occasion: Occasion;
  /** As the policies had them when they were asked. */
  readonly actor: Actor & { readonly identity: { readonly personId: PersonId } };
  readonly dataset: Dataset;
  readonly action: UseAction;
  readonly assessment: Assessment;
  readonly extractId?: ExtractId;
  readonly applicationId?: ApplicationId;
  /** Why it was refused although the policies allow it. */
  readonly denial?: string;
};

/** Keeps each decision with what decided it, in the transaction of what came of it. */
@Injectable()
export class DecisionBook {
  constructor(
    private readonly store: DecisionStore,
    private readonly notifications: Notifications,
  ) {}

  async keep(tx: Transaction, { occasion, actor, dataset, action, assessment, ...about }: Decided): Promise<void> {
    const isAllowed = assessment.outcome === 'granted';
    const isGranted = isAllowed && about.denial === undefined;
    await this.store.insert(tx, {
      id: newId<DecisionId>(),
      at: await tx.now(),
      personId: actor.identity.personId,
      ...{ occasion, action, federationId: dataset.federationId, datasetId: dataset.id },
      extractId: about.extractId ?? null,
      applicationId: about.applicationId ?? null,
      granted: isGranted,
      code: isAllowed ? (about.denial ?? null) : assessment.refusal.code,
      policyRevision: actor.revision,
      clauses: assessment.clauses,
      until: isGranted ? assessment.until : null,
      alternative: isAllowed ? null : assessment.refusal.alternative,
    });
  }

  /** Tells whoever asked for an extract that it may not be had any more, because a contributor objects; once. */
  async tellStopped(tx: Transaction, { id, requestedBy, datasetId }: Extract, { dataset }: Decided): Promise<void> {
    const { title, federationId } = dataset;
    const facts = { subject: { type: 'dataset', id: datasetId } as const, title, federationId };
    await this.notifications.tell(tx, { to: [requestedBy], kind: 'releaseStopped', facts, about: id });
  }

  /** In the order they were made; the caller has been authorised to read the extract. */
  ofExtract(id: ExtractId): Promise<AccessDecision[]> {
    return this.store.ofExtract(id);
  }

  /** In the order they were made; the caller has been authorised to read the application. */
  ofApplication(id: ApplicationId): Promise<AccessDecision[]> {
    return this.store.ofApplication(id);
  }
}
