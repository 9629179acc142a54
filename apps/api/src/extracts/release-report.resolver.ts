import type { CitationLanguage } from '#catalogue';
import { ReleaseReportService, reportSections } from '#extracts';
import { CommonsError, type ExtractId } from '#kernel';
import { Config } from '#platform';
import type { Actor } from '#policy';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CitationLanguageEnum } from '../catalogue/citation.type';
import { CurrentActor } from '../shared/current-actor';
import { ReleaseType } from './extract.type';
import { ReleaseReportType, toReleaseReportType } from './release-report.type';

@Resolver(() => ReleaseType)
export class ReleaseReportResolver {
  constructor(
    private readonly service: ReleaseReportService,
    private readonly config: Config,
  ) {}

  @ResolveField('report', () => ReleaseReportType, {
    nullable: true,
    description:
      'How it was protected; null: it was made before there were reports, it is no table, or the caller may not read its dataset any more.',
  })
  async report(
    @CurrentActor() actor: Actor,
    @Parent() { extractId }: ReleaseType,
    @Args('language', { type: () => CitationLanguageEnum, defaultValue: 'it', description: 'Of its words.' })
    language: CitationLanguage,
  ): Promise<ReleaseReportType | null> {
    try {
      const report = await this.service.read(actor, extractId as ExtractId, language);
      const url = `${this.config.http.publicUrl}/releases/${extractId}`;
      return toReleaseReportType(report, { parts: reportSections(report, language), url });
    } catch (error) {
      if (error instanceof CommonsError && ABSENT.has(error.kind)) return null;
      throw error;
    }
  }
}

const ABSENT: ReadonlySet<string> = new Set(['missing', 'forbidden', 'refused']);
