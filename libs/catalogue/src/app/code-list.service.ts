import { Injectable } from '@nestjs/common';
import { assertScope } from '#identity';
import { documentHash, newId, type FederationId, type OrganisationId } from '#kernel';
import { Database, UnitOfWork, type Transaction } from '#platform';
import type { Actor } from '#policy';
import type { TableSchema } from '#warehouse';
import { CodeListStore, type CodeFilter, type PlacedCode } from '../db/code-list.store';
import { assertCodes, assertTitle, assertVersionWords, MOST_CODES } from '../domain/code-list/assert-codes';
import {
  ancestorsOf,
  type Code,
  type CodeList,
  type CodeListVersion,
  type Labels,
  type Level,
} from '../domain/code-list/code-list';
import { codesUnchanged } from '../domain/code-list/errors';
import {
  expandSchema,
  keyOf,
  namedLists,
  namingSchema,
  type Hierarchy,
  type NamingSchema,
} from '../domain/code-list/expand-schema';
import { notYourOrganisation } from '../domain/errors';
import type { CodeListId, Period } from '../domain/metadata';
import { assertMayPublish, assertStewardOf } from './steward';

export type CodeListContent = {
  /** From the finest to the coarsest; left out for a later version: as they were. */
  readonly levels?: readonly Level[] | undefined;
  readonly codes: readonly Code[];
  readonly valid: Period;
  readonly note: string;
};

export type CodeListDraft = CodeListContent & {
  readonly federationId: FederationId;
  readonly publisherId: OrganisationId;
  readonly title: Labels;
};

export type WholeCodeList = CodeList & { readonly versions: readonly CodeListVersion[] };

/**
 * Classifications that columns share, with their hierarchies. They are public, all of them: who reads a table must be
 * able to look its codes up. They belong to a federation, or come with the product.
 */
