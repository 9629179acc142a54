import type { DestructionReceipt, Leftover, WithdrawalScope } from '#contributions';
import type { Purpose } from '#policy';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PurposeEnum } from '../extracts/extract.type';
import { LineageInput } from '../extracts/lineage.type';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { upperEnum } from '../shared/upper-enum';

const LEFTOVERS: readonly Leftover[] = ['key', 'file', 'shelf', 'upload', 'findings'];
const LeftoverEnum = upperEnum(LEFTOVERS);
registerEnumType(LeftoverEnum, {
  name: 'Leftover',
  description: 'Where something is left of what was withdrawn.',
  valuesMap: {
    KEY: { description: 'The key to its rows, without which no copy of them can be read.' },
    FILE: { description: 'The sealed file of its rows.' },
    SHELF: { description: 'A readable copy that engines work with.' },
    UPLOAD: { description: 'The sealed file as it was sent.' },
    FINDINGS: { description: 'What was found wrong in it.' },
  },
});

@InputType({ description: 'An organisation’s rows that are taken back.' })
export class WithdrawRowsInput {
  @Field(() => ID, { description: 'The dataset.' })
  datasetId: string;

  @Field(() => ID, { description: 'Whose rows; the caller is its steward.' })
  organisationId: string;

  @Field(() => String, { nullable: true, description: 'Why, in at most 2,000 characters; nobody has to say.' })
  reason?: string | null;
}

@InputType({ description: 'What would be withdrawn: one contribution; or an organisation’s rows in a dataset.' })
export class WithdrawalPreviewInput extends LineageInput {
  @Field(() => [PurposeEnum], {
    nullable: true,
    description: 'For these purposes alone, as `withdrawPurposes` would; left out: the rows themselves.',
  })
  purposes?: Purpose[] | null;
}

@ObjectType('WithdrawalPreview', { description: 'What a withdrawal would take, and do. Nothing has happened.' })
export class WithdrawalPreviewType {
  @Field(() => ID, { description: 'The dataset.' })
  datasetId: string;

  @Field(() => ID, { description: 'Whose rows.' })
  organisationId: string;

  @Field(() => [ID], { description: 'The contributions, replaced ones and those on their way too.' })
  contributions: readonly string[];

  @Field(() => Int, { description: 'Accepted rows in them.' })
  rows: number;

  @Field(() => String, { description: 'People behind these, as a whole number in decimal digits.' })
  people: string;

  /** For the fields of other slices. */
  purposes: readonly Purpose[] | null;
}

@ObjectType('DestructionReceipt', {
  description: 'What was destroyed of a withdrawn contribution, when, and what is left of it at this moment.',
})
export class DestructionReceiptType {
  @Field(() => ID, { description: 'The contribution.' })
  contributionId: string;

  @Field(() => DateTimeScalar, { description: 'Since when it is out of its dataset.' })
  withdrawnAt: Date;

  @Field(() => DateTimeScalar, { description: 'By when its destruction is promised: 24 hours later.' })
  dueAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was destroyed; null: not yet.' })
  destroyedAt: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was last looked for, and nothing was found; null: not yet.',
  })
  verifiedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of the sealed rows; null: it never became rows.' })
  rowsSha256: string | null;

  @Field(() => [String], {
    description: 'SHA-256 of each sealed file as it was sent; empty: they were destroyed before, or never came.',
  })
  uploadSha256s: readonly string[];

  @Field(() => [LeftoverEnum], { description: 'Where something is left now; empty: nowhere.' })
  left: readonly Leftover[];
}

export const toPreviewType = (scope: WithdrawalScope, purposes: readonly Purpose[] | null): WithdrawalPreviewType => ({
  ...scope,
  ...{ people: scope.people.toString(), purposes },
});

export const toReceiptType = (receipt: DestructionReceipt): DestructionReceiptType => receipt;
