import { POLICY_ACTIONS, type Action } from '#policy';
import { registerEnumType } from '@nestjs/graphql';
import { upperEnum } from '../shared/upper-enum';

export const PolicyActionEnum = upperEnum<Action>(POLICY_ACTIONS);
registerEnumType(PolicyActionEnum, { name: 'PolicyAction', description: 'What a policy may permit or prohibit.' });
