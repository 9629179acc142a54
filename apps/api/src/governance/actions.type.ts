import { ACTIONS, type Action, type PossibleAction } from '#governance';
import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { inLanguage } from '../errors-in-italian/sentences';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { upperEnum } from '../shared/upper-enum';

const ActionEnum = upperEnum(ACTIONS);
registerEnumType(ActionEnum, { name: 'Action', description: 'What somebody may want to do next.' });

@ObjectType('Reason', { description: 'Why something is refused.' })
export class ReasonType {
  @Field(() => String, { description: 'In Italian.' })
  it: string;

  @Field(() => String, { description: 'In English.' })
  en: string;
}

@ObjectType('NearestAlternative', { description: 'What leads on from where one is refused.' })
export class NearestAlternativeType {
  @Field(() => ActionEnum, {
    nullable: true,
    description: 'What to do instead, or before; null: no other act leads on.',
  })
  action: Action | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'From when on the same is possible, as far as time stands against it; null: it is not a matter of time.',
  })
  from: Date | null;

  @Field(() => ID, {
    nullable: true,
    description: 'What to look at instead, as the text that replaced this one; null: nothing.',
  })
  id: string | null;
}

@ObjectType('PossibleAction', {
  description:
    'Something the caller may want to do, and whether it is possible now: by the checks that the act itself makes, but for what it is given.',
})
export class PossibleActionType {
  @Field(() => ActionEnum, { description: 'What it is.' })
  action: Action;

  @Field(() => Boolean, { description: 'Whether it is possible now.' })
  possible: boolean;

  @Field(() => [ID], {
    description: 'The members, or organisations, for whom it is possible; none where it is not done for anybody.',
  })
  memberIds: readonly string[];

  @Field(() => String, { nullable: true, description: 'The code it would be refused with; null: it is possible.' })
  code: string | null;

  @Field(() => ReasonType, { nullable: true, description: 'Why it would be refused; null: it is possible.' })
  reason: ReasonType | null;

  @Field(() => NearestAlternativeType, {
    nullable: true,
    description: 'What leads on instead; null: nothing that we know.',
  })
  nearest: NearestAlternativeType | null;
}

export const toPossibleActionTypes = (actions: readonly PossibleAction[]): PossibleActionType[] =>
  actions.map(({ refusal, ...action }) => ({
    ...action,
    code: refusal && refusal.code,
    reason: refusal && { it: inLanguage('it', refusal), en: refusal.message },
  }));
