import { ContributionService } from '#contributions';
import { ExplainService, ExtractService, type AccessExplanation } from '#extracts';
import { BallotService } from '#governance';
import type { BallotId, ContributionId, DatasetId, ExtractId, PersonId, PolicyId } from '#kernel';
import { PolicyService, type Actor } from '#policy';
import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import {
  AccessDecisionType,
  AccessExplanationType,
  ExplainAccessInput,
  toDecisionType,
  toExplanationType,
} from './explanation.type';
import { ExtractType } from './extract.type';

@Resolver(() => ExtractType)
export class ExplanationResolver {
  constructor(
    private readonly service: ExplainService,
    private readonly extracts: ExtractService,
    private readonly policies: PolicyService,
    private readonly ballots: BallotService,
    private readonly contributions: ContributionService,
  ) {}

  @Query(() => AccessExplanationType, {
    description:
      'Why you, or somebody else, may or may not do something: by which clause, adopted by which vote, until when.',
  })
  async explainAccess(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'What is asked.' }) input: ExplainAccessInput,
  ): Promise<AccessExplanationType> {
    return toExplanationType(await this.answer(actor, input));
  }

  @ResolveField(() => [AccessDecisionType], {
    description: 'Every decision about it, oldest first: when it was asked for, when it ran, at each download.',
  })
  async decisions(@CurrentActor() actor: Actor, @Parent() { id }: ExtractType): Promise<AccessDecisionType[]> {
    return (await this.extracts.decisions(actor, id as ExtractId)).map(toDecisionType);
  }

  /** What the caller may not read is missing before anything is said of anybody. */
  private async answer(by: Actor, input: ExplainAccessInput): Promise<AccessExplanation> {
    const { id, action, purpose, dimensions, measures } = input;
    const question = { action, personId: toPerson(input.personId) };
    switch (input.subject) {
      case 'dataset': {
        const use = purpose ? { purpose, dimensions, measures } : null;
        return this.service.ofDataset(by, id as DatasetId, { ...question, use });
      }
      case 'policy':
        return this.service.ofRecord(by, 'Policy', await this.policies.latest(by, id as PolicyId), question);
      case 'ballot':
        return this.service.ofRecord(by, 'Ballot', await this.ballots.read(by, id as BallotId), question);
      case 'extract':
        return this.service.ofRecord(by, 'Extract', await this.extracts.read(by, id as ExtractId), question);
      case 'contribution': {
        const contribution = await this.contributions.read(by, id as ContributionId);
        return this.service.ofRecord(by, 'Contribution', contribution, question);
      }
    }
  }
}

const toPerson = (id: string | null | undefined): PersonId | null => (id ?? null) as PersonId | null;
