import { BallotService, type Adoption } from '#governance';
import type { PolicyVersionId } from '#kernel';
import { PolicyService, sentenceOfClause, shownRule, type Actor, type PolicyLanguage } from '#policy';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { PolicyLanguageEnum } from '../policy/policy-language';
import { PolicyNames } from '../policy/policy-names';
import { CurrentActor, CurrentRequest } from '../shared/current-actor';
import { loaderOf } from '../shared/loader';
import type { RequestContext } from '../shared/request-context';
import { AdoptionType, DecidingClauseType } from './explanation.type';

/** What is told of a clause that decided: to whoever was shown the decision, who may know why. */
@Resolver(() => DecidingClauseType)
export class DecidingClauseResolver {
  private readonly adoptions = async (resolutions: readonly string[]) => {
    const adoptions = await this.ballots.adoptions(resolutions);
    return resolutions.map((resolution) => adoptions.get(resolution));
  };
  private readonly versions = (ids: readonly PolicyVersionId[]) =>
    Promise.all(ids.map((id) => this.policies.version(id)));

  constructor(
    private readonly ballots: BallotService,
    private readonly policies: PolicyService,
    private readonly names: PolicyNames,
  ) {}

  @ResolveField(() => AdoptionType, {
    nullable: true,
    description: 'By which vote, under which statute; null: founded with the federation.',
  })
  async adoption(
    @Parent() { resolution }: DecidingClauseType,
    @CurrentRequest() request: RequestContext,
  ): Promise<Adoption | null> {
    return resolution === null ? null : ((await loaderOf(request, this.adoptions).load(resolution)) ?? null);
  }

  @ResolveField(() => String, {
    description:
      'The clause in a sentence, generated from what was enforced; without columns and other datasets that the caller may not know of. Empty: it speaks of nothing else.',
  })
  async sentence(
    @CurrentActor() actor: Actor,
    @Parent() { versionId, address }: DecidingClauseType,
    @CurrentRequest() request: RequestContext,
    @Args('language', { type: () => PolicyLanguageEnum, description: 'In which language.' }) language: PolicyLanguage,
  ): Promise<string> {
    const version = await loaderOf(request, this.versions).load(versionId as PolicyVersionId);
    if (!version) return '';
    const { document, federationId, organisationId: owner } = version;
    const [part = '', index] = address.split('/');
    const rule = part === 'permissions' || part === 'prohibitions' ? document[part][Number(index)] : undefined;
    if (!rule) return '';
    const names = await this.names.of(actor, [rule, owner], federationId);
    const text = shownRule(actor, rule, (dataset) => names.dataset(dataset) !== dataset);
    return text ? sentenceOfClause({ address, text }, { language, names, owner }) : '';
  }
}
