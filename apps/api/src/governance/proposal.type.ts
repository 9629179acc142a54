import { motionTitle, type Proposal } from '#governance';
import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { GraphQLJSONObject } from 'graphql-scalars';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { pageOf } from '../shared/page';

@ObjectType('Sentences', { description: 'What is voted on, in words, generated from the document that is enforced.' })
export class SentencesType {
  @Field(() => [String], { description: 'In Italian.' })
  it: readonly string[];

  @Field(() => [String], { description: 'In English.' })
  en: readonly string[];
}

@ObjectType('Proposal', { description: 'A motion put to the members. It is frozen: what is voted on has this hash.' })
export class ProposalType {
  @Field(() => ID, { description: 'The proposal.' })
  id: string;

  @Field(() => ID, { description: 'The federation whose assembly decides.' })
  federationId: string;

  @Field(() => String, { description: 'What its author called it.' })
  title: string;

  @Field(() => GraphQLJSONObject, {
    description: 'The motion as data: a policy document to enact, or a policy to end.',
  })
  motion: object;

  @Field(() => String, {
    description: 'SHA-256 of the policy document’s canonical JSON, or of the motion that ends one.',
  })
  hash: string;

  @Field(() => SentencesType, { description: 'The motion in words.' })
  sentences: SentencesType;

  @Field(() => ID, { description: 'Who proposed it.' })
  proposedBy: string;

  @Field(() => DateTimeScalar, { description: 'When it was proposed.' })
  proposedAt: Date;
}

@ObjectType('ProposalPage', { description: 'A page of proposals, newest first.' })
export class ProposalPageType extends pageOf(ProposalType) {}

@InputType({ description: 'A policy to be voted on.' })
export class ProposePolicyInput {
  @Field(() => ID, { description: 'The federation whose assembly is to decide.' })
  federationId: string;

  @Field(() => GraphQLJSONObject, { description: 'The policy document, in the language granaio-policy/1.' })
  document: object;

  @Field(() => ID, {
    nullable: true,
    description: 'The policy that this is to be the next version of; null: a new one.',
  })
  policyId?: string | null;
}

export const toProposalType = (proposal: Proposal): ProposalType => ({
  ...proposal,
  title: motionTitle(proposal.motion),
});
