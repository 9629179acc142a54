import { Injectable } from '@nestjs/common';
import { Directory } from '#identity';
import {
  documentHash,
  isId,
  missing,
  type DatasetId,
  type DatasetSeriesId,
  type FederationId,
  type OrganisationId,
} from '#kernel';
import { Config, Database } from '#platform';
import { allows, hiddenColumns, type Actor } from '#policy';
import { DatasetStore, type DatasetFilter } from '../../db/dataset.store';
import { FeedStore, type FeedEntry, type FeedState } from '../../db/feed.store';
import { addressesAt, type Addresses } from '../../domain/dcat/addresses';
import {
  describeCatalogue,
  describeEntries,
  describeView,
  descriptionOf,
  saidOnce,
} from '../../domain/dcat/catalogue-resources';
import { agent, describeDataset, describeSeries } from '../../domain/dcat/dataset-resources';
import { modifiedAt, type DatasetFacts } from '../../domain/dcat/facts';
import type { Resource } from '../../domain/dcat/resource';
import { schemaOrg } from '../../domain/dcat/schema-org';
import { summaryOf, withoutMetadata, type DatasetSeries, type ShownDataset } from '../../domain/dataset';
import { without } from '../../domain/visible-schema';
import { DatasetFactsReader } from './dataset-facts';

const PAGE_SIZE = 100;

/** Something to be written in one of the syntaxes. */
export type Document = {
  readonly resources: readonly Resource[];
  /** null: nothing in it has a date. */
  readonly modifiedAt: Date | null;
};

/** A page of the catalogue, and which datasets are on it. */
export type CataloguePage = Document & {
  readonly entries: readonly ShownDataset[];
  readonly previous: string | null;
  readonly next: string | null;
  readonly total: number;
};

/** Something of which datasets are: a series, or who publishes them. */
export type Family = Document & { readonly title: string; readonly entries: readonly ShownDataset[] };

/** One dataset as machines and browsers are shown it. */
export type DatasetDocument = Document & {
  readonly facts: DatasetFacts;
  /** The same for search engines. */
  readonly schemaOrg: Readonly<Record<string, unknown>>;
};

/** The catalogue as other catalogues read it: exactly what the caller may discover, and no address of anything else. */
@Injectable()
export class DcatService {
  readonly at: Addresses;

  constructor(
    private readonly store: DatasetStore,
    private readonly feeds: FeedStore,
    private readonly db: Database,
    private readonly facts: DatasetFactsReader,
    private readonly directory: Directory,
    config: Config,
  ) {
    this.at = addressesAt(config.http.publicUrl);
  }

  /**
   * A page of the catalogue, newest first, with the addresses of those around it.
   *
   * @param after the id behind which it begins; null: the first page
   * @param extension of the addresses around it: a caller who asked for `.ttl` is led on to `.ttl`
   */
  async page(by: Actor, after: string | null, extension = ''): Promise<CataloguePage> {
    const key = after !== null && isId(after) ? after : null;
    const [rows, state] = await Promise.all([
      this.store.page([by.ability], {}, key, PAGE_SIZE + 1),
      this.feeds.state(by.ability),
    ]);
    const shown = rows.slice(0, PAGE_SIZE);
    const entries = shown.filter(isOffered);
    const address = (from: string | null) => this.at.page(from, extension);
    const [previous, next] = [await this.previous(by, key, shown), rows.length > PAGE_SIZE ? shown.at(-1)?.id : null];
    const view = {
      ...{ self: address(key), first: address(null) },
      ...{ previous: previous && address(previous.after), next: next ? address(next) : null },
    };
    const { own, shared } = describeEntries(await this.facts.of(by, entries), this.at);
    const catalogue = await this.catalogue(by, state);
    return {
      resources: [...catalogue, ...describeView(view, this.at), ...own, ...saidOnce(shared, descriptions(catalogue))],
      ...{ entries, modifiedAt: state.modifiedAt, total: state.total, previous: view.previous, next: view.next },
    };
  }

  /** All that the caller may discover, page by page: no more than one is in memory at a time. */
  async *feed(by: Actor): AsyncGenerator<readonly Resource[], void> {
    const catalogue = await this.catalogue(by, await this.feeds.state(by.ability));
    const said = descriptions(catalogue);
    yield catalogue;
    for (let after: string | null = null; ;) {
      const rows: ShownDataset[] = await this.store.page([by.ability], {}, after, PAGE_SIZE);
      const { own, shared } = describeEntries(await this.facts.of(by, rows.filter(isOffered)), this.at);
      yield [...own, ...saidOnce(shared, said)];
      after = rows.at(-1)?.id ?? null;
      if (rows.length < PAGE_SIZE) return;
    }
  }

  /** When the whole feed last changed, and a mark that is another one whenever anything in it is. */
  async state(by: Actor): Promise<Pick<FeedState, 'modifiedAt'> & { readonly mark: string }> {
    const [{ modifiedAt, total }, mark, parties] = await Promise.all([
      this.feeds.state(by.ability),
      this.feeds.mark(by.ability),
      this.feeds.parties(by.ability),
    ]);
    const names = [...(await this.directory.names(parties))];
    return { modifiedAt, mark: documentHash({ mark, total, names, policies: by.revision }) };
  }

