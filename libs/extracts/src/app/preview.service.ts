import { Injectable } from '@nestjs/common';
import { DatasetService, type Dataset, type DatasetSummary } from '#catalogue';
import { ProposalService, type Proposal } from '#governance';
import type { DatasetId, PersonId, ProposalId } from '#kernel';
import {
  allows,
  dayOf,
  PolicyService,
  type AbilitiesUnder,
  type Actor,
  type PolicyChange,
  type PolicyDocument,
} from '#policy';
import { ExtractStore } from '../db/extract.store';
import type { Extract } from '../domain/extract';
import { accessChanges, ACCESS_ACTIONS, type Access, type AccessChange } from '../domain/preview/access-change';
import { changeOf } from '../domain/preview/change';
import { groupsOf, isInside, representativeOf } from '../domain/preview/group';
import {
  countEffects,
  EMPTY_PREVIEW,
  knownOutcome,
  type KnownClause,
  type Preview,
  type PreviewedExtract,
} from '../domain/preview/preview';
import { effectOn, type DecidingClause, type Effect } from '../domain/preview/replay';
import { prohibitionOf, type Standing } from '../domain/preview/standing';
import { AffectedPeople } from './affected-people';
import { useStanding } from './assessor';
import { knownClause, knownDataset } from './known';

/** What one preview looks at, the newest of each; beyond that it says that it is not complete. */
const MOST = { extracts: 5_000, datasets: 1_000, groups: 40 };
const LISTED = 50;

type Datasets = Map<DatasetId, DatasetSummary>;
type Affected = { readonly extract: Extract; readonly effect: Effect };
/** Who reads the preview, and what it is of: what they may know follows from both. */
type Reading = { readonly by: Actor; readonly proposal: Proposal; readonly datasets: Datasets };

/** What adopting a motion would change. It reads, compares, and leaves nothing behind. */
@Injectable()
export class PreviewService {
  constructor(
    private readonly proposals: ProposalService,
    private readonly policies: PolicyService,
    private readonly extracts: ExtractStore,
    private readonly datasets: DatasetService,
    private readonly people: AffectedPeople,
  ) {}

  /**
   * What adopting a proposal would change, compared with the policies in force now: who may do what with which dataset,
   * and what every request of the past would be answered if it were made today. A motion that decides on no policy
   * changes nothing here.
   *
   * The reader learns titles, names and requests that they may see anyway, and of the others how many there are.
   *
   * @throws PROPOSAL.MISSING, POLICY.FORBIDDEN
   */
  async ofProposal(by: Actor, proposalId: ProposalId): Promise<Preview> {
    const proposal = await this.proposals.read(by, proposalId);
    const change = changeOf(proposal);
    if (!change) return EMPTY_PREVIEW;
    const actors = await this.policies.abilitiesUnder(change);
    const reading: Reading = { by, proposal, datasets: new Map() };
    const access = await this.accessChanges(reading, change, actors);
    const extracts = await this.affectedExtracts(reading, actors);
    return {
      access: access.changes.slice(0, LISTED).map(({ datasetId, ...rest }) => ({
        ...rest,
        dataset: knownDataset(by, reading.datasets.get(datasetId)),
      })),
      accessTotal: access.changes.length,
      extracts: extracts.affected.slice(0, LISTED).map((one) => previewed(reading, one)),
      extractsTotal: extracts.affected.length,
      counts: countEffects(extracts.affected),
      replayed: extracts.replayed,
      isComplete: access.isComplete && extracts.isComplete,
    };
  }

  private async accessChanges(
    { by, datasets }: Reading,
    change: PolicyChange,
    actors: AbilitiesUnder,
  ): Promise<{ changes: AccessChange[]; isComplete: boolean }> {
    const { federationId } = change;
    const affiliates = await this.people.affiliatesOf(federationId);
    const groups = groupsOf(await this.documentsOf(by, change));
    const cast = groups.slice(0, MOST.groups).map((group) => {
      const identity = representativeOf(group, federationId, affiliates);
      return { group, isInside: isInside(group, affiliates), now: actors.now(identity), draft: actors.draft(identity) };
    });
    const found = await this.datasets.ofFederation(federationId, MOST.datasets + 1);
    const all = found.slice(0, MOST.datasets);
    for (const dataset of all) datasets.set(dataset.id, dataset);
    const isComplete = groups.length <= MOST.groups && found.length === all.length;
    const changes = accessChanges(
      cast.map((one) => ({ ...one, now: accessOf(one.now, all), draft: accessOf(one.draft, all) })),
    );
    return { changes, isComplete };
  }

