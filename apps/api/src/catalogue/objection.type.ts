import { OBJECTION_KINDS, type ObjectionKind } from '#catalogue';
import type { Purpose } from '#policy';
import { ArgsType, Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PurposeEnum } from '../extracts/extract.type';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { PageArgs, pageOf } from '../shared/page';
import { upperEnum } from '../shared/upper-enum';

const ObjectionKindEnum = upperEnum(OBJECTION_KINDS);
registerEnumType(ObjectionKindEnum, {
  name: 'ObjectionKind',
  description: 'What an objection is against.',
  valuesMap: {
    VETO: { description: 'Showing the contributor’s rows one by one, whatever the dataset.' },
    OPT_OUT: { description: 'Any use of the contributor’s rows, in sums too, where the dataset is about people.' },
    WITHDRAWAL: {
      description:
        'Any use of the contributor’s rows for the purposes that it names, of any dataset: what was released for them before is recalled too.',
    },
  },
});

@ObjectType('Objection', {
  description: 'A contributor’s no to a use of its own rows, which no vote and no policy can overrule.',
})
export class ObjectionType {
  @Field(() => ID, { description: 'Names the objection, for ever.' })
  id: string;

  @Field(() => ID, { description: 'The federation on whose datasets it is.' })
  federationId: string;

  @Field(() => ID, { description: 'The contributor, whose own rows it is about.' })
  organisationId: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The dataset; null: every dataset of the federation, later ones too.',
  })
  datasetId: string | null;

  @Field(() => ObjectionKindEnum, { description: 'What it is against.' })
  kind: ObjectionKind;

  @Field(() => [PurposeEnum], { nullable: true, description: 'For which purposes; null: whatever for.' })
  purposes: readonly Purpose[] | null;

  @Field(() => String, { description: 'Why, in the contributor’s words.' })
  reason: string;

  @Field(() => DateTimeScalar, { description: 'Since when it counts.' })
  since: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when it counted; null: it is in force.' })
  withdrawnAt: Date | null;
}

@ObjectType('ObjectionPage', { description: 'A page of objections, newest first.' })
export class ObjectionPageType extends pageOf(ObjectionType) {}

@ArgsType()
export class ObjectionsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only those that name this dataset.' })
  datasetId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this contributor.' })
  organisationId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those in force (true), or only those withdrawn (false).' })
  inForce?: boolean | null;
}

@InputType({ description: 'A contributor’s objection to a use of its own rows.' })
export class FileObjectionInput {
  @Field(() => ID, { description: 'The contributor; the caller is its steward.' })
  organisationId: string;

  @Field(() => ID, { description: 'The federation on whose datasets it is.' })
  federationId: string;

  @Field(() => ID, { nullable: true, description: 'The dataset; left out: every dataset of the federation.' })
  datasetId?: string | null;

  @Field(() => ObjectionKindEnum, { description: 'What it is against.' })
  kind: ObjectionKind;

  @Field(() => [PurposeEnum], {
    nullable: true,
    description: 'For which purposes, the broader and narrower ones with them; left out: whatever for.',
  })
  purposes?: Purpose[] | null;

  @Field(() => String, { description: 'Why, for others to read: 1 to 2,000 characters.' })
  reason: string;
}

@InputType({ description: 'Purposes that a contributor takes back for its own rows.' })
export class WithdrawPurposesInput {
  @Field(() => ID, { description: 'The contributor; the caller is its steward.' })
  organisationId: string;

  @Field(() => ID, { description: 'The federation whose datasets they are in.' })
  federationId: string;

  @Field(() => ID, { nullable: true, description: 'The dataset; left out: every dataset of the federation.' })
  datasetId?: string | null;

  @Field(() => [PurposeEnum], { description: 'The purposes, the broader and narrower ones with them.' })
  purposes: Purpose[];

  @Field(() => String, { description: 'Why, for others to read: 1 to 2,000 characters.' })
  reason: string;
}
