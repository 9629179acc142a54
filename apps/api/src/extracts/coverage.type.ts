import type { RuleCoverage } from '#extracts';
import { IDLE_REASONS, RESPECTS, type IdleReason, type Respect } from '#policy';
import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { upperEnum } from '../shared/upper-enum';
import { PolicyClauseType, PreviewDatasetType } from './preview.type';

const IdleReasonEnum = upperEnum<IdleReason>(IDLE_REASONS);
registerEnumType(IdleReasonEnum, {
  name: 'IdleReason',
  description: 'Why a clause changes nothing today.',
  valuesMap: {
    CONTRADICTS_ITSELF: { description: 'No record could ever meet its conditions.' },
    NO_RECORD: { description: 'No dataset that there is meets its conditions.' },
    NOBODY: { description: 'There is nobody whom it speaks of.' },
  },
});

const RespectEnum = upperEnum<Respect>(RESPECTS);
registerEnumType(RespectEnum, {
  name: 'PolicyRespect',
  description: 'In which respect a permission permits more than another.',
});

@ObjectType('IdleClause', { description: 'A clause that would change nothing today.' })
export class IdleClauseType {
  @Field(() => PolicyClauseType, { description: 'Which one.' })
  clause: PolicyClauseType;

  @Field(() => IdleReasonEnum, { description: 'Why.' })
  reason: IdleReason;
}

@ObjectType('PolicyContradiction', { description: 'A permission of which a prohibition leaves nothing.' })
export class PolicyContradictionType {
  @Field(() => PolicyClauseType, { description: 'What is permitted.' })
  permission: PolicyClauseType;

  @Field(() => PolicyClauseType, { description: 'What forbids all of it.' })
  prohibition: PolicyClauseType;
}

@ObjectType('WiderClause', { description: 'A permission that no earlier one covers.' })
export class WiderClauseType {
  @Field(() => PolicyClauseType, { description: 'Which one.' })
  clause: PolicyClauseType;

  @Field(() => [RespectEnum], {
    nullable: true,
    description: 'In which respects it is wider than the nearest earlier permission; null: nothing like it ever was.',
  })
  respects: readonly Respect[] | null;
}

@ObjectType('RuleCoverage', { description: 'What reading the rules together finds, before anybody votes on them.' })
export class RuleCoverageType {
  @Field(() => [PreviewDatasetType], {
    nullable: 'items',
    description: 'Datasets that no policy would let anybody see or use, the first 50; null: one that you may not see.',
  })
  uncovered: readonly (PreviewDatasetType | null)[];

  @Field(() => Int, { description: 'How many datasets no policy would cover.' })
  uncoveredTotal: number;

  @Field(() => [IdleClauseType], { description: 'Clauses of the draft that would change nothing today.' })
  idle: readonly IdleClauseType[];

  @Field(() => [PolicyContradictionType], { description: 'Permissions of which a prohibition leaves nothing.' })
  contradictions: readonly PolicyContradictionType[];

  @Field(() => [WiderClauseType], { description: 'Permissions of the draft that go beyond every earlier policy.' })
  wider: readonly WiderClauseType[];

  @Field(() => Boolean, { description: 'Whether every dataset was looked at.' })
  isComplete: boolean;
}

export const toRuleCoverageType = (coverage: RuleCoverage): RuleCoverageType => coverage;