  private async affectedExtracts(
    { proposal: { federationId }, datasets }: Reading,
    actors: AbilitiesUnder,
  ): Promise<{ affected: Affected[]; replayed: number; isComplete: boolean }> {
    const found = await this.extracts.ofFederation(federationId, MOST.extracts + 1);
    const extracts = found.slice(0, MOST.extracts);
    const identities = await this.people.identitiesOf(extracts.map(({ requestedBy }) => requestedBy));
    const cast = new Map<PersonId, Record<keyof AbilitiesUnder, Actor>>();
    for (const [id, one] of identities) cast.set(id, { now: actors.now(one), draft: actors.draft(one) });
    const affected: Affected[] = [];
    const whole = new Map<DatasetId, Dataset>();
    for (const extract of extracts) {
      const who = cast.get(extract.requestedBy);
      const dataset = whole.get(extract.datasetId) ?? (await this.datasets.find(extract.datasetId));
      whole.set(dataset.id, dataset);
      datasets.set(dataset.id, dataset);
      const effect = who && effectOn(extract, standingOf(who.now, dataset), standingOf(who.draft, dataset));
      if (effect) affected.push({ extract, effect });
    }
    return { affected, replayed: extracts.length, isComplete: found.length === extracts.length };
  }

  /** The draft, and the text that it replaces or ends where the reader may see it. */
  private async documentsOf(by: Actor, { document, policyId, ...owner }: PolicyChange): Promise<PolicyDocument[]> {
    const mayRead = policyId !== null && allows(by.ability, 'read', 'Policy', { id: policyId, ...owner });
    const [latest] = mayRead ? await this.policies.history(by, policyId) : [];
    return [document, latest?.document].flatMap((one) => one ?? []);
  }
}

/** What somebody may do with each dataset; what they may not see they cannot use either. */
const accessOf = (actor: Actor, datasets: readonly DatasetSummary[]): Access =>
  new Map(
    datasets
      .filter((dataset) => allows(actor.ability, 'discover', 'Dataset', dataset))
      .map((dataset) => [
        dataset.id,
        ACCESS_ACTIONS.filter((action) => allows(actor.ability, action, 'Dataset', dataset)),
      ]),
  );

function standingOf(actor: Actor, dataset: Dataset): Standing {
  const sees = allows(actor.ability, 'discover', 'Dataset', dataset);
  return {
    sees,
    use: useStanding(actor, 'requestExtract', dataset),
    forbiddenBy: prohibitionOf(actor.ability, sees ? 'requestExtract' : 'discover', dataset),
  };
}

function previewed(reading: Reading, { extract, effect }: Affected): PreviewedExtract {
  const mayRead = allows(reading.by.ability, 'read', 'Extract', extract);
  return {
    extractId: mayRead ? extract.id : null,
    requestedBy: mayRead ? extract.requestedBy : null,
    dataset: knownDataset(reading.by, reading.datasets.get(extract.datasetId)),
    purpose: extract.purpose,
    requestedOn: dayOf(extract.requestedAt),
    state: extract.state,
    change: effect.kind,
    release: effect.release,
    before: knownOutcome(effect.before),
    after: knownOutcome(effect.after),
    clause: effect.clause && clauseKnown(reading, effect.clause),
  };
}

/** The draft is read by whoever reads the proposal; another policy, by whom a policy lets see it. */
function clauseKnown({ by, proposal }: Reading, { policy, address }: DecidingClause): KnownClause {
  const { motion, hash } = proposal;
  const draftTitle = motion.kind === 'enactPolicy' ? motion.document.title : null;
  if (policy === null || policy.hash === hash) return { policyTitle: draftTitle, address };
  return knownClause(by, policy, address);
}
