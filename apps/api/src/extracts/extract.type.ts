import {
  EXTRACT_STATES,
  WRITTEN_FORMATS,
  type Extract,
  type ExtractState,
  type Release,
  type ToldRefusal,
} from '#extracts';
import { PURPOSES, type Purpose } from '#policy';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { pageOf } from '../shared/page';
import { upperEnum } from '../shared/upper-enum';
import { NoiseType, toNoiseType } from './privacy-ledger.type';
import { MicrodataType, toMicrodataType } from './microdata.type';
import { TermsType } from './terms.type';

export const StateEnum = upperEnum(EXTRACT_STATES);
registerEnumType(StateEnum, {
  name: 'ExtractState',
  description: 'Where a request stands.',
  valuesMap: {
    GRANTED: { description: 'Allowed; the table is being made.' },
    CHECKING: { description: 'The table is made; people look at it before it leaves, as the policies ask.' },
    REFUSED: { description: 'Not allowed, when asked, when it ran, or by those who looked at it.' },
    RELEASED: { description: 'The protected table is here.' },
    FAILED: { description: 'Allowed, but the table cannot be made; `refusal` says why.' },
  },
});
export const PurposeEnum = Object.fromEntries(PURPOSES.map((word) => [snake(word), word])) as Record<string, Purpose>;
registerEnumType(PurposeEnum, {
  name: 'Purpose',
  description: 'What data is used for, by the W3C Data Privacy Vocabulary.',
});

export const RowScopeEnum = upperEnum(['own'] as const);
registerEnumType(RowScopeEnum, {
  name: 'RowScope',
  description: 'Whose rows a use is of, where it is not of everybody’s.',
  valuesMap: { OWN: { description: 'Those of the organisations alone that who asks belongs to.' } },
});

@ObjectType('Refusal', { description: 'Why not.' })
export class RefusalType implements ToldRefusal {
  @Field(() => String, { description: 'As a stable code.' })
  code: string;

  /** For what is resolved of it: the sentence in the language of whoever reads it. */
  message: string;
  details?: ToldRefusal['details'];
}

@ObjectType('Permit', { description: 'What allowed an extract.' })
export class PermitType {
  @Field(() => ID, { description: 'The version of the policy.' })
  policyVersionId: string;

  @Field(() => String, { description: 'SHA-256 of the policy document, as it was voted on.' })
  policyHash: string;

  @Field(() => ID, { nullable: true, description: 'The ballot that adopted it; null: founded with the federation.' })
  resolution: string | null;

  @Field(() => TermsType, { description: 'The terms of disclosure that it sets.' })
  terms: TermsType;

  @Field(() => [String], {
    nullable: true,
    description:
      'Which of the terms are so by default, because no policy says otherwise: `pPercent`, for instance; null: it is of before there were any.',
  })
  byDefault?: readonly string[] | undefined;

  @Field(() => RowScopeEnum, { nullable: true, description: 'Whose rows it covers; null: everybody’s.' })
  rows?: 'own' | undefined;
}

@ObjectType('CellCounts', { description: 'Cells of the protected table, margins included.' })
export class CellCountsType {
  @Field(() => Int, { description: 'Shown.' })
  published: number;

  @Field(() => Int, {
    description: 'Hidden: too few people or organisations are behind them, or they would give such a cell away.',
  })
  suppressed: number;
}

@ObjectType('ReleasedFile', { description: 'A file to download, with the same Bearer token.' })
export class ReleasedFileType {
  @Field(() => String, { description: 'Where it is; policies are asked again at each download.' })
  url: string;

  @Field(() => String, { description: 'SHA-256 of its bytes.' })
  sha256: string;

  @Field(() => Int, { description: 'Its size in bytes.' })
  bytes: number;
}

@ObjectType('ReleasedFormat', {
  description: 'The same table in another format, to download with the same Bearer token.',
})
export class ReleasedFormatType {
  @Field(() => String, { description: '`xlsx`, `json` (JSON-stat 2.0) or `sdmx.csv` (SDMX-CSV 2.0).' })
  format: string;

  @Field(() => String, { description: 'Where it is; policies are asked again at each download.' })
  url: string;
}

@ObjectType('Release', { description: 'The protected table that left the commons.' })
export class ReleaseType {
  /** Whose release it is: for what is resolved of it. */
  extractId: string;

  @Field(() => Int, { description: 'The version of the dataset it was made from.' })
  datasetVersion: number;