@Injectable()
export class CodeListService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly store: CodeListStore,
    private readonly db: Database,
  ) {}

  /**
   * Publishes a list in the name of an organisation, for whoever could publish a dataset there.
   *
   * @throws CODELIST.INVALID, CODELIST.TOO_LONG, FEDERATION.MISSING, POLICY.FORBIDDEN, ORGANISATION.NOT_YOURS,
   *   TOKEN.SCOPE_NEEDED
   */
  async publish(by: Actor, draft: CodeListDraft): Promise<WholeCodeList> {
    const { federationId, publisherId, title } = draft;
    assertMayPublish(by, { federationId, publisherId });
    if (by.identity) assertScope(by.identity, 'manage');
    assertTitle(title);
    return this.work.run(by, async (tx) => {
      const list = { id: newId<CodeListId>(), federationId, publisherId, title, version: 1 };
      await this.store.insert(tx, list);
      const version = await this.add(tx, list, 1, { ...draft, levels: draft.levels ?? [] });
      tx.record({ type: 'code-list.published', listId: list.id, federationId, publisherId, hash: version.hash });
      return { ...list, versions: [version] };
    });
  }

  /**
   * Publishes the next version of a list, whole. Schemas that name an earlier one stay as they are.
   *
   * @throws CODELIST.MISSING, CODELIST.INVALID, CODELIST.TOO_LONG, CODELIST.UNCHANGED, ORGANISATION.NOT_YOURS,
   *   TOKEN.SCOPE_NEEDED
   */
  async addVersion(by: Actor, id: CodeListId, content: CodeListContent): Promise<WholeCodeList> {
    return this.work.run(by, async (tx) => {
      const list = await this.store.lock(tx, id);
      assertKeeps(by, list);
      const before = await this.store.versions(tx, id);
      const levels = content.levels ?? before[0]?.levels ?? [];
      const version = await this.add(tx, list, list.version + 1, { ...content, levels });
      if (version.hash === before[0]?.hash) throw codesUnchanged(list.version);
      tx.record({ type: 'code-list.versioned', listId: id, number: version.number, hash: version.hash });
      return { ...list, version: version.number, versions: [version, ...before] };
    });
  }

  /**
   * Whether somebody may add to a list, before anything that they send is read.
   *
   * @throws CODELIST.MISSING, ORGANISATION.NOT_YOURS, TOKEN.SCOPE_NEEDED
   */
  async assertKeeper(by: Actor, id: CodeListId): Promise<void> {
    assertKeeps(by, await this.store.find(this.db, id));
  }

  /** @throws CODELIST.MISSING */
  async find(id: CodeListId): Promise<WholeCodeList> {
    return { ...(await this.store.find(this.db, id)), versions: await this.store.versions(this.db, id) };
  }

  /** @throws CODELIST.MISSING where there is no such version */
  version(id: CodeListId, number: number): Promise<CodeListVersion> {
    return this.store.version(this.db, id, number);
  }

  /** The product's own lists and those of a federation, newest first. */
  page(federationId: FederationId | null, after: string | null, limit: number): Promise<CodeList[]> {
    return this.store.page(federationId, after, limit);
  }

  /**
   * Codes of a version, in the order in which they were published.
   *
   * @param after the place of the last code that was seen
   */
  codes(
    of: Pick<CodeListVersion, 'listId' | 'number'>,
    filter: CodeFilter,
    after: number | null,
    limit: number,
  ): Promise<PlacedCode[]> {
    return this.store.codes(of, filter, after, limit);
  }

  /** All codes of a version. */
  allCodes(of: CodeListVersion): Promise<PlacedCode[]> {
    return this.store.codes(of, {}, null, MOST_CODES);
  }

  /**
   * Writes out what a schema says by naming code lists, before it is parsed.
   *
   * @param input as somebody sent it; what is no schema comes back as it is
   * @throws SCHEMA.CODE_LIST, SCHEMA.TOO_MANY_CATEGORIES
   * @see expandSchema
   */
  async expand(input: unknown): Promise<unknown> {
    const schema = namingSchema(input);
    return schema ? expandSchema(schema, await this.hierarchies(schema)) : input;
  }

  /** For each derived column by name, the code of the finer column and the code of its own that it lies in. */
  async ancestorsOf({ fields }: TableSchema): Promise<Record<string, ReadonlyMap<string, string>>> {
    const derived = fields.flatMap((field) => {
      const finer = fields.find(({ name }) => name === field.derivedFrom)?.codeList;
      return field.codeList && finer ? [{ name: field.name, coarser: field.codeList, finer }] : [];
    });
    const maps = derived.map(async ({ name, coarser, finer }) => {
      const { levels } = await this.store.version(this.db, finer.list as CodeListId, finer.version);
      const names = levels.map((level) => level.name);
      const climbed = names.slice(names.indexOf(finer.level), names.indexOf(coarser.level) + 1);
      const codes = await this.store.listed(finer, climbed);
      return [name, ancestorsOf(climbed.map((level) => codes.get(level) ?? []))] as const;
    });
    return Object.fromEntries(await Promise.all(maps));
  }

  private async add(
    tx: Transaction,
    { id: listId }: CodeList,
    number: number,
    { levels, codes, valid, note }: CodeListContent & { readonly levels: readonly Level[] },
  ): Promise<CodeListVersion> {
    assertVersionWords(note, valid);
    assertCodes(levels, codes);
    const version: CodeListVersion = {
      ...{ listId, number, levels, codes: codes.length, valid, note },
      ...{ hash: documentHash({ levels, codes }), createdAt: await tx.now() },
    };
    await this.store.insertVersion(tx, version, codes);
    return version;
  }

  /** What there is of the list versions that a schema names, with the codes of the levels that it names. */
  private async hierarchies(schema: NamingSchema): Promise<ReadonlyMap<string, Hierarchy>> {
    const found = namedLists(schema).map(async (named): Promise<[string, Hierarchy][]> => {
      const versions = await this.store.versions(this.db, named.list as CodeListId);
      const version = versions.find(({ number }) => number === named.version);
      if (!version) return [];
      const levels = version.levels.map(({ name }) => name);
      const asked = schema.fields.flatMap(({ codeList }) => (codeList?.list === named.list ? [codeList.level] : []));
      const codes = await this.store.listed(
        named,
        levels.filter((level) => asked.includes(level)),
      );
      return [[keyOf(named), { levels, codes }]];
    });
    return new Map((await Promise.all(found)).flat());
  }
}

/** @throws ORGANISATION.NOT_YOURS, TOKEN.SCOPE_NEEDED; what comes with the product is nobody's to change */
function assertKeeps(by: Actor, { federationId, publisherId }: CodeList): void {
  if (!federationId || !publisherId) throw notYourOrganisation('');
  assertStewardOf(by, publisherId, federationId);
  if (by.identity) assertScope(by.identity, 'manage');
}
