import type { ComposedClause, Composition, Effect, Level } from '#policy';
import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { GraphQLJSONObject } from 'graphql-scalars';
import { upperEnum } from '../shared/upper-enum';

export const LevelEnum = upperEnum<Level>(['federation', 'organisation']);
registerEnumType(LevelEnum, {
  name: 'PolicyLevel',
  description: 'Who decided a policy.',
  valuesMap: {
    FEDERATION: { description: 'The federation, for all that is the federation’s.' },
    ORGANISATION: { description: 'One of its organisations, for what is its own.' },
  },
});

export const EffectEnum = upperEnum<Effect>(['permission', 'prohibition']);
registerEnumType(EffectEnum, {
  name: 'ClauseEffect',
  description: 'What a clause of a policy does.',
  valuesMap: { PERMISSION: { description: 'It permits.' }, PROHIBITION: { description: 'It forbids, and wins.' } },
});

@ObjectType('ClauseReference', { description: 'Where a clause stands.' })
export class ClauseReferenceType {
  @Field(() => ID, { description: 'The policy, through all its versions.' })
  policyId: string;

  @Field(() => ID, { description: 'The version of it.' })
  versionId: string;

  @Field(() => EffectEnum, { description: 'Among its permissions, or among its prohibitions.' })
  effect: Effect;

  @Field(() => Int, { description: 'Its place there, from 0.' })
  index: number;
}

@ObjectType('ComposedClause', { description: 'One clause of a merged rule, and what the other clauses leave of it.' })
export class ComposedClauseType extends ClauseReferenceType {
  /** Resolved into `sentence`. */
  sentenceIn: ComposedClause['sentence'];

  @Field(() => LevelEnum, { description: 'Who decided it.' })
  level: Level;

  @Field(() => String, { description: 'Title of the policy that it stands in.' })
  title: string;

  @Field(() => GraphQLJSONObject, { description: 'The clause as it is enforced, in the language granaio-policy/1.' })
  clause: object;

  @Field(() => Boolean, {
    description: 'Whether it permits or forbids anything at this moment, of all that the merged rule is about.',
  })
  effective: boolean;

  @Field(() => [ClauseReferenceType], { description: 'Because of which clauses it permits less than it says.' })
  narrowedBy: readonly ClauseReferenceType[];
}

@ObjectType('PolicyComposition', {
  description: 'The policies in force of a federation and of one of its organisations, as the one rule that they are.',
})
export class PolicyCompositionType {
  @Field(() => [ComposedClauseType], {
    description: 'The federation’s clauses, then the organisation’s; of each policy, permissions before prohibitions.',
  })
  clauses: ComposedClauseType[];

  @Field(() => Boolean, {
    description: 'Whether the organisation gave its power to the federation, so that its own clauses have no effect.',
  })
  delegated: boolean;
}

export const toPolicyCompositionType = ({ clauses, delegated }: Composition): PolicyCompositionType => ({
  clauses: clauses.map(({ sentence, ...clause }) => ({ ...clause, sentenceIn: sentence })),
  delegated,
});
