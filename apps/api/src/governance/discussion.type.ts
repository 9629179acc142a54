import { AMENDMENT_STATES, COMMENT_KINDS, type Clause, type Comment, type SubmittedAmendment } from '#governance';
import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { GraphQLJSON } from 'graphql-scalars';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { pageOf } from '../shared/page';
import { upperEnum } from '../shared/upper-enum';
import { SentencesType } from './proposal.type';

const CommentKindEnum = upperEnum(COMMENT_KINDS);
registerEnumType(CommentKindEnum, {
  name: 'CommentKind',
  description: 'What somebody says about a motion.',
  valuesMap: {
    COMMENT: { description: 'An opinion.' },
    QUESTION: { description: 'A question, which others may answer.' },
    ANSWER: { description: 'An answer to a question.' },
    DISSENT: { description: 'Why its author voted against it, for the minutes.' },
  },
});

const AmendmentStateEnum = upperEnum(AMENDMENT_STATES);
registerEnumType(AmendmentStateEnum, {
  name: 'AmendmentState',
  description: 'What became of an amendment.',
  valuesMap: {
    SUBMITTED: { description: 'Nobody has decided on it yet.' },
    ACCEPTED: { description: 'Taken into the motion, which another text has replaced.' },
    REJECTED: { description: 'Not taken into the motion.' },
  },
});

type ChangeKind = 'replace' | 'remove' | 'add';
const ChangeKindEnum = upperEnum<ChangeKind>(['replace', 'remove', 'add']);
registerEnumType(ChangeKindEnum, {
  name: 'ChangeKind',
  description: 'What an amendment does with a clause.',
  valuesMap: {
    REPLACE: { description: 'The clause says something else.' },
    REMOVE: { description: 'The clause goes; what is not in a list is left open.' },
    ADD: { description: 'A clause is added to a list.' },
  },
});

@ObjectType('ClauseName', {
  description: 'What a clause is called: its number as the rules are read out, or its name.',
})
export class ClauseNameType {
  @Field(() => String, { description: 'In Italian.' })
  it: string;

  @Field(() => String, { description: 'In English.' })
  en: string;
}

@ObjectType('Clause', { description: 'The smallest piece of a motion that an amendment can be about.' })
export class ClauseType {
  @Field(() => String, {
    description: 'Its address, such as permissions/2 or validUntil; positions count from 0.',
  })
  address: string;

  @Field(() => ClauseNameType, { description: 'What it is called.' })
  name: ClauseNameType;

  @Field(() => GraphQLJSON, { nullable: true, description: 'What it says, as data; null: it is left open.' })
  text: unknown;
}

@ObjectType('Comment', { description: 'What somebody said about a motion.' })
export class CommentType {
  @Field(() => ID, { description: 'The comment.' })
  id: string;

  @Field(() => ID, { description: 'The motion.' })
  proposalId: string;

  @Field(() => CommentKindEnum, { description: 'What it is.' })
  kind: Comment['kind'];

  @Field(() => String, { nullable: true, description: 'The clause it is about; null: the whole motion.' })
  clause: string | null;

  @Field(() => String, { description: 'What was said.' })
  text: string;

  @Field(() => ID, { nullable: true, description: 'The question that it answers; null: none.' })
  answers: string | null;

  @Field(() => ID, { description: 'Who said it.' })
  author: string;

  @Field(() => DateTimeScalar, { description: 'When.' })
  writtenAt: Date;
}

@ObjectType('CommentPage', { description: 'A page of what was said, oldest first.' })
export class CommentPageType extends pageOf(CommentType) {}

@ObjectType('Amendment', { description: 'A clause of a motion as somebody wants it to be.' })
export class AmendmentType {
  @Field(() => ID, { description: 'The amendment.' })
  id: string;

  @Field(() => ID, { description: 'The motion whose text it is about; no other text.' })
  proposalId: string;

  @Field(() => String, { description: 'The clause; or the list to which one is added.' })
  clause: string;

  @Field(() => GraphQLJSON, { description: 'The difference, as JSON Patch (RFC 6902) on the text with its hash.' })
  amendment: SubmittedAmendment['amendment'];

  @Field(() => SentencesType, { description: 'What it does, in words.' })
  sentences: SentencesType;

  @Field(() => String, { description: 'Why its author wants it.' })
  reason: string;

  @Field(() => ID, { description: 'Who wants it.' })
  author: string;

  @Field(() => DateTimeScalar, { description: 'When it was submitted.' })
  submittedAt: Date;

  @Field(() => AmendmentStateEnum, { description: 'What became of it.' })
  state: SubmittedAmendment['state'];

  @Field(() => ID, { nullable: true, description: 'Who decided on it; null: nobody yet.' })
  decidedBy: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When; null: not yet.' })
  decidedAt: Date | null;
}

@ObjectType('AmendmentPage', { description: 'A page of amendments, oldest first.' })
export class AmendmentPageType extends pageOf(AmendmentType) {}

@InputType({ description: 'Something said about a motion.' })
export class CommentInput {
  @Field(() => ID, { description: 'The motion.' })
  proposalId: string;

  @Field(() => CommentKindEnum, { defaultValue: 'comment', description: 'What it is.' })
  kind: Comment['kind'];

  @Field(() => String, { nullable: true, description: 'The address of the clause; null: the whole motion.' })
  clause?: string | null;

  @Field(() => String, { description: 'What is said, 1 to 5,000 characters.' })
  text: string;

  @Field(() => ID, { nullable: true, description: 'For an answer: the question. For anything else: null.' })
  answers?: string | null;
}

@InputType({ description: 'What a clause of a motion should say instead.' })
export class SubmitAmendmentInput {
  @Field(() => ID, { description: 'The motion.' })
  proposalId: string;

  @Field(() => String, { description: 'The address of the clause; to add one, of the list: permissions.' })
  clause: string;

  @Field(() => ChangeKindEnum, { description: 'What becomes of it.' })
  kind: ChangeKind;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'What it should say, as data of the motion’s own language; of no meaning where it is removed.',
  })
  text?: unknown;

  @Field(() => String, { description: 'Why, 1 to 5,000 characters.' })
  reason: string;
}

export const toClauseType = ({ address, name, text }: Clause): ClauseType => ({
  ...{ address, text },
  name: typeof name === 'number' ? { it: `${name}`, en: `${name}` } : name,
});
