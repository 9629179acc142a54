import {
  ACCESS_RIGHTS,
  NEED_CATEGORIES,
  type AccessRights,
  type Approval,
  type NeedCategory,
  type ShownDataset,
} from '#catalogue';
import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { GraphQLJSONObject } from 'graphql-scalars';
import { OrganisationType } from '../identity/organisation.type';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { PageArgs, pageOf } from '../shared/page';
import { upperEnum } from '../shared/upper-enum';
import { ApprovalEnum } from './life.type';

export const NeedCategoryEnum = upperEnum(NEED_CATEGORIES);
registerEnumType(NeedCategoryEnum, {
  name: 'NeedCategory',
  description: 'The seven data needs of the social economy.',
});
export const AccessRightsEnum = Object.fromEntries(ACCESS_RIGHTS.map((word) => [word, word]));
registerEnumType(AccessRightsEnum, {
  name: 'AccessRights',
  description: 'What the catalogue says of access, by the EU’s access-right vocabulary; policies decide.',
});

@ObjectType('Dataset', { description: 'A dataset of the shared catalogue (dcat:Dataset).' })
export class DatasetType {
  @Field(() => ID, { description: 'Names the dataset, for ever.' })
  id: string;

  @Field(() => ID, { description: 'The federation whose policies govern it.' })
  federationId: string;

  @Field(() => ID, { description: 'Names the organisation that published it.' })
  publisherId: string;

  @Field(() => OrganisationType, { description: 'The organisation that published it.' })
  publisher: OrganisationType;

  /** Resolved into `series`. */
  seriesId: string;

  @Field(() => String, { description: 'Its title.' })
  title: string;

  @Field(() => String, { nullable: true, description: 'What it holds; null: no policy lets you read it.' })
  description: string | null;

  @Field(() => NeedCategoryEnum, { description: 'The need it answers.' })
  needCategory: NeedCategory;

  @Field(() => AccessRightsEnum, { description: 'What the catalogue says of access.' })
  accessRights: AccessRights;

  @Field(() => Boolean, {
    description: 'Whether its rows are about people, so that contributors can opt out of any use.',
  })
  personalData: boolean;

  @Field(() => [String], { nullable: true, description: 'Words to find it by; null: no policy lets you read them.' })
  keywords: readonly string[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of its latest version; 0: nothing has been accepted yet; null: no policy lets you read it.',
  })
  version: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Organisations whose rows are in the latest version; null: no policy lets you read it.',
  })
  contributors: number | null;

  @Field(() => DateTimeScalar, { description: 'When it entered the catalogue.' })
  createdAt: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when nothing is drawn out of it or put into it; null: it was not withdrawn.',
  })
  withdrawnAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was withdrawn; null: it was not.' })
  withdrawnReason: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until then nothing is drawn out of it; null: there is no embargo.',
  })
  availableFrom: Date | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Whole months after which its rows are destroyed, from when their file arrived; null: never.',
  })
  retentionMonths: number | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when people are told to use something else; null: they are not.',
  })
  deprecatedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Why people should use something else; null: they need not.' })
  deprecatedReason: string | null;

  /** Resolved into `replacement`: its id would tell that there is a dataset. */
  replacedBy: string | null;

  @Field(() => ApprovalEnum, { description: 'Who looks at each contribution before it becomes part of it.' })
  approvalNeeded: Approval;
}

@ObjectType('DatasetPage', { description: 'A page of datasets, newest first.' })
export class DatasetPageType extends pageOf(DatasetType) {}

@ArgsType()
export class DatasetsArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only those with this text in title or description.' })
  text?: string | null;

  @Field(() => NeedCategoryEnum, { nullable: true, description: 'Only those that answer this need.' })
  needCategory?: NeedCategory | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this publisher.' })
  publisherId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this series.' })
  seriesId?: string | null;
}

@InputType({ description: 'A dataset to be entered into the catalogue.' })
export class PublishDatasetInput {
  @Field(() => ID, { description: 'The federation whose policies will govern it.' })
  federationId: string;

  @Field(() => ID, { description: 'The organisation that publishes it; the caller is its steward.' })
  publisherId: string;

  @Field(() => String, { description: 'Its title, 3 to 200 characters.' })
  title: string;

  @Field(() => String, { description: 'What it holds, 3 to 5,000 characters.' })
  description: string;

  @Field(() => NeedCategoryEnum, { description: 'The need it answers.' })
  needCategory: NeedCategory;

  @Field(() => AccessRightsEnum, { description: 'What the catalogue says of access.' })
  accessRights: AccessRights;

  @Field(() => [String], { defaultValue: [], description: 'Words to find it by.' })
  keywords: string[];

  @Field(() => GraphQLJSONObject, {
    description: 'Its columns, after Table Schema v2; dimensions list their categories.',
  })
  schema: object;

  @Field(() => ID, { nullable: true, description: 'The series it is of; left out: it stands alone.' })
  seriesId?: string | null;

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether its rows are about people: contributors can opt out of any use of such rows.',
  })
  personalData: boolean;
}

@InputType({ description: 'A dataset to be withdrawn, for good.' })
export class WithdrawDatasetInput {
  @Field(() => ID, { description: 'Which one; the caller is a steward of its publisher.' })
  datasetId: string;

  @Field(() => String, { description: 'Why: 1 to 2,000 characters, which stay in the catalogue.' })
  reason: string;
}

/** Completes the row that a list was read with; twenty copies a page would cost more than all its other fields. */
export const toDatasetType = (dataset: ShownDataset, publisher: OrganisationType): DatasetType =>
  Object.assign(dataset, { publisher });