  @Field(() => Int, {
    nullable: true,
    description: 'The newest version of the dataset when it was made; null: that was not kept yet.',
  })
  newestVersion: number | null;

  @Field(() => Int, { description: 'How many organisations’ rows it was made from.' })
  contributors: number;

  @Field(() => PermitType, { description: 'What allowed it.' })
  permit: PermitType;

  @Field(() => ReleasedFileType, { description: 'As CSV.' })
  csv: ReleasedFileType;

  @Field(() => ReleasedFileType, { description: 'As Parquet.' })
  parquet: ReleasedFileType;

  @Field(() => [ReleasedFormatType], { description: 'In other formats.' })
  otherFormats: ReleasedFormatType[];

  @Field(() => CellCountsType, { description: 'How much of it is shown.' })
  cells: CellCountsType;

  @Field(() => NoiseType, { nullable: true, description: 'What accounts for its noise; null: it has none.' })
  noise?: NoiseType | null;

  @Field(() => MicrodataType, {
    nullable: true,
    description: 'What accounts for rows one by one; null: it is a table. The cells are then rows.',
  })
  microdata?: MicrodataType | null;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  releasedAt: Date;
}

@ObjectType('Extract', { description: 'A request for aggregates of a dataset, from its decision to its release.' })
export class ExtractType {
  @Field(() => ID, { description: 'The request.' })
  id: string;

  @Field(() => ID, { description: 'The dataset.' })
  datasetId: string;

  @Field(() => ID, { description: 'Who asked.' })
  requestedBy: string;

  @Field(() => DateTimeScalar, { description: 'When.' })
  requestedAt: Date;

  @Field(() => PurposeEnum, { description: 'What for.' })
  purpose: Purpose;

  @Field(() => [String], { description: 'By which dimensions.' })
  dimensions: readonly string[];

  @Field(() => [String], {
    description: 'With the sums of which measures, or with which of their means and quantiles.',
  })
  measures: readonly string[];

  @Field(() => StateEnum, { description: 'Where it stands.' })
  state: ExtractState;

  @Field(() => RefusalType, { nullable: true, description: 'Why not; null: it was not refused.' })
  refusal: RefusalType | null;

  @Field(() => PermitType, { nullable: true, description: 'What allowed it; null: nothing did.' })
  permit: PermitType | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The grant it was made under; null: the policies decided by themselves.',
  })
  grantId: string | null;

  @Field(() => ReleaseType, { nullable: true, description: 'The protected table; null: there is none yet.' })
  release: ReleaseType | null;
}

@ObjectType('ExtractPage', { description: 'A page of extracts, newest first.' })
export class ExtractPageType extends pageOf(ExtractType) {}

@InputType({ description: 'Aggregates that are asked for.' })
export class RequestExtractInput {
  @Field(() => ID, { description: 'Of which dataset.' })
  datasetId: string;

  @Field(() => PurposeEnum, { description: 'What for.' })
  purpose: Purpose;

  @Field(() => [String], { description: 'By which dimensions: 1 to 6 columns.' })
  dimensions: string[];

  @Field(() => [String], {
    defaultValue: [],
    description:
      'With the sums of which measures; people are always counted. `hours.mean` asks for the mean of one that every row has; `hours.quartile1`, `hours.median` and `hours.quartile3` for quantiles of one that has a grid.',
  })
  measures: string[];
}

/** @param base where the API is, without a slash at its end */
export const toExtractType = ({ release, ...extract }: Extract, base: string): ExtractType => ({
  ...extract,
  release: release && { extractId: extract.id, ...toReleaseType(release, `${base}/releases/${extract.id}`) },
});

/** How many cells are hidden for themselves and how many for others is not told: it narrows down what they hold. */
const toReleaseType = (release: Release, url: string): Omit<ReleaseType, 'extractId'> => ({
  ...{ datasetVersion: release.datasetVersion, newestVersion: release.newestVersion, permit: release.permit },
  ...{ noise: release.noise ? toNoiseType(release.noise) : null, releasedAt: release.releasedAt },
  contributors: release.contributors.length,
  cells: { published: release.cells.published, suppressed: release.cells.primary + release.cells.secondary },
  csv: { ...release.csv, url: `${url}.csv` },
  parquet: { ...release.parquet, url: `${url}.parquet` },
  otherFormats: release.microdata ? [] : WRITTEN_FORMATS.map((format) => ({ format, url: `${url}.${format}` })),
  microdata: release.microdata ? toMicrodataType(release.microdata) : null,
});

function snake(word: string): string {
  return word.replace(/(?!^)[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}