  /** One dataset; one that was withdrawn too, with the reason. @throws DATASET.MISSING whatever the caller may not discover */
  async dataset(by: Actor, id: DatasetId): Promise<DatasetDocument> {
    const [facts] = await this.facts.of(by, [await this.shown(by, id)]);
    if (!facts) throw missing('dataset', id);
    const { own, shared } = describeDataset(facts, this.at);
    return {
      resources: [...own, ...saidOnce(shared, new Set())],
      ...{ modifiedAt: modifiedAt(facts), facts, schemaOrg: schemaOrg(facts, this.at) },
    };
  }

  /** A series of which the caller may discover a dataset. @throws SERIES.MISSING */
  async series(by: Actor, id: DatasetSeriesId): Promise<Family & { readonly series: DatasetSeries }> {
    const family = await this.family(by, { seriesId: id });
    const series = family[0]?.series;
    if (!series) throw missing('series', id);
    return { ...documentOf(family, [describeSeries(series, this.at)], this.at), title: series.title, series };
  }

  /** Who publishes a dataset that the caller may discover. @throws ORGANISATION.MISSING */
  async organisation(by: Actor, id: OrganisationId): Promise<Family> {
    const family = await this.family(by, { publisherId: id });
    const publisher = family[0]?.publisher;
    if (!publisher) throw missing('organisation', id);
    return { ...documentOf(family, [agent(this.at.organisation(id), publisher)], this.at), title: publisher.name };
  }

  /** Whose datasets the caller may discover. @throws FEDERATION.MISSING */
  async federation(by: Actor, id: FederationId): Promise<Family> {
    const [family, [federation]] = await Promise.all([
      this.family(by, { federationId: id }),
      this.directory.federations([id]),
    ]);
    if (!federation || family.length === 0) throw missing('federation', id);
    return { ...documentOf(family, [agent(this.at.federation(id), federation)], this.at), title: federation.name };
  }

  /** The columns that the caller may know of, as a Table Schema. @throws DATASET.MISSING, also if they may not be read */
  async tableSchema(by: Actor, id: DatasetId): Promise<object> {
    const [dataset] = await this.store.schemas(by.ability, isId(id) ? [id] : []);
    if (!dataset) throw missing('dataset', id);
    return without(dataset.schema, hiddenColumns(by, dataset));
  }

  /** Pages about datasets, for a site map. */
  entries(by: Actor, after: string | null, limit: number): Promise<FeedEntry[]> {
    return this.feeds.entries(by.ability, after !== null && isId(after) ? after : null, limit);
  }

  /** Behind which datasets a site map goes on in another file. */
  bounds(by: Actor, every: number): Promise<DatasetId[]> {
    return this.feeds.bounds(by.ability, every);
  }

  /** To members, too, an address tells nothing: what they may not discover is not there. */
  private async shown(by: Actor, id: DatasetId): Promise<ShownDataset> {
    const dataset = summaryOf(await this.store.find(this.db, id));
    if (!allows(by.ability, 'discover', 'Dataset', dataset)) throw missing('dataset', id);
    return allows(by.ability, 'readMetadata', 'Dataset', dataset) ? dataset : withoutMetadata(dataset);
  }

  private async family(by: Actor, filter: DatasetFilter): Promise<DatasetFacts[]> {
    const rows = await this.store.page([by.ability], filter, null, PAGE_SIZE);
    return this.facts.of(by, rows.filter(isOffered));
  }

  private async previous(by: Actor, key: string | null, [first]: readonly ShownDataset[]) {
    if (key === null || !first) return null;
    const before = await this.feeds.pageBefore(by.ability, first.id, PAGE_SIZE);
    return before === 'none' ? null : before;
  }

  private async catalogue(by: Actor, state: FeedState): Promise<Resource[]> {
    const ids = await this.feeds.federations(by.ability);
    const [federation] = ids.length === 1 ? await this.directory.federations(ids) : [];
    const publisher = federation ? { ...federation, iri: this.at.federation(federation.id) } : null;
    return describeCatalogue({ ...state, federation: publisher }, this.at);
  }
}

const isOffered = ({ withdrawnAt }: ShownDataset) => withdrawnAt === null;
const descriptions = (resources: readonly Resource[]) => new Set(resources.map(descriptionOf));

function documentOf(family: readonly DatasetFacts[], about: readonly Resource[], at: Addresses): Omit<Family, 'title'> {
  const said = descriptions(about);
  const described = family.map((facts) => describeDataset(facts, at));
  const resources = [
    ...about,
    ...described.flatMap(({ own }) => own),
    ...saidOnce(
      described.flatMap(({ shared }) => shared),
      said,
    ),
  ];
  const dates = family.map((facts) => modifiedAt(facts).getTime());
  return { resources, modifiedAt: new Date(Math.max(...dates)), entries: family.map(({ dataset }) => dataset) };
}
