import type { CitationLanguage } from '#catalogue';
import { ReleaseReportService, reportSections } from '#extracts';
import { CommonsError, type ExtractId } from '#kernel';
import { Config } from '#platform';
import type { Actor } from '#policy';
import { Injectable } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CitationLanguageEnum } from '../catalogue/citation.type';
import { CurrentActor } from '../shared/current-actor';
import { ReleaseType } from './extract.type';
import { TracedReleaseType } from './lineage.type';
import { ReleaseReportType, toReleaseReportType } from './release-report.type';

const LANGUAGE = {
  ...{ type: () => CitationLanguageEnum, defaultValue: 'it' as const },
  description: 'Of its words.',
};

/** Reports as fields of what they are about: absent where nobody may read them. */
@Injectable()
export class ReleaseReports {
  constructor(
    private readonly service: ReleaseReportService,
    private readonly config: Config,
  ) {}

  /** @param number which of the extract's releases; left out: the latest. A report is kept of that one alone */
  async of(actor: Actor, id: string, language: CitationLanguage, number?: number): Promise<ReleaseReportType | null> {
    try {
      const report = await this.service.read(actor, id as ExtractId, language);
      if (number !== undefined && number !== report.number) return null;
      const url = `${this.config.http.publicUrl}/releases/${id}`;
      return toReleaseReportType(report, { parts: reportSections(report, language), url });
    } catch (error) {
      if (error instanceof CommonsError && ABSENT.has(error.kind)) return null;
      throw error;
    }
  }
}

const ABSENT: ReadonlySet<string> = new Set(['missing', 'forbidden', 'refused']);

@Resolver(() => ReleaseType)
export class ReleaseReportResolver {
  constructor(private readonly reports: ReleaseReports) {}

  @ResolveField('report', () => ReleaseReportType, {
    nullable: true,
    description:
      'How it was protected; null: it was made before there were reports, it is no table, or the caller may not read its dataset any more.',
  })
  report(
    @CurrentActor() actor: Actor,
    @Parent() { extractId }: ReleaseType,
    @Args('language', LANGUAGE) language: CitationLanguage,
  ): Promise<ReleaseReportType | null> {
    return this.reports.of(actor, extractId, language);
  }
}

/** The same for those who found the release among others. */
@Resolver(() => TracedReleaseType)
export class TracedReportResolver {
  constructor(private readonly reports: ReleaseReports) {}

  @ResolveField('report', () => ReleaseReportType, {
    nullable: true,
    description:
      'How it was protected, for whoever may read its extract, or answers for its dataset; null: the caller does neither, another release took its place, or there is none.',
  })
  report(
    @CurrentActor() actor: Actor,
    @Parent() { extractId, number }: TracedReleaseType,
    @Args('language', LANGUAGE) language: CitationLanguage,
  ): Promise<ReleaseReportType | null> {
    return this.reports.of(actor, extractId, language, number);
  }
}
