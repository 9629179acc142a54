import { MeetingService, ProposalService, type Attendance, type MemberId, type Sitting } from '#governance';
import type { AgendaItemId, AssemblyId, ProposalId } from '#kernel';
import { personOf, type Actor } from '#policy';
import { Args, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { AssemblyType, toAssemblyType } from './assembly.type';
import { BallotType, toBallotType } from './ballot.type';
import {
  AttendanceType,
  DeclareConflictInput,
  OpenCallInput,
  RecordAttendanceInput,
  RecordLeaveInput,
  SittingType,
} from './meeting.type';
import { ProposalType, toProposalType } from './proposal.type';

/** Assemblies while they sit. */
@Resolver(() => AssemblyType)
export class MeetingResolver {
  constructor(
    private readonly service: MeetingService,
    private readonly proposals: ProposalService,
  ) {}

  @Mutation(() => AssemblyType, { description: 'Opens a call at its time; who does so leads the assembly.' })
  async openCall(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which call.' }) { assemblyId, call }: OpenCallInput,
  ): Promise<AssemblyType> {
    return toAssemblyType(await this.service.openCall(actor, assemblyId as AssemblyId, call));
  }

  @Mutation(() => AssemblyType, {
    description: 'Ends the first call, and leaves what it could not decide to the second.',
  })
  async adjournAssembly(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The assembly.' }) id: AssemblyId,
  ): Promise<AssemblyType> {
    return toAssemblyType(await this.service.adjourn(actor, id));
  }

  @Mutation(() => AssemblyType, { description: 'Ends the assembly; its minutes are written at once.' })
  async closeAssembly(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The assembly.' }) id: AssemblyId,
  ): Promise<AssemblyType> {
    return toAssemblyType(await this.service.close(actor, id));
  }

  @Mutation(() => AssemblyType, {
    description: 'Records that a member is there: officers of who is in the room, everybody of themselves from afar.',
  })
  async recordAttendance(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Who, and how.' }) { assemblyId, memberId, mode }: RecordAttendanceInput,
  ): Promise<AssemblyType> {
    const stay = { memberId: memberId as MemberId, mode };
    return toAssemblyType(await this.service.attend(actor, assemblyId as AssemblyId, stay));
  }

  @Mutation(() => AssemblyType, { description: 'Records that a member left: officers of anybody, all of themselves.' })
  async recordLeave(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Who.' }) { assemblyId, memberId }: RecordLeaveInput,
  ): Promise<AssemblyType> {
    return toAssemblyType(await this.service.leave(actor, assemblyId as AssemblyId, memberId as MemberId));
  }

  @Mutation(() => BallotType, { description: 'Puts an item to the vote of those who are there.' })
  async openItem(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The item of the agenda.' }) id: AgendaItemId,
  ): Promise<BallotType> {
    return toBallotType(await this.service.openItem(actor, id));
  }

  @Mutation(() => ProposalType, {
    description: 'Declares a conflict of interest; where the statute says so, the member does not vote on the motion.',
  })
  async declareConflict(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Whose interest in what.' })
    { proposalId, memberId, statement }: DeclareConflictInput,
  ): Promise<ProposalType> {
    const conflict = { memberId: (memberId ?? personOf(actor)) as MemberId, statement };
    await this.service.declareConflict(actor, proposalId as ProposalId, conflict);
    return toProposalType(await this.proposals.read(actor, proposalId as ProposalId));
  }

  @ResolveField(() => [SittingType], { description: 'Its calls that were opened, in order.' })
  sittings(@Parent() { id }: AssemblyType): Promise<Sitting[]> {
    return this.service.sittings(id as AssemblyId);
  }

  @ResolveField(() => [AttendanceType], {
    nullable: true,
    description: 'Who came and left, for the chair and the secretary; others are refused it.',
  })
  attendance(@CurrentActor() actor: Actor, @Parent() { id }: AssemblyType): Promise<Attendance[]> {
    return this.service.attendance(actor, id as AssemblyId);
  }
}
