import { OutputCheckService } from '#extracts';
import type { ExtractId } from '#kernel';
import { Config } from '#platform';
import type { Actor } from '#policy';
import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import { LIMITS } from '../shared/limits';
import { PageArgs, pageSizeInvalid } from '../shared/page';
import {
  CheckOutputInput,
  OutputCheckPageType,
  OutputCheckTableType,
  OutputCheckType,
  toOutputCheckTableType,
  toOutputCheckType,
} from './output-check.type';

/** What people look at before it leaves. */
@Resolver(() => OutputCheckType)
export class OutputCheckResolver {
  constructor(
    private readonly service: OutputCheckService,
    private readonly config: Config,
  ) {}

  @Query(() => OutputCheckPageType, { description: 'What waits for the caller to look at it before it leaves.' })
  outputChecks(@CurrentActor() actor: Actor, @Args() page: PageArgs): Promise<OutputCheckPageType> {
    return idPage(page, (after, limit) => this.service.page(actor, after, limit), {
      idOf: ({ extractId }) => extractId,
      toItem: (check) => toOutputCheckType(check, this.config.http.publicUrl),
    });
  }

  @Query(() => OutputCheckType, {
    description: 'The last check of an extract, for those who may look at it or have said something.',
  })
  async outputCheck(
    @CurrentActor() actor: Actor,
    @Args('extractId', { type: () => ID, description: 'The extract.' }) id: ExtractId,
  ): Promise<OutputCheckType> {
    return toOutputCheckType(await this.service.read(actor, id), this.config.http.publicUrl);
  }

  @Query(() => OutputCheckTableType, {
    description: 'What would leave, cell by cell, with what disclosure control found; while it is open.',
  })
  async outputCheckTable(
    @CurrentActor() actor: Actor,
    @Args('extractId', { type: () => ID, description: 'The extract.' }) id: ExtractId,
    @Args('first', { type: () => Int, defaultValue: 100, description: 'How many cells: 1 to 100.' }) first: number,
    @Args('skip', { type: () => Int, defaultValue: 0, description: 'How many to leave out.' }) skip: number,
  ): Promise<OutputCheckTableType> {
    if (first < 1 || first > LIMITS.pageSize || skip < 0) throw pageSizeInvalid();
    return toOutputCheckTableType(await this.service.table(actor, id), { skip, first });
  }

  @Mutation(() => OutputCheckType, {
    description: 'Says, once, whether something may leave: without knowing what the others who look at it say.',
  })
  async checkOutput(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'What one says.' }) { extractId, ...said }: CheckOutputInput,
  ): Promise<OutputCheckType> {
    const check = await this.service.answer(actor, extractId as ExtractId, said);
    return toOutputCheckType(check, this.config.http.publicUrl);
  }
}
