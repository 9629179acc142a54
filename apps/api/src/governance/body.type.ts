import { BODY_KINDS, type Body, type Category } from '#governance';
import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { GraphQLJSONObject, GraphQLSafeInt } from 'graphql-scalars';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { pageOf } from '../shared/page';
import { upperEnum } from '../shared/upper-enum';
import { CategoryEnum } from './body-electorate.type';

const BodyKindEnum = upperEnum(BODY_KINDS);
registerEnumType(BodyKindEnum, {
  name: 'BodyKind',
  description: 'Who decides.',
  valuesMap: {
    FEDERATION: { description: 'The assembly of a federation.' },
    ORGANISATION: { description: 'One of its organisations, on what is its own.' },
    COMMITTEE: { description: 'Some members of another body.' },
    SECTION: { description: 'A separate assembly of another body, which elects delegates.' },
  },
});

@ObjectType('Body', { description: 'Who decides: it has a statute, members, and people with an office.' })
export class BodyType {
  /** Resolved into `name`. */
  ownName: string | null;

  @Field(() => ID, { description: 'The body.' })
  id: string;

  @Field(() => BodyKindEnum, { description: 'What it is.' })
  kind: Body['kind'];

  @Field(() => ID, { description: 'The federation it belongs to.' })
  federationId: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The organisation whose people alone know of it; null: the whole federation does.',
  })
  organisationId: string | null;

  @Field(() => ID, { nullable: true, description: 'Of which body it is a committee or section; null: of none.' })
  parentId: string | null;

  @Field(() => DateTimeScalar, { description: 'Since when it is here.' })
  foundedAt: Date;
}

@ObjectType('BodyPage', { description: 'A page of bodies, oldest first.' })
export class BodyPageType extends pageOf(BodyType) {}

@InputType({ description: 'An organisation that begins to decide for itself.' })
export class FoundBodyInput {
  @Field(() => ID, { description: 'The federation it belongs to.' })
  federationId: string;

  @Field(() => ID, { description: 'The organisation; the caller is its steward.' })
  organisationId: string;

  @Field(() => GraphQLJSONObject, { description: 'Its first statute, in the language granaio-statute/1.' })
  statute: object;

  @Field(() => ID, { description: 'Who leads its assemblies until there is an election; of its members’ book.' })
  chair: string;

  @Field(() => ID, { description: 'Who keeps its books until there is an election; of its members’ book.' })
  secretary: string;
}

@InputType({ description: 'How a member stands. It replaces what was recorded before.' })
export class RecordStandingInput {
  @Field(() => ID, { description: 'In which body.' })
  bodyId: string;

  @Field(() => ID, { description: 'Which member: a person or an organisation.' })
  memberId: string;

  @Field(() => CategoryEnum, { description: 'Of which category.' })
  category: Category;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether they are suspended.' })
  isSuspended: boolean;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether they owe what members owe.' })
  isInArrears: boolean;

  @Field(() => GraphQLSafeInt, { defaultValue: 0, description: 'Shares held, in whole units.' })
  shares: number;

  @Field(() => GraphQLSafeInt, { defaultValue: 0, description: 'Members that the member itself has.' })
  ownMembers: number;

  @Field(() => GraphQLSafeInt, { defaultValue: 0, description: 'Mutual exchange, in whole units.' })
  exchange: number;
}

@InputType({ description: 'Who casts an organisation’s vote.' })
export class AppointRepresentativeInput {
  @Field(() => ID, { description: 'In which body.' })
  bodyId: string;

  @Field(() => ID, { description: 'For which organisation; the caller is its steward.' })
  organisationId: string;

  @Field(() => ID, { description: 'Who: somebody of its members’ book, in any role.' })
  personId: string;
}

export const toBodyType = ({ name, ...body }: Body): BodyType => ({ ...body, ownName: name });
