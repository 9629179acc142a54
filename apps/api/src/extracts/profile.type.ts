import { QUALITY_CRITERIA, type CriterionWords, type QualityCriterion } from '#catalogue';
import { TOTALS_WITHHELD, WITHHELD, type TotalsWithheld, type Withheld } from '#extracts';
import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { SchemaChangeType } from '../catalogue/schema.type';
import { upperEnum } from '../shared/upper-enum';

const WithheldEnum = upperEnum(WITHHELD);
registerEnumType(WithheldEnum, {
  name: 'ProfileWithheld',
  description: 'Why a column has no distribution in a profile.',
  valuesMap: {
    NOT_PERMITTED: { description: 'No policy lets you count by it for this purpose.' },
    NOT_A_DIMENSION: { description: 'It is nothing that people are counted by.' },
    CROSSED: { description: 'It shares a coarser column with another one that is counted.' },
    TOO_LARGE: { description: 'It has more codes than a profile shows; request an extract.' },
    NOTHING_ACCEPTED: { description: 'Nothing has been accepted yet.' },
  },
});
const TotalsWithheldEnum = upperEnum(TOTALS_WITHHELD);
registerEnumType(TotalsWithheldEnum, {
  name: 'TotalsWithheld',
  description: 'Why two versions’ totals are not told.',
  valuesMap: {
    NOT_PERMITTED: { description: 'No policy lets you count in both versions for this purpose.' },
    PROTECTED: { description: 'One of them is protected.' },
    TOO_FEW_CHANGED: { description: 'So few contributors changed that the difference would tell of them.' },
  },
});
const QualityCriterionEnum = upperEnum(QUALITY_CRITERIA);
registerEnumType(QualityCriterionEnum, { name: 'QualityCriterion', description: 'What a quality score looks at.' });

@ObjectType('ProfiledCode', { description: 'One code of a column, with the people that it has.' })
export class ProfiledCodeType {
  @Field(() => String, { description: 'The code.' })
  code: string;

  @Field(() => String, { nullable: true, description: 'How many, as the terms show it; null: it is protected.' })
  people: string | null;
}

@ObjectType('ColumnProfile', { description: 'What you may know of one column in one version.' })
export class ColumnProfileType {
  @Field(() => String, { description: 'The column.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'The declared, not the found, smallest value; null: any.' })
  minimum: string | null;

  @Field(() => String, { nullable: true, description: 'The declared, not the found, largest value; null: any.' })
  maximum: string | null;

  @Field(() => Boolean, { description: 'Whether every row has a value.' })
  required: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'People whose value is missing, as the terms show it; null: it is protected, or not known.',
  })
  missing: string | null;

  @Field(() => WithheldEnum, { nullable: true, description: 'Why it has no distribution; null: it has one.' })
  withheld: Withheld | null;

  @Field(() => [ProfiledCodeType], { description: 'Every declared code, whether or not anybody is behind it.' })
  distribution: readonly ProfiledCodeType[];
}

@ObjectType('DatasetProfile', { description: 'What is in a version, as protected as the policies for previews ask.' })
export class DatasetProfileType {
  @Field(() => Int, { description: 'Of which version; 0: there is none yet.' })
  datasetVersion: number;

  @Field(() => Int, { description: 'The version of the schema that its rows are read as.' })
  schemaNumber: number;

  @Field(() => String, { nullable: true, description: 'How many people, as the terms show it; null: it is protected.' })
  people: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why nothing is counted, in the language of whoever reads it; null: something is.',
  })
  refusal: string | null;

  @Field(() => [ColumnProfileType], { description: 'The columns that you may know of, in their order.' })
  columns: readonly ColumnProfileType[];
}

@ObjectType('VersionTotals', { description: 'How many people two versions are about.' })
export class VersionTotalsType {
  @Field(() => String, { nullable: true, description: 'In the one; null: it is withheld.' })
  from: string | null;

  @Field(() => String, { nullable: true, description: 'In the other; null: it is withheld.' })
  to: string | null;

  @Field(() => TotalsWithheldEnum, { nullable: true, description: 'Why they are withheld; null: they are not.' })
  withheld: TotalsWithheld | null;
}

@ObjectType('VersionDifference', { description: 'What changed between two versions of a dataset.' })
export class VersionDifferenceType {
  @Field(() => [SchemaChangeType], { description: 'What changed in its columns and code lists.' })
  columns: readonly SchemaChangeType[];

  @Field(() => Int, { description: 'Organisations that have rows in the other alone.' })
  joined: number;

  @Field(() => Int, { description: 'Organisations that have rows in the one alone.' })
  left: number;

  @Field(() => Int, { description: 'Organisations that have other rows in the other.' })
  renewed: number;

  @Field(() => VersionTotalsType, { description: 'How many people they are about, where that tells of nobody.' })
  totals: VersionTotalsType;
}

@ObjectType('QualityScore', { description: 'The points of one criterion.' })
export class QualityScoreType implements Omit<CriterionWords, 'name'> {
  @Field(() => QualityCriterionEnum, { description: 'What was looked at.' })
  criterion: QualityCriterion;

  @Field(() => String, { description: 'Its name, in the language asked for.' })
  name: string;

  @Field(() => Int, { description: 'Its points.' })
  points: number;

  @Field(() => Int, { description: 'The points that it could have; 0: it does not count.' })
  of: number;

  @Field(() => String, { description: 'Why it has these points.' })
  reason: string;

  @Field(() => String, { nullable: true, description: 'What would raise them; null: nothing is left to raise.' })
  raiseBy: string | null;
}

@ObjectType('DatasetQuality', { description: 'How useful a dataset is to somebody who has never seen it.' })
export class DatasetQualityType {
  @Field(() => Int, { description: 'All points; read it as `score` of `of`.' })
  score: number;

  @Field(() => Int, { description: 'The points that it could have.' })
  of: number;

  @Field(() => [QualityScoreType], { description: 'Each criterion, in a fixed order.' })
  criteria: readonly QualityScoreType[];
}
