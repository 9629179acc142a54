import type { ReleaseReport, ReportPart } from '#extracts';
import { Field, Int, ObjectType } from '@nestjs/graphql';
import { CitationType } from '../catalogue/citation.type';

type Inside = NonNullable<ReleaseReport['inside']>;

@ObjectType('IntervalWidths', {
  description:
    'How far apart the least and the most people are that hidden cells may have, by the published numbers alone; null: without bound.',
})
class IntervalWidthsType {
  @Field(() => Int, { description: 'How many cells are hidden.' })
  cells: number;

  @Field(() => Int, { nullable: true, description: 'The narrowest.' })
  smallest: number | null;

  @Field(() => Int, { nullable: true, description: 'The median, of two in the middle the lower.' })
  median: number | null;

  @Field(() => Int, { nullable: true, description: 'The widest.' })
  largest: number | null;
}

@ObjectType('LevelsGivenUp', { description: 'Levels that were given up so that less had to be suppressed.' })
class LevelsGivenUpType {
  @Field(() => [String], { description: 'Columns that the table is not detailed by any more.' })
  columns: readonly string[];

  @Field(() => [String], { description: 'Columns that it is made by: those that are left, or coarser ones.' })
  dimensions: readonly string[];

  @Field(() => Int, { description: 'How many tables were compared.' })
  compared: number;
}

@ObjectType('CauseCount', { description: 'How many cells a rule makes unsafe.' })
class CauseCountType {
  @Field(() => String, {
    description: '`people`, `contributors`, `outside`, `dominance`, `pPercent`, `zero`, `group` or `difference`.',
  })
  cause: string;

  @Field(() => Int, { description: 'How many.' })
  count: number;
}

@ObjectType('InsideReport', {
  description: 'What narrows down what hidden cells hold: for stewards of the publisher and auditors alone.',
})
class InsideReportType {
  @Field(() => Int, { description: 'Cells hidden for themselves.' })
  primary: number;

  @Field(() => Int, { description: 'Cells hidden to protect others.' })
  secondary: number;

  @Field(() => [CauseCountType], {
    nullable: true,
    description: 'By rule, a cell under each of its rules; null: the same table had left before.',
  })
  causes: CauseCountType[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Cells hidden besides because intervals were too narrow; null: the same table had left before.',
  })
  repairedIntervals: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Cells hidden besides because of what contributors know; null: the same table had left before.',
  })
  repairedInsiders: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Unsafe cells that earlier tables had given away; null: the same table had left before.',
  })
  exposed: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Totals that are not the sums of their parts as rounded together; null: they were not rounded so.',
  })
  unbalanced: number | null;
}

@ObjectType('ReportLine', { description: 'One line of a report.' })
class ReportLineType {
  @Field(() => String, { description: 'What.' })
  what: string;

  @Field(() => String, { description: 'What it is.' })
  is: string;
}

@ObjectType('ReportPart', { description: 'A part of a report, in words.' })
class ReportPartType implements ReportPart {
  @Field(() => String, { description: 'What it is about.' })
  heading: string;

  @Field(() => [ReportLineType], { description: 'Its lines.' })
  lines: readonly ReportLineType[];
}

@ObjectType('ReleaseReport', {
  description: 'How a release was protected, and what it tells of what it hides; no number of the table.',
})
export class ReleaseReportType {
  @Field(() => [String], { description: 'The rules that were applied, a sentence each, defaults included.' })
  rules: readonly string[];

  @Field(() => Int, { description: 'Per cent of the cells that are shown, rounded down.' })
  shownCellsPercent: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Per cent of the people that are in the finest cells shown, rounded down; null: the table does not tell.',
  })
  shownPeoplePercent: number | null;

  @Field(() => LevelsGivenUpType, { nullable: true, description: 'Levels that were given up; null: none.' })
  levels: LevelsGivenUpType | null;

  @Field(() => IntervalWidthsType, {
    nullable: true,
    description: 'How wide hidden cells stay; null: not computed, or it would tell more than the table.',
  })
  intervals: IntervalWidthsType | null;

  @Field(() => Int, { description: 'How many tables of the same dataset it was decided beside.' })
  earlierTables: number;

  @Field(() => Boolean, { description: 'Whether what contributors and declared coalitions know was reckoned with.' })
  insiders: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the sealed proof; null: the same table had left before, with its own.',
  })
  certificate: string | null;

  @Field(() => InsideReportType, {
    nullable: true,
    description: 'null: the caller does not answer for the dataset, or asked for the release.',
  })
  inside: InsideReportType | null;

  @Field(() => CitationType, { nullable: true, description: 'How the release is cited.' })
  citation: CitationType | null;

  @Field(() => [ReportPartType], { description: 'All of it, in words.' })
  parts: ReportPartType[];

  @Field(() => String, { description: 'Where it is as JSON.' })
  jsonUrl: string;

  @Field(() => String, { description: 'Where it is as a page.' })
  htmlUrl: string;
}

type Shown = { readonly parts: ReportPart[]; readonly url: string };

/** @param url of the release, without an ending */
export function toReleaseReportType(report: ReleaseReport, { parts, url }: Shown): ReleaseReportType {
  const { rules, cells, shownPeoplePercent, levels, intervals, checked, inside, citation } = report;
  return {
    ...{ rules, shownCellsPercent: cells.shownPercent, shownPeoplePercent, levels, intervals, citation, parts },
    ...checked,
    inside: inside && toInsideType(inside),
    ...{ jsonUrl: `${url}.report.json`, htmlUrl: `${url}.report.html` },
  };
}

const toInsideType = ({ primary, secondary, causes, repaired, exposed, unbalanced }: Inside): InsideReportType => ({
  ...{ primary, secondary, exposed, unbalanced },
  causes: causes && Object.entries(causes).map(([cause, count]) => ({ cause, count })),
  repairedIntervals: repaired?.intervals ?? null,
  repairedInsiders: repaired?.insiders ?? null,
});
