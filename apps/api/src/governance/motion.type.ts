import type { Office } from '#governance';
import { Field, ID, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { GraphQLJSONObject } from 'graphql-scalars';
import { upperEnum } from '../shared/upper-enum';
import { MethodInput } from './ballot-method.type';
import { OfficeEnum } from './body-seat.type';

const NewBodyKindEnum = upperEnum(['committee', 'section'] as const);
registerEnumType(NewBodyKindEnum, {
  name: 'NewBodyKind',
  description: 'What a body may set up.',
  valuesMap: {
    COMMITTEE: { description: 'Some members, who advise and resolve.' },
    SECTION: { description: 'A separate assembly, which elects delegates.' },
  },
});

@InputType({ description: 'A policy to be voted on, by one of a federation and a body.' })
export class ProposePolicyInput {
  @Field(() => ID, { nullable: true, description: 'The federation whose assembly is to decide; null: see `bodyId`.' })
  federationId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The body that is to decide; null: see `federationId`.' })
  bodyId?: string | null;

  @Field(() => GraphQLJSONObject, {
    description:
      'The policy document, in the language granaio-policy/1. Without a last day it gets the latest that the statute allows.',
  })
  document: object;

  @Field(() => ID, {
    nullable: true,
    description: 'The policy that this is to be the next version of; null: a new one.',
  })
  policyId?: string | null;
}

@InputType({ description: 'Other rules for a body.' })
export class ProposeStatuteInput {
  @Field(() => ID, { description: 'Which body.' })
  bodyId: string;

  @Field(() => Int, { description: 'Number of the statute in force, against which this one was written.' })
  base: number;

  @Field(() => GraphQLJSONObject, { description: 'The whole new statute, in the language granaio-statute/1.' })
  document: object;
}

@InputType({ description: 'Something to be decided, in words.' })
export class ProposeDecisionInput {
  @Field(() => ID, { description: 'The body that is to decide.' })
  bodyId: string;

  @Field(() => String, { description: 'What it is called: 3 to 200 characters.' })
  title: string;

  @Field(() => String, { description: 'What is to be decided: 3 to 10,000 characters.' })
  text: string;

  @Field(() => MethodInput, { description: 'How it is voted on.' })
  method: MethodInput;

  @Field(() => [String], { defaultValue: [], description: 'The options, 2 to 100; none for yes and no.' })
  options: string[];
}

@InputType({ description: 'Somebody who stands for an office.' })
export class CandidateInput {
  @Field(() => ID, { description: 'Who: somebody of the members’ book.' })
  personId: string;

  @Field(() => String, { description: 'What the paper calls them.' })
  name: string;
}

@InputType({ description: 'An office to be filled.' })
export class ProposeElectionInput {
  @Field(() => ID, { description: 'The body that elects.' })
  bodyId: string;

  @Field(() => String, { description: 'What the election is called: 3 to 200 characters.' })
  title: string;

  @Field(() => OfficeEnum, { description: 'Which office; representatives are appointed, not elected.' })
  office: Office;

  @Field(() => MethodInput, { description: 'How it is voted on, and for how many seats.' })
  method: MethodInput;

  @Field(() => [CandidateInput], { description: 'Who stands, 1 to 100, in the order of the paper.' })
  candidates: CandidateInput[];
}

@InputType({ description: 'Who is to be taken in: one organisation, or one person.' })
export class ProposeAdmissionInput {
  @Field(() => ID, { description: 'The body that decides.' })
  bodyId: string;

  @Field(() => String, { description: 'Who it is, as members know them: 3 to 200 characters.' })
  title: string;

  @Field(() => ID, { nullable: true, description: 'The organisation, where a federation decides; null: a person.' })
  organisationId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The person, where an organisation decides; null: an organisation.' })
  personId?: string | null;
}

@InputType({ description: 'A committee or a separate assembly to be set up.' })
export class ProposeBodyInput {
  @Field(() => ID, { description: 'The body that sets it up.' })
  bodyId: string;

  @Field(() => String, { description: 'What it is to be called: 3 to 200 characters.' })
  title: string;

  @Field(() => NewBodyKindEnum, { description: 'What it is to be.' })
  kind: 'committee' | 'section';

  @Field(() => [ID], { description: 'Its first members, people of the members’ book.' })
  members: string[];

  @Field(() => GraphQLJSONObject, { description: 'Its first statute, in the language granaio-statute/1.' })
  statute: object;
}
