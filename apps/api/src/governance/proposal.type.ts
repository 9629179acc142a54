import { matterOf, motionTitle, MOTION_KINDS, type Matter, type Motion, type Proposal } from '#governance';
import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { GraphQLJSONObject } from 'graphql-scalars';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { pageOf } from '../shared/page';
import { upperEnum } from '../shared/upper-enum';
import { MatterEnum } from './ballot-rules.type';

const MotionKindEnum = upperEnum(MOTION_KINDS);
registerEnumType(MotionKindEnum, {
  name: 'MotionKind',
  description: 'What a motion would do.',
  valuesMap: {
    ENACT_POLICY: { description: 'Bring a policy into force, or the next version of one.' },
    END_POLICY: { description: 'End a policy.' },
    RATIFY_SUSPENSION: { description: 'Let an emergency suspension hold.' },
    AMEND_STATUTE: { description: 'Change the rules of the body.' },
    ADMISSION: { description: 'Take in an organisation, or a person.' },
    ELECTION: { description: 'Fill an office.' },
    FOUND_BODY: { description: 'Set up a committee or a separate assembly.' },
    DECISION: { description: 'Anything else, in words.' },
  },
});

@ObjectType('Sentence', { description: 'A sentence in both languages.' })
export class SentenceType {
  @Field(() => String, { description: 'In Italian.' })
  it: string;

  @Field(() => String, { description: 'In English.' })
  en: string;
}

@ObjectType('Sentences', { description: 'Sentences in both languages, generated from what is enforced.' })
export class SentencesType {
  @Field(() => [String], { description: 'In Italian.' })
  it: readonly string[];

  @Field(() => [String], { description: 'In English.' })
  en: readonly string[];
}

@ObjectType('Proposal', { description: 'A motion put to a body. It is frozen: what is voted on has this hash.' })
export class ProposalType {
  @Field(() => ID, { description: 'The proposal.' })
  id: string;

  @Field(() => ID, { description: 'The body that decides.' })
  bodyId: string;

  @Field(() => ID, { description: 'The federation it belongs to.' })
  federationId: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The organisation that decides for itself; null: it is a matter of the federation.',
  })
  organisationId: string | null;

  @Field(() => MotionKindEnum, { description: 'What it would do.' })
  kind: Motion['kind'];

  @Field(() => MatterEnum, { description: 'Under which rules of the statute it falls.' })
  matter: Matter;

  @Field(() => String, { description: 'What its author called it.' })
  title: string;

  @Field(() => GraphQLJSONObject, { description: 'The motion as data: its kind, and what it would bring into force.' })
  motion: Motion;

  @Field(() => String, {
    description: 'SHA-256 of the policy document’s canonical JSON; of the whole motion where it enacts no policy.',
  })
  hash: string;

  @Field(() => SentencesType, { description: 'The motion in words.' })
  sentences: SentencesType;

  @Field(() => ID, {
    nullable: true,
    description: 'Who proposed it; null: the statute asks for it, as for the review of a policy before it ends.',
  })
  proposedBy: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was proposed.' })
  proposedAt: Date;

  @Field(() => ID, { nullable: true, description: 'The text that this one amends; null: it amends none.' })
  replaces: string | null;

  @Field(() => ID, { nullable: true, description: 'The text that amended this one; null: it was not amended.' })
  replacedBy: string | null;
}

@ObjectType('ProposalPage', { description: 'A page of proposals, newest first.' })
export class ProposalPageType extends pageOf(ProposalType) {}

export const toProposalType = (proposal: Proposal): ProposalType => ({
  ...proposal,
  kind: proposal.motion.kind,
  matter: matterOf(proposal.motion),
  title: motionTitle(proposal.motion),
});
