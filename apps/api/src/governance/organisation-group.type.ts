import { GROUP_KINDS, type GroupKind, type OrganisationGroup } from '#identity';
import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { pageOf } from '../shared/page';
import { upperEnum } from '../shared/upper-enum';

const OrganisationGroupKindEnum = upperEnum(GROUP_KINDS);
registerEnumType(OrganisationGroupKindEnum, {
  name: 'OrganisationGroupKind',
  description: 'What organisations of a group have in common.',
  valuesMap: {
    AFFILIATED: { description: 'They are under one control: wherever contributors are counted they are one.' },
    COALITION: { description: 'They put together what they know: nothing is published that they could work out.' },
  },
});

@ObjectType('OrganisationGroup', { description: 'Organisations that count, or know, as one when tables are made.' })
export class OrganisationGroupType {
  /** Resolved into `organisations`. */
  organisationIds: OrganisationGroup['organisationIds'];

  @Field(() => ID, { description: 'Names the group, for ever.' })
  id: string;

  @Field(() => ID, { description: 'The federation in whose book it is.' })
  federationId: string;

  @Field(() => OrganisationGroupKindEnum, { description: 'What they have in common.' })
  kind: GroupKind;

  @Field(() => String, { description: 'As the federation calls it.' })
  name: string;

  @Field(() => DateTimeScalar, { description: 'Tables count by it from then on.' })
  recordedAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Tables do not any more from then on; null: they do.' })
  endedAt: Date | null;
}

@ObjectType('OrganisationGroupPage', { description: 'A page of groups of organisations.' })
export class OrganisationGroupPageType extends pageOf(OrganisationGroupType) {}

@InputType({ description: 'Organisations that count, or know, as one.' })
export class RecordOrganisationGroupInput {
  @Field(() => ID, { description: 'The federation; the caller is chair or secretary of its assembly.' })
  federationId: string;

  @Field(() => OrganisationGroupKindEnum, { description: 'What they have in common.' })
  kind: GroupKind;

  @Field(() => String, { description: 'As the federation calls it: 1 to 200 characters in one line.' })
  name: string;

  @Field(() => [ID], { description: 'Two organisations or more that are, or were, in the federation’s book.' })
  organisationIds: string[];
}
