import { Injectable } from '@nestjs/common';
import type { AgendaItemId, AssemblyId, BallotId, BodyId, ProposalId } from '#kernel';
import { Database, UnitOfWork } from '#platform';
import type { Actor } from '#policy';
import { GovernanceStores } from '../../db/governance.stores';
import type { PossibleAction } from '../../domain/actions/possible-action';
import { actionsOfAssemblies } from './possible-actions-of-assemblies';
import type { Asked } from './possible-actions-asked';
import { actionsOfBallots } from './possible-actions-of-ballots';
import { actionsOfBodies } from './possible-actions-of-bodies';
import { actionsOfItems } from './possible-actions-of-items';
import { actionsOfProposals } from './possible-actions-of-proposals';

type Actions<Id> = Promise<ReadonlyMap<Id, readonly PossibleAction[]>>;

/**
 * What somebody may do next with each of many records, and why not the rest: by the checks that the acts themselves make,
 * over facts read in a number of statements that does not grow with the records. Nothing is changed, and nothing is
 * promised: what is possible now may be refused a moment later, and what an act is given may be refused by itself.
 */
@Injectable()
export class PossibleActions {
  constructor(
    private readonly stores: GovernanceStores,
    private readonly db: Database,
    private readonly work: UnitOfWork,
  ) {}

  ofBodies(by: Actor, ids: readonly BodyId[]): Actions<BodyId> {
    return actionsOfBodies(this.asked(by), ids);
  }

  ofProposals(by: Actor, ids: readonly ProposalId[]): Actions<ProposalId> {
    return actionsOfProposals(this.asked(by), ids);
  }

  ofBallots(by: Actor, ids: readonly BallotId[]): Actions<BallotId> {
    return actionsOfBallots(this.asked(by), ids);
  }

  ofAssemblies(by: Actor, ids: readonly AssemblyId[]): Actions<AssemblyId> {
    return actionsOfAssemblies(this.asked(by), ids);
  }

  ofItems(by: Actor, ids: readonly AgendaItemId[]): Actions<AgendaItemId> {
    return actionsOfItems(this.asked(by), ids);
  }

  private asked(by: Actor): Asked {
    return { by, on: this.db, stores: this.stores, now: () => this.work.now() };
  }
}
