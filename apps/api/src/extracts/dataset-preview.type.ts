import type { ProtectedPreview } from '#extracts';
import type { Purpose } from '#policy';
import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { PurposeEnum } from './extract.type';

@ObjectType('PreviewCell', { description: 'A row of a previewed table.' })
export class PreviewCellType {
  @Field(() => [String], { description: 'Its code in each dimension; _T is the total, _U a missing value.' })
  codes: readonly string[];

  @Field(() => String, { nullable: true, description: 'How many people, as the terms show it; null: it is protected.' })
  people: string | null;
}

@ObjectType('DatasetPreview', { description: 'A first look at what is in a dataset: a small protected table.' })
export class DatasetPreviewType {
  @Field(() => Int, { description: 'Of which version it is.' })
  datasetVersion: number;

  @Field(() => [String], { description: 'The columns that people are counted by.' })
  dimensions: readonly string[];

  @Field(() => [PreviewCellType], { description: 'Every combination of codes, in the order of the code lists.' })
  cells: readonly PreviewCellType[];

  @Field(() => Int, { description: 'How many of them are protected.' })
  protectedCells: number;
}

@ArgsType()
export class DatasetPreviewArgs {
  @Field(() => ID, { description: 'The dataset.' })
  datasetId: string;

  @Field(() => PurposeEnum, { description: 'What for.' })
  purpose: Purpose;

  @Field(() => [String], {
    defaultValue: [],
    description: 'One or two of its dimensions; left out: the first that the policies let you count by.',
  })
  dimensions: string[];
}

export function toDatasetPreviewType({
  datasetVersion,
  dimensions,
  table,
  cells,
}: ProtectedPreview): DatasetPreviewType {
  const width = dimensions.length;
  return {
    ...{ datasetVersion, dimensions, protectedCells: cells.primary + cells.secondary },
    cells: table.rows.map((row) => ({
      codes: row.slice(0, width).map(String),
      people: row[width] === null || row[width] === undefined ? null : String(row[width]),
    })),
  };
}
