import { ASSEMBLY_STATES, type AgendaItem, type Assembly, type AssemblyState } from '#governance';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { pageOf } from '../shared/page';
import { upperEnum } from '../shared/upper-enum';
import { ProposalType } from './proposal.type';

const AssemblyStateEnum = upperEnum(ASSEMBLY_STATES);
registerEnumType(AssemblyStateEnum, {
  name: 'AssemblyState',
  description: 'How far an assembly has come.',
  valuesMap: {
    DRAFT: { description: 'Being prepared: date, place and agenda may still change.' },
    CONVENED: { description: 'The notice is out.' },
    SITTING: { description: 'A call is open.' },
    ADJOURNED: { description: 'The first call is over, the second is to come.' },
    CLOSED: { description: 'Over; its minutes are written.' },
  },
});

@ObjectType('AgendaItem', { description: 'One thing that an assembly is to decide.' })
export class AgendaItemType {
  @Field(() => ID, { description: 'The item.' })
  id: string;

  @Field(() => ID, { description: 'The assembly.' })
  assemblyId: string;

  @Field(() => Int, { description: 'Its number on the agenda, from 1.' })
  place: number;

  @Field(() => ID, { description: 'What is to be decided, as amended so far.' })
  proposalId: string;

  @Field(() => ProposalType, {
    nullable: true,
    description: 'What is to be decided, as amended so far; null: the caller may not read it.',
  })
  proposal: ProposalType | null;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the text that the notice announced; null: it has not been announced yet.',
  })
  noticeHash: string | null;
}

@ObjectType('Assembly', { description: 'A meeting of a body, from its draft to its minutes.' })
export class AssemblyType {
  @Field(() => ID, { description: 'The assembly.' })
  id: string;

  @Field(() => ID, { description: 'The body that meets.' })
  bodyId: string;

  @Field(() => ID, { description: 'The federation in which it meets.' })
  federationId: string;

  @Field(() => Int, {
    description: 'By which version of the body’s statute it is held: the one in force when it was convened.',
  })
  statuteNumber: number;

  @Field(() => String, { description: 'What it is called.' })
  title: string;

  @Field(() => String, { description: 'What the notice says beside the agenda.' })
  text: string;

  @Field(() => String, { description: 'Where it meets.' })
  place: string;

  @Field(() => DateTimeScalar, { description: 'When the first call is.' })
  firstCallAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the second call is; null: there is none.' })
  secondCallAt: Date | null;

  @Field(() => AssemblyStateEnum, { description: 'How far it has come.' })
  state: AssemblyState;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the notice went out; null: not yet.' })
  convenedAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the notice: date, place, words and the text of every item; null: it is not out yet.',
  })
  noticeHash: string | null;

  @Field(() => Boolean, { description: 'Whether the notice went out later than the statute asks.' })
  noticeIsShort: boolean;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The earliest first call that a notice of that day allows; null: the notice is not out yet.',
  })
  earliestCallAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended; null: it has not.' })
  closedAt: Date | null;

  @Field(() => ID, { nullable: true, description: 'Who leads it; null: no call has been opened yet.' })
  chair: string | null;

  @Field(() => ID, { nullable: true, description: 'Who keeps its minutes; null: no call was opened, or nobody does.' })
  secretary: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 by which its minutes are known and signed; null: they are not written yet.',
  })
  minutesHash: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the chair signed the minutes; null: not yet.' })
  chairSignedAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the secretary signed the minutes; null: not yet.' })
  secretarySignedAt: Date | null;
}

@ObjectType('AssemblyPage', { description: 'A page of assemblies, newest first.' })
export class AssemblyPageType extends pageOf(AssemblyType) {}

@ObjectType('NoticeProof', { description: 'A member who is to be told of an assembly, and the proof that they were.' })
export class NoticeProofType {
  @Field(() => ID, { description: 'The member entitled to vote: a person or an organisation.' })
  memberId: string;

  @Field(() => ID, { description: 'The person to whom the notice goes: the member, or who represents it.' })
  personId: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the mail was handed over; null: not yet.' })
  sentAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'By which the mail server can prove that it took the mail; null: it was not sent yet.',
  })
  messageId: string | null;
}

@InputType({ description: 'An assembly to be prepared.' })
export class DraftAssemblyInput {
  @Field(() => ID, { description: 'The body that is to meet.' })
  bodyId: string;

  @Field(() => String, { description: 'What it is called, 3 to 200 characters on one line.' })
  title: string;

  @Field(() => String, { defaultValue: '', description: 'What the notice says beside the agenda.' })
  text: string;

  @Field(() => String, { description: 'Where it meets, 2 to 300 characters on one line.' })
  place: string;

  @Field(() => String, { description: 'When the first call is, on the body’s own clock: 2027-04-20T18:00.' })
  firstCall: string;

  @Field(() => String, {
    nullable: true,
    description: 'When the second call is, on the same clock; null: there is none.',
  })
  secondCall?: string | null;
}

@InputType({ description: 'A proposal for the agenda of an assembly.' })
export class AddAgendaItemInput {
  @Field(() => ID, { description: 'The assembly, which has not been convened yet.' })
  assemblyId: string;

  @Field(() => ID, { description: 'The proposal, put to the same body.' })
  proposalId: string;
}

export const toAssemblyType = (assembly: Assembly): AssemblyType => assembly;

export const toAgendaItemType = (item: AgendaItem, proposal: ProposalType | null): AgendaItemType => ({
  ...item,
  proposal,
});
