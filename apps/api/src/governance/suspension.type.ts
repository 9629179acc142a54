import type { SuspensionCall } from '#governance';
import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { upperEnum } from '../shared/upper-enum';

const SuspensionStateEnum = upperEnum<SuspensionCall['state']>(['suspended', 'called']);
registerEnumType(SuspensionStateEnum, {
  name: 'SuspensionState',
  description: 'What became of a call to suspend a policy.',
  valuesMap: {
    SUSPENDED: { description: 'The policy is suspended; a proposal to ratify that is before the body.' },
    CALLED: { description: 'Others of the board have to call for it too.' },
  },
});

@ObjectType('SuspensionCall', { description: 'A call to suspend a policy in an emergency.' })
export class SuspensionCallType implements SuspensionCall {
  @Field(() => SuspensionStateEnum, { description: 'What became of it.' })
  state: SuspensionCall['state'];

  @Field(() => Int, { description: 'How many have called for it.' })
  calls: number;

  @Field(() => Int, { description: 'How many must.' })
  needed: number;
}
