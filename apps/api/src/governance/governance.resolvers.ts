import type { Type } from '@nestjs/common';
import {
  AgendaItemActionsResolver,
  AssemblyActionsResolver,
  BallotActionsResolver,
  BodyActionsResolver,
  ProposalActionsResolver,
} from './actions.resolver';
import { AmendmentResolver } from './amendment.resolver';
import { AssemblyAgendaResolver } from './assembly-agenda.resolver';
import { AssemblyResolver } from './assembly.resolver';
import { BallotResolver } from './ballot.resolver';
import { BodyElectorateResolver } from './body-electorate.resolver';
import { BodyFieldsResolver } from './body-fields.resolver';
import { BodyResolver } from './body.resolver';
import { DiscussionResolver } from './discussion.resolver';
import { DocumentController } from './document.controller';
import { DocumentResolver } from './document.resolver';
import { ExportController } from './export.controller';
import { LegalityResolver } from './legality.resolver';
import { MeetingResolver } from './meeting.resolver';
import { MinutesController } from './minutes.controller';
import { MinutesResolver } from './minutes.resolver';
import { MotionResolver } from './motion.resolver';
import { OrganisationGroupResolver } from './organisation-group.resolver';
import { ProposalPolicyResolver } from './proposal-policy.resolver';
import { ProposalResolver } from './proposal.resolver';
import { ProxyResolver } from './proxy.resolver';
import { ResistanceResolver } from './resistance.resolver';
import { StatutePresetResolver, StatuteResolver } from './statute.resolver';
import { SuspensionResolver } from './suspension.resolver';
import { VoteController } from './vote.controller';

/** What bodies, their assemblies and their ballots add to the API. */
export const GOVERNANCE_RESOLVERS: readonly Type[] = [
  ...[BodyResolver, BodyFieldsResolver, BodyElectorateResolver, StatuteResolver, StatutePresetResolver],
  OrganisationGroupResolver,
  ...[ProposalResolver, ProposalPolicyResolver, MotionResolver, DiscussionResolver, AmendmentResolver],
  ...[BallotResolver, SuspensionResolver],
  ...[BodyActionsResolver, ProposalActionsResolver, BallotActionsResolver],
  ...[AssemblyActionsResolver, AgendaItemActionsResolver, LegalityResolver, ResistanceResolver],
  ...[AssemblyResolver, AssemblyAgendaResolver, DocumentResolver, MeetingResolver, ProxyResolver, MinutesResolver],
];

export const GOVERNANCE_CONTROLLERS: readonly Type[] = [
  ...[VoteController, ExportController, MinutesController, DocumentController],
];
