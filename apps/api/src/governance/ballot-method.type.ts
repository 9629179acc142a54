import { METHODS, type Method } from '#governance';
import { Field, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { upperEnum } from '../shared/upper-enum';

const MethodKindEnum = upperEnum(METHODS);
registerEnumType(MethodKindEnum, {
  name: 'MethodKind',
  description: 'How papers become a result.',
  valuesMap: {
    YES_NO: { description: 'For or against a motion.' },
    CHOICE: { description: 'One option; without a majority, the leading two go to a runoff.' },
    APPROVAL: { description: 'As many options as one likes; the most approved win.' },
    SCORE: { description: 'A score for each option; the highest sums win.' },
    SCHULZE: { description: 'Options in order of preference, compared two by two.' },
    INSTANT_RUNOFF: { description: 'Options in order of preference; the last is eliminated, round by round.' },
    STV: { description: 'Options in order of preference, for several seats in proportion: single transferable vote.' },
  },
});

@ObjectType('Method', { description: 'By which method a ballot is counted.' })
export class MethodType {
  @Field(() => MethodKindEnum, { description: 'Which one.' })
  kind: Method['kind'];

  @Field(() => Int, { nullable: true, description: 'How many options win; null: one, or the motion itself.' })
  seats: number | null;

  @Field(() => Int, { nullable: true, description: 'The best score of a paper; null: papers have no scores.' })
  highest: number | null;
}

@InputType({ description: 'A method to be voted by.' })
export class MethodInput {
  @Field(() => MethodKindEnum, { description: 'Which one.' })
  kind: Method['kind'];

  @Field(() => Int, { nullable: true, description: 'How many options win: for APPROVAL, SCORE and STV, and no other.' })
  seats?: number | null;

  @Field(() => Int, { nullable: true, description: 'The best score of a paper: for SCORE, and no other.' })
  highest?: number | null;
}

export const toMethodType = (method: Method): MethodType => ({ seats: null, highest: null, ...method });

/** Without what was not said, since a method that has no seats names none. */
export const toMethod = ({ kind, seats, highest }: MethodInput): object => ({
  kind,
  ...(seats == null ? {} : { seats }),
  ...(highest == null ? {} : { highest }),
});
