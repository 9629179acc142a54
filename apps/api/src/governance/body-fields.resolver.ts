import { BodyRoll, BodyService, StatuteService, type Office } from '#governance';
import { Directory } from '#identity';
import { missing, type BodyId, type FederationId, type OrganisationId } from '#kernel';
import type { Actor } from '#policy';
import { Args, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { z } from 'zod';
import { CurrentActor, CurrentRequest } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import { loaderOf } from '../shared/loader';
import { PageArgs, pageRequest, toPage } from '../shared/page';
import type { RequestContext } from '../shared/request-context';
import { ElectorateType, toElectorateType } from './body-electorate.type';
import { OfficeEnum, SeatPageType } from './body-seat.type';
import { BodyType } from './body.type';
import { SentenceType } from './proposal.type';
import { StatutePageType, StatuteType, toStatuteType } from './statute.type';

@Resolver(() => BodyType)
export class BodyFieldsResolver {
  private readonly organisations = (ids: readonly OrganisationId[]) => this.directory.organisations(ids);
  private readonly federations = (ids: readonly FederationId[]) => this.directory.federations(ids);

  constructor(
    private readonly bodies: BodyService,
    private readonly statutes: StatuteService,
    private readonly rolls: BodyRoll,
    private readonly directory: Directory,
  ) {}

  @ResolveField(() => String, {
    description: 'What it is called: by its own name, or as its federation or organisation.',
  })
  async name(@Parent() body: BodyType, @CurrentRequest() request: RequestContext): Promise<string> {
    if (body.ownName) return body.ownName;
    const named = body.organisationId
      ? await loaderOf(request, this.organisations).load(body.organisationId as OrganisationId)
      : await loaderOf(request, this.federations).load(body.federationId as FederationId);
    if (!named) throw missing('body', body.id);
    return named.name;
  }

  @ResolveField(() => StatuteType, { description: 'The rules in force.' })
  async statute(@CurrentActor() actor: Actor, @Parent() { id }: BodyType): Promise<StatuteType> {
    return toStatuteType(await this.bodies.statute(actor, id as BodyId));
  }

  @ResolveField(() => StatutePageType, { description: 'The rules in force and all before them, newest first.' })
  async statuteHistory(
    @CurrentActor() actor: Actor,
    @Parent() { id }: BodyType,
    @Args() page: PageArgs,
  ): Promise<StatutePageType> {
    const { after: before, limit } = pageRequest(page, z.int().min(1).max(MOST_VERSIONS));
    const versions = await this.statutes.history(actor, id as BodyId, { before, limit: limit + 1 });
    return toPage(versions, limit, { keyOf: ({ number }) => number, toItem: toStatuteType });
  }

  @ResolveField(() => SeatPageType, { description: 'Who holds an office today, oldest first.' })
  seats(
    @CurrentActor() actor: Actor,
    @Parent() { id }: BodyType,
    @Args() page: PageArgs,
    @Args('office', { type: () => OfficeEnum, nullable: true, description: 'Only this office; null: all of them.' })
    office?: Office | null,
  ): Promise<SeatPageType> {
    const of = { bodyId: id as BodyId, office: office ?? null };
    return idPage(page, (after, limit) => this.rolls.seats(actor, of, { after, limit }), {
      idOf: (seat) => seat.id,
      toItem: (seat) => seat,
    });
  }

  @ResolveField(() => ElectorateType, { nullable: true, description: 'Who could vote today; for chair and secretary.' })
  async electorate(@CurrentActor() actor: Actor, @Parent() { id }: BodyType): Promise<ElectorateType> {
    return toElectorateType(await this.rolls.roll(actor, id as BodyId));
  }

  @ResolveField(() => SentenceType, {
    nullable: true,
    description:
      'Why the law makes it hold separate assemblies, by the members it has today; null: it does not. Say in how many provinces it is active and how many mutual managements it carries on, which no book here holds.',
  })
  separateAssemblies(
    @CurrentActor() actor: Actor,
    @Parent() { id }: BodyType,
    @Args('provinces', { type: () => Int, defaultValue: 1, description: 'Provinces in which it is active.' })
    provinces: number,
    @Args('managements', { type: () => Int, defaultValue: 1, description: 'Mutual managements that it carries on.' })
    managements: number,
  ): Promise<SentenceType | null> {
    return this.rolls.separateAssembliesNeeded(actor, id as BodyId, { provinces, managements });
  }
}

/** As far as PostgreSQL counts in an integer. */
const MOST_VERSIONS = 2 ** 31 - 1;
