import { PreviewService, type Preview } from '#extracts';
import { Directory } from '#identity';
import { CommonsError, type ProposalId } from '#kernel';
import type { Actor } from '#policy';
import { Args, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ProposalType } from '../governance/proposal.type';
import { CurrentActor, CurrentRequest } from '../shared/current-actor';
import { LIMITS } from '../shared/limits';
import { pageSizeInvalid } from '../shared/page';
import type { RequestContext } from '../shared/request-context';
import {
  AccessChangeType,
  ExtractChangeType,
  ProposalPreviewType,
  toAccessChangeType,
  toPreviewType,
} from './preview.type';

/** A preview replays thousands of requests, which no count of fields shows. */
const MOST_PREVIEWS = 3;

const tooManyPreviews = () =>
  new CommonsError(
    'invalid',
    'LIMIT.PREVIEWS',
    `Ask for the previews of at most ${MOST_PREVIEWS} proposals in one request.`,
    { limit: MOST_PREVIEWS },
  );

@Resolver(() => ProposalType)
export class PreviewResolver {
  private readonly asked = new WeakMap<RequestContext, Map<string, Promise<Preview>>>();

  constructor(private readonly service: PreviewService) {}

  @ResolveField(() => ProposalPreviewType, {
    description: 'What adopting it would change now; of at most 3 proposals in one request.',
  })
  async preview(
    @CurrentActor() actor: Actor,
    @CurrentRequest() request: RequestContext,
    @Parent() { id }: ProposalType,
  ): Promise<ProposalPreviewType> {
    return toPreviewType(await this.previewOf(actor, request, id));
  }

  /** Each proposal once a request, however often it is asked for. */
  private previewOf(actor: Actor, request: RequestContext, id: string): Promise<Preview> {
    const asked = this.asked.get(request) ?? new Map<string, Promise<Preview>>();
    this.asked.set(request, asked);
    const known = asked.get(id);
    if (known) return known;
    if (asked.size >= MOST_PREVIEWS) throw tooManyPreviews();
    const preview = this.service.ofProposal(actor, id as ProposalId);
    asked.set(id, preview);
    return preview;
  }
}

@Resolver(() => ProposalPreviewType)
export class PreviewListsResolver {
  constructor(private readonly directory: Directory) {}

  @ResolveField(() => [AccessChangeType], { description: 'Who could do what with which dataset, or no longer.' })
  async accessChanges(
    @Parent() { access }: ProposalPreviewType,
    @Args('first', { type: () => Int, defaultValue: 20, description: 'How many of the first 50.' }) first: number,
  ): Promise<AccessChangeType[]> {
    const shown = firstOf(access, first);
    const named = shown.flatMap(({ groups }) => groups.flatMap(({ organisationId }) => organisationId ?? []));
    const organisations = await this.directory.organisations([...new Set(named)]);
    const byId = new Map(organisations.flatMap((one) => (one ? [[one.id as string, one] as const] : [])));
    return shown.map((change) => toAccessChangeType(change, byId));
  }

  @ResolveField(() => [ExtractChangeType], { description: 'The requests for which something changes, newest first.' })
  extractChanges(
    @Parent() { extracts }: ProposalPreviewType,
    @Args('first', { type: () => Int, defaultValue: 20, description: 'How many of the first 50.' }) first: number,
  ): readonly ExtractChangeType[] {
    return firstOf(extracts, first);
  }
}

/** @throws PAGE.SIZE_INVALID */
function firstOf<T>(items: readonly T[], first: number): readonly T[] {
  if (first < 1 || first > LIMITS.pageSize) throw pageSizeInvalid();
  return items.slice(0, first);
}
