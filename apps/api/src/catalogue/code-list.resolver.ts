import {
  CodeListService,
  codesFromCsv,
  type Code,
  type CodeListContent,
  type CodeListId,
  type WholeCodeList,
} from '#catalogue';
import type { FederationId, OrganisationId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ArgsType, Field, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import { numberKey, PageArgs, pageRequest, toPage } from '../shared/page';
import {
  AddCodeListVersionInput,
  CodeListDetailType,
  CodeListPageType,
  CodeListType,
  CodePageType,
  PublishCodeListInput,
  type CodeListVersionType,
} from './code-list.type';

@ArgsType()
class CodeListsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'With those of this federation; left out: the product’s own alone.' })
  federationId?: string | null;
}

@ArgsType()
class CodeListCodesArgs extends PageArgs {
  @Field(() => ID, { description: 'The list.' })
  id: string;

  @Field(() => Int, { nullable: true, description: 'Which version; left out: the latest.' })
  version?: number | null;

  @Field(() => String, { nullable: true, description: 'Only codes of this level.' })
  level?: string | null;

  @Field(() => String, { nullable: true, description: 'Only codes that lie in this code of the next coarser level.' })
  parent?: string | null;
}

@Resolver(() => CodeListType)
export class CodeListResolver {
  constructor(private readonly service: CodeListService) {}

  @Query(() => CodeListPageType, { description: 'The code lists of the product and of a federation, newest first.' })
  codeLists(@Args() args: CodeListsArgs): Promise<CodeListPageType> {
    const of = (args.federationId ?? null) as FederationId | null;
    return idPage(args, (after, limit) => this.service.page(of, after, limit), {
      idOf: ({ id }) => id,
      toItem: (list) => list,
    });
  }

  @Query(() => CodeListDetailType, { description: 'One code list with its versions.' })
  async codeList(
    @Args('id', { type: () => ID, description: 'The list.' }) id: CodeListId,
    @Args('version', { type: () => Int, nullable: true, description: 'Only this version; left out: all.' })
    version?: number | null,
  ): Promise<CodeListDetailType> {
    const list = detailOf(await this.service.find(id));
    if (version != null) list.versions = list.versions.filter(({ number }) => number === version);
    return list;
  }

  @Query(() => CodePageType, { description: 'Codes of a list, in the order in which they were published.' })
  async codeListCodes(@Args() args: CodeListCodesArgs): Promise<CodePageType> {
    const { after, limit } = pageRequest(args, numberKey);
    const listId = args.id as CodeListId;
    const of = await this.service.version(listId, args.version ?? (await this.service.find(listId)).version);
    const filter = { level: args.level ?? undefined, parent: args.parent ?? undefined };
    const codes = await this.service.codes(of, filter, after, limit + 1);
    return toPage(codes, limit, { keyOf: ({ position }) => position, toItem: (code) => code });
  }

  @Mutation(() => CodeListDetailType, { description: 'Publishes a code list, in the name of an organisation.' })
  async publishCodeList(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The list.' }) input: PublishCodeListInput,
  ): Promise<CodeListDetailType> {
    const { title, levels } = input;
    const of = { federationId: input.federationId as FederationId, publisherId: input.publisherId as OrganisationId };
    return detailOf(await this.service.publish(actor, { ...of, title, ...contentOf(input), levels }));
  }

  @Mutation(() => CodeListDetailType, { description: 'Publishes the next version of a code list, whole.' })
  async addCodeListVersion(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The version.' }) input: AddCodeListVersionInput,
  ): Promise<CodeListDetailType> {
    const content = { ...contentOf(input), levels: input.levels ?? undefined };
    return detailOf(await this.service.addVersion(actor, input.codeListId as CodeListId, content));
  }
}

function contentOf({ csv, codes, valid, note }: PublishCodeListInput | AddCodeListVersionInput): CodeListContent {
  const listed = (codes ?? []).map((code): Code => ({
    ...{ level: code.level, code: code.code, parent: code.parent ?? null, labels: code.labels },
    valid: { start: code.valid?.start ?? null, end: code.valid?.end ?? null },
  }));
  const period = { start: valid?.start ?? null, end: valid?.end ?? null };
  return { codes: typeof csv === 'string' ? [...listed, ...codesFromCsv(csv)] : listed, valid: period, note };
}

const detailOf = (list: WholeCodeList): CodeListDetailType => ({
  ...list,
  versions: list.versions.map((version): CodeListVersionType => ({ ...version, levels: [...version.levels] })),
});
