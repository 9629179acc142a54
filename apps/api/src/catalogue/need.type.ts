import {
  NEED_FACETS,
  PEOPLE_CLASSES,
  type Need,
  type NeedAnswer,
  type NeedCategory,
  type NeedFacet,
  type PeopleClass,
} from '#catalogue';
import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateScalar, DateTimeScalar } from '../shared/date-time.scalar';
import { PageArgs, pageOf } from '../shared/page';
import { upperEnum } from '../shared/upper-enum';
import { NeedCategoryEnum } from './dataset.type';

const PeopleClassEnum = upperEnum<PeopleClass>(PEOPLE_CLASSES);
registerEnumType(PeopleClassEnum, { name: 'PeopleClass', description: 'About how many people something concerns.' });

const NeedFacetEnum = upperEnum<NeedFacet>(NEED_FACETS);
registerEnumType(NeedFacetEnum, { name: 'NeedFacet', description: 'By what needs are counted.' });

const AnswerKindEnum = upperEnum<NeedAnswer['subject']['kind']>(['dataset', 'application']);
registerEnumType(AnswerKindEnum, {
  name: 'NeedAnswerKind',
  description: 'What a need is answered with.',
  valuesMap: {
    DATASET: { description: 'A dataset that is in the catalogue.' },
    APPLICATION: { description: 'An application for access, by which somebody wants to find out.' },
  },
});

@ObjectType('NeedAnswer', { description: 'Something that answers a need.' })
export class NeedAnswerType {
  @Field(() => ID, { description: 'Names the answer.' })
  id: string;

  @Field(() => AnswerKindEnum, { description: 'What it is.' })
  kind: NeedAnswer['subject']['kind'];

  @Field(() => ID, { description: 'The dataset, or the application, which is read by whom it is shown to.' })
  subjectId: string;

  @Field(() => String, { description: 'What was said with it; may be empty.' })
  note: string;

  @Field(() => ID, { description: 'The organisation in whose name it was given.' })
  organisationId: string;

  @Field(() => DateTimeScalar, { description: 'When.' })
  answeredAt: Date;
}

@ObjectType('Need', { description: 'What an organisation needs to know now, and asks its federation for.' })
export class NeedType {
  @Field(() => ID, { description: 'Names the need.' })
  id: string;

  @Field(() => ID, { description: 'The federation that is asked.' })
  federationId: string;

  @Field(() => ID, { description: 'The organisation that asks.' })
  organisationId: string;

  @Field(() => NeedCategoryEnum, { description: 'Which of the seven needs it is one of.' })
  needCategory: NeedCategory;

  @Field(() => String, { nullable: true, description: 'A place by its code or name; null: any.' })
  territory: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The first day that it is about; null: open.' })
  periodStart: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The last day that it is about; null: open.' })
  periodEnd: string | null;

  @Field(() => String, { description: 'Its title.' })
  title: string;

  @Field(() => String, { description: 'What is needed, and what for.' })
  description: string;

  @Field(() => PeopleClassEnum, { nullable: true, description: 'About how many people it concerns; null: not said.' })
  people: PeopleClass | null;

  @Field(() => DateScalar, { description: 'The last day on which an answer is of use.' })
  until: string;

  @Field(() => DateTimeScalar, { description: 'When it was posted.' })
  postedAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when it is over; null: it was not closed.' })
  closedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it is over; null: it was not closed.' })
  closedReason: string | null;
}

@ObjectType('NeedCount', { description: 'How many needs have one value.' })
export class NeedCountType {
  @Field(() => NeedFacetEnum, { description: 'Of what it is a value.' })
  facet: NeedFacet;

  @Field(() => String, { description: 'The value: a code, an id, a name, true or false.' })
  value: string;

  @Field(() => Int, { description: 'How many, whatever its own facet is narrowed to.' })
  count: number;
}

@ObjectType('NeedPage', { description: 'A page of needs, newest first.' })
export class NeedPageType extends pageOf(NeedType) {
  /** Resolved into `counts`. */
  asked: NeedsArgs;
}

@ArgsType()
export class NeedsArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Words, "phrases" and -words, at most 200 characters.' })
  text?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this federation; left out: of all of yours.' })
  federationId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this organisation.' })
  organisationId?: string | null;

  @Field(() => NeedCategoryEnum, { nullable: true, description: 'Only those of this category.' })
  needCategory?: NeedCategory | null;

  @Field(() => String, { nullable: true, description: 'Only those about this territory, as it was written.' })
  territory?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those that can still be answered, or only the others.' })
  open?: boolean | null;
}

@InputType({ description: 'A need to be posted.' })
export class PostNeedInput {
  @Field(() => ID, { description: 'The federation that is asked.' })
  federationId: string;

  @Field(() => ID, { description: 'The organisation that asks; the caller is its steward.' })
  organisationId: string;

  @Field(() => NeedCategoryEnum, { description: 'Which of the seven needs it is one of.' })
  needCategory: NeedCategory;

  @Field(() => String, { nullable: true, description: 'A place by its code or name, at most 200 characters.' })
  territory?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The first day that it is about.' })
  periodStart?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The last day that it is about.' })
  periodEnd?: string | null;

  @Field(() => String, { description: 'Its title, 3 to 200 characters.' })
  title: string;

  @Field(() => String, { description: 'What is needed, and what for: 3 to 5,000 characters.' })
  description: string;

  @Field(() => PeopleClassEnum, { nullable: true, description: 'About how many people it concerns.' })
  people?: PeopleClass | null;

  @Field(() => DateScalar, { description: 'The last day on which an answer is of use, at most two years ahead.' })
  until: string;
}

@InputType({ description: 'A dataset that answers a need.' })
export class AnswerNeedInput {
  @Field(() => ID, { description: 'The need.' })
  needId: string;

  @Field(() => ID, { description: 'The dataset, of which the caller knows.' })
  datasetId: string;

  @Field(() => String, { defaultValue: '', description: 'What is said with it, at most 2,000 characters.' })
  note: string;
}

@InputType({ description: 'A need that is over.' })
export class CloseNeedInput {
  @Field(() => ID, { description: 'The need; the caller is a steward of its organisation.' })
  needId: string;

  @Field(() => String, { description: 'Why: 1 to 2,000 characters, which stay on the board.' })
  reason: string;
}

export const toNeedType = ({ period, ...need }: Need): NeedType => ({
  ...need,
  periodStart: period?.start ?? null,
  periodEnd: period?.end ?? null,
});

export const toNeedAnswerType = ({ subject, ...answer }: NeedAnswer): NeedAnswerType => ({
  ...answer,
  kind: subject.kind,
  subjectId: subject.kind === 'dataset' ? subject.datasetId : subject.applicationId,
});
