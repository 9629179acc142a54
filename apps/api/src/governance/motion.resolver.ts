import { MotionService, ProposalService } from '#governance';
import { CommonsError, type BodyId, type FederationId, type PolicyId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { PolicyNames } from '../policy/policy-names';
import { CurrentActor } from '../shared/current-actor';
import { toMethod } from './ballot-method.type';
import {
  ProposeAdmissionInput,
  ProposeBodyInput,
  ProposeDecisionInput,
  ProposeElectionInput,
  ProposePolicyInput,
  ProposeStatuteInput,
} from './motion.type';
import { ProposalType, toProposalType } from './proposal.type';

const onePlaceNeeded = () =>
  new CommonsError(
    'invalid',
    'PROPOSAL.ONE_BODY_NEEDED',
    'Say who is to decide: send one of federationId and bodyId, and not both.',
  );

/** What members may put to a body. It is refused here and now if it could not be carried out. */
@Resolver(() => ProposalType)
export class MotionResolver {
  constructor(
    private readonly service: MotionService,
    private readonly proposals: ProposalService,
    private readonly names: PolicyNames,
  ) {}

  @Mutation(() => ProposalType, { description: 'Proposes a policy; it is refused here and now if it is malformed.' })
  async proposePolicy(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The policy.' }) { document, ...input }: ProposePolicyInput,
  ): Promise<ProposalType> {
    const { federationId, organisationId, ...place } = await this.placeOf(actor, input);
    const names = await this.names.of(actor, [document, organisationId], federationId);
    const policyId = (input.policyId ?? null) as PolicyId | null;
    const proposal = { ...('bodyId' in place ? place : { federationId }), document, policyId };
    return toProposalType(await this.service.proposePolicy(actor, proposal, names));
  }

  @Mutation(() => ProposalType, { description: 'Proposes to end a policy that is in force.' })
  async proposePolicyEnd(
    @CurrentActor() actor: Actor,
    @Args('policyId', { type: () => ID, description: 'The policy to end.' }) policyId: PolicyId,
  ): Promise<ProposalType> {
    return toProposalType(await this.service.proposeEnd(actor, policyId));
  }

  @Mutation(() => ProposalType, { description: 'Proposes that the emergency suspension of a policy holds.' })
  async proposeRatification(
    @CurrentActor() actor: Actor,
    @Args('policyId', { type: () => ID, description: 'The suspended policy.' }) policyId: PolicyId,
  ): Promise<ProposalType> {
    return toProposalType(await this.service.proposeRatification(actor, policyId));
  }

  @Mutation(() => ProposalType, { description: 'Proposes other rules for a body; its sentences say what they change.' })
  async proposeStatute(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The rules.' }) { bodyId, base, document }: ProposeStatuteInput,
  ): Promise<ProposalType> {
    return toProposalType(await this.service.proposeStatute(actor, bodyId as BodyId, { base, document }));
  }

  @Mutation(() => ProposalType, { description: 'Proposes a decision in words, by yes and no or among options.' })
  async proposeDecision(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'What is to be decided.' }) { bodyId, title, text, ...input }: ProposeDecisionInput,
  ): Promise<ProposalType> {
    const decision = { title, text, method: toMethod(input.method), options: input.options };
    return toProposalType(await this.service.proposeDecision(actor, bodyId as BodyId, decision));
  }

  @Mutation(() => ProposalType, { description: 'Proposes an election, with everybody who stands.' })
  async proposeElection(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The office and its candidates.' }) input: ProposeElectionInput,
  ): Promise<ProposalType> {
    const { bodyId, title, office } = input;
    const candidates = input.candidates.map(({ personId, name }) => ({ personId, name }));
    const election = { title, office, method: toMethod(input.method), candidates };
    return toProposalType(await this.service.proposeElection(actor, bodyId as BodyId, election));
  }

  @Mutation(() => ProposalType, { description: 'Proposes to take in an organisation, or a person.' })
  async proposeAdmission(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Who.' }) input: ProposeAdmissionInput,
  ): Promise<ProposalType> {
    const { bodyId, title, organisationId = null, personId = null } = input;
    const admission = { title, organisationId, personId };
    return toProposalType(await this.service.proposeAdmission(actor, bodyId as BodyId, admission));
  }

  @Mutation(() => ProposalType, { description: 'Proposes to set up a committee or a separate assembly.' })
  async proposeBody(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Its members and rules.' }) input: ProposeBodyInput,
  ): Promise<ProposalType> {
    const { bodyId, title, kind, members, statute } = input;
    const founding = { title, body: kind, members, document: statute };
    return toProposalType(await this.service.proposeBody(actor, bodyId as BodyId, founding));
  }

  /** Whose policy it is to be; a federation named is asked for its body by the service. @throws PROPOSAL.ONE_BODY_NEEDED */
  private async placeOf(actor: Actor, input: Omit<ProposePolicyInput, 'document'>) {
    if (!input.federationId === !input.bodyId) throw onePlaceNeeded();
    if (!input.bodyId) return { federationId: input.federationId as FederationId, organisationId: null };
    const bodyId = input.bodyId as BodyId;
    const { federationId, organisationId } = await this.proposals.bodyFor(actor, bodyId);
    return { bodyId, federationId, organisationId };
  }
}
