import { isId } from '#kernel';
import {
  FACETS,
  isPossible,
  type DatasetSearch,
  type Facet,
  type SearchPeriod,
  type SearchSort,
} from '../../domain/search/dataset-search';

/** Who looks: conditions on a dataset `d`, with the rules of policies spelled out in them. */
export type Sight = {
  readonly discover: string;
  readonly read: string;
  /** Federations of which some column is hidden from who looks: no column of theirs is a way to find something. */
  readonly partlyHidden: readonly string[];
};

/** A text as PostgreSQL looks for it. */
export type Query = {
  /** What must stand there, without what must not: no index may act on words that who looks may not know of. */
  readonly positive: string;
  readonly whole: string;
};
export type Wanted = Query & {
  /** The same with the words that were probably meant: found behind what was typed; null: as typed. */
  readonly meant: Query | null;
};

/** Where a page ended: the value that orders it, and the id that decides between equals. */
export type SearchKey = { readonly key: number | string; readonly id: string };
/** Takes a value of the statement, and gives the place that stands for it. */
export type Place = (value: unknown) => string;

/** The parts that statements about one search are made of. */
export type Found = {
  readonly base: readonly string[];
  /** What the text asks for; nothing where there is no text. */
  readonly text: readonly string[];
  /** Whether the rank is a matter of the text alone, the same for whoever looks. */
  readonly isRankedAlike: boolean;
  readonly facets: ReadonlyMap<Facet, string>;
  readonly rank: string;
  /** The condition that who looks may read about a dataset that they may know of. */
  readonly read: string;
};

const FROM = 'catalogue.dataset d join catalogue.dataset_text t on t.dataset_id = d.id';
const EXACT_BONUS = 10_000_000;

/**
 * What a search finds. What only who reads about a dataset may know neither finds it, nor ranks it, nor counts for others.
 */
export function foundBy(sight: Sight, search: DatasetSearch, wanted: Wanted | null, place: Place): Found {
  const read = sight.read === sight.discover ? 'true' : sight.read;
  return {
    base: [sight.discover, ...otherConditions(search, read, place)],
    facets: facetConditions(search, read, place),
    read,
    ...(wanted ? textSql(wanted, { partlyHidden: sight.partlyHidden, read }, place) : NO_TEXT),
  };
}

/** Which texts are found, and in which order. The index is asked for stems, and what it finds is looked at again. */
function textSql(wanted: Wanted, { partlyHidden, read }: Pick<Sight, 'partlyHidden' | 'read'>, place: Place) {
  const { words, isAll } = visibleWords(partlyHidden, read, place);
  const asked = placed(wanted, place);
  const isSame = isAll && asked.positive === asked.whole;
  return {
    text: [
      ...(asked.positive ? [`t.words @@ ${asked.positive}`] : []),
      ...(isSame ? [] : [`${words} @@ ${asked.whole}`]),
    ],
    rank: rankOf(words, asked),
    isRankedAlike: isAll,
  };
}

const NO_TEXT = { text: [], rank: '0', isRankedAlike: false } as const;

/** A page in the order asked for. */
export function pageSql(
  found: Found,
  sort: SearchSort,
  { after, limit }: { readonly after: SearchKey | null; readonly limit: number },
  place: Place,
): string {
  const key = {
    ...{ relevance: found.isRankedAlike ? 't.rank' : found.rank, newest: '0', title: 't.plain_title' },
    contributors: contributorsIf(found.read),
  }[sort];
  const [direction, beyond, type] = sort === 'title' ? ['asc', '>', 'text'] : ['desc', '<', 'int'];
  const start = after && `where (key, id) ${beyond} (${place(after.key)}::${type}, ${place(after.id)}::uuid)`;
  return `select id, key from (select d.id, ${key} as key from ${fromSql(found, sort === 'relevance')}) as found
    ${start ?? ''} order by key ${direction}, id ${direction} limit ${String(Math.trunc(limit))}`;
}

/**
 * What is found. Where the text finds the same for whoever looks, the index is asked first and on its own (that is what
 * `offset 0` is for): PostgreSQL guesses badly how rare words are, and would read all texts to fill a page.
 *
 * @param isRanked also in its order, so that rules are asked of the first of it alone, and not of all
 */
function fromSql({ base, text, facets, rank, isRankedAlike }: Found, isRanked = false): string {
  const rules = [...base, ...facets.values()];
  if (!isRankedAlike) return `${FROM} where ${all([...rules, ...text])}`;
  const order = isRanked ? 'order by rank desc, t.dataset_id desc' : '';
  return `(select t.dataset_id, t.plain_title, t.territories, t.years, ${rank} as rank
    from catalogue.dataset_text t where ${all(text)} ${order} offset 0) as t
    join catalogue.dataset d on d.id = t.dataset_id where ${all(rules)}`;
}

/** The number of all that is found, and of each value of each facet, whatever that facet is narrowed to. */
export function countsSql(found: Found, mostValues: number): string {
  const { facets, read } = found;
  const names = FACETS.map((facet) => `${VALUES[facet](read)} as v_${facet.toLowerCase()}`);
  const flags = [...facets].map(([facet, condition]) => `(${condition}) as in_${facet.toLowerCase()}`);
  const butFor = (own: Facet | null) =>
    all([...facets.keys()].filter((facet) => facet !== own).map((facet) => `in_${facet.toLowerCase()}`));
  const counted = FACETS.map(
    (facet) => `(select '${facet}', value, count(*)::int from found, unnest(v_${facet.toLowerCase()}) as value
      where ${butFor(facet)} group by value order by count(*) desc, value limit ${String(Math.trunc(mostValues))})`,
  );
  return `with found as materialized (select ${[...names, ...flags].join(', ')} from ${fromSql({ ...found, facets: new Map() })})
    select null as facet, null as value, count(*)::int as count from found where ${butFor(null)}
    union all ${counted.join(' union all ')}`;
}

/** Anything that is found, if there is something. */
export const anySql = (found: Found): string => `select d.id from ${fromSql(found)} limit 1`;

/** Versions of what is found that came in since a moment and that a saved search did not tell of, the oldest first. */
export const freshSql = (
  { base, text, facets, read }: Found,
  { searchId, since, only }: { readonly searchId: string; readonly since: string; readonly only: string | null },
  limit: number,
): string => `select d.id as "datasetId", case when ${read} then d.version else 0 end as version
  from ${FROM} where ${all([...base, ...text, ...facets.values(), ...(only ? [`d.id = ${only}::uuid`] : [])])}
    and greatest(d.created_at, case when ${read} then greatest(d.modified_at, (select created_at
      from catalogue.dataset_version v where v.dataset_id = d.id and v.number = d.version)) end) > ${since}::timestamptz
    and not exists (select 1 from catalogue.saved_search_told h where h.saved_search_id = ${searchId}::uuid
      and h.dataset_id = d.id and h.version = case when ${read} then d.version else 0 end)
  order by d.id limit ${String(Math.trunc(limit))}`;

const all = (conditions: readonly string[]) => (conditions.length > 0 ? conditions.join(' and ') : 'true');

/** A query as expressions of the statement; `positive` is empty where nothing must stand there. */
type PlacedQuery = {
  readonly positive: string;
  readonly whole: string;
  readonly typed: string;
  readonly meant: string | null;
};

function placed({ positive, whole, meant }: Wanted, place: Place): PlacedQuery {
  const query = (text: string) => `${place(text)}::tsquery`;
  const typed = query(whole);
  if (!meant) {
    const same = positive === whole ? typed : positive && query(positive);
    return { positive: same, whole: typed, typed, meant: null };
  }
  const alternative = query(meant.whole);
  const either = positive && meant.positive && `(${query(positive)} || ${query(meant.positive)})`;
  return { positive: either, whole: `(${typed} || ${alternative})`, typed, meant: alternative };
}

/** Stems that who looks may find a dataset by: by its title alone where that is all that they may know. */
function visibleWords(partlyHidden: readonly string[], read: string, place: Place) {
  const hidden = partlyHidden.length > 0 && `d.federation_id = any(${place(partlyHidden)}::uuid[])`;
  const cases = [
    ...(read === 'true' ? [] : [`when not coalesce(${read}, false) then ts_filter(t.words, '{a}')`]),
    ...(hidden ? [`when ${hidden} then ts_filter(t.words, '{a,b,c}')`] : []),
  ];
  return cases.length === 0
    ? { words: 't.words', isAll: true }
    : { words: `(case ${cases.join(' ')} else t.words end)`, isAll: false };
}

/** A whole number, so that pages never part or repeat equals; what was typed comes before what was meant. */
function rankOf(words: string, { typed, meant }: PlacedQuery): string {
  const rank = (query: string) => `round(ts_rank(${words}, ${query}) * 1000000)::int`;
  if (!meant) return rank(typed);
  return `case when ${words} @@ ${typed} then ${EXACT_BONUS} + ${rank(typed)} else ${rank(meant)} end`;
}

const contributorsIf = (read: string) =>
  read === 'true' ? 'd.contributors' : `case when ${read} then d.contributors else -1 end`;

const onlyIf = (read: string, array: string) => (read === 'true' ? array : `case when ${read} then ${array} end`);

/** The values that a dataset has, as an array of texts; none where who looks may not know them. */
const VALUES: Readonly<Record<Facet, (read: string) => string>> = {
  needCategory: () => 'array[d.need_category]',
  publisher: () => 'array[d.publisher_id::text]',
  accessRights: () => 'array[d.access_rights]',
  personalData: () => 'array[d.personal_data::text]',
  federation: () => 'array[d.federation_id::text]',
  theme: (read) => onlyIf(read, 'd.themes'),
  territory: (read) => onlyIf(read, 't.territories'),
  year: (read) => onlyIf(read, 't.years::text[]'),
  licence: (read) => onlyIf(read, 'array_remove(array[d.licence], null)'),
};

const CONDITIONS: Readonly<Record<Facet, (values: string) => string>> = {
  needCategory: (values) => `d.need_category = any(${values}::text[])`,
  publisher: (values) => `d.publisher_id = any(${values}::uuid[])`,
  accessRights: (values) => `d.access_rights = any(${values}::text[])`,
  personalData: (values) => `d.personal_data = any(${values}::boolean[])`,
  federation: (values) => `d.federation_id = any(${values}::uuid[])`,
  theme: (values) => `d.themes && ${values}::text[]`,
  territory: (values) => `t.territories && ${values}::text[]`,
  year: (values) => `t.years && ${values}::int[]`,
  licence: (values) => `d.licence = any(${values}::text[])`,
};
const FOR_READERS: readonly Facet[] = ['theme', 'territory', 'year', 'licence'];

function facetConditions({ facets = {} }: DatasetSearch, read: string, place: Place): ReadonlyMap<Facet, string> {
  return new Map(
    FACETS.flatMap((facet) => {
      const values = facets[facet] ?? [];
      if (values.length === 0) return [];
      const possible = values.filter((value) => isPossible(facet, value));
      if (possible.length === 0) return [[facet, 'false'] as const];
      const condition = CONDITIONS[facet](place(possible));
      return [[facet, FOR_READERS.includes(facet) ? `(${read} and ${condition})` : condition] as const];
    }),
  );
}

function otherConditions({ period, seriesId, withWithdrawn }: DatasetSearch, read: string, place: Place): string[] {
  return [
    ...(period ? periodConditions(period, read, place) : []),
    ...(seriesId === undefined ? [] : [isId(seriesId) ? `d.series_id = ${place(seriesId)}::uuid` : 'false']),
    ...(withWithdrawn ? [] : ['d.withdrawn_at is null']),
  ];
}

function periodConditions({ from, to }: SearchPeriod, read: string, place: Place): string[] {
  if (from === null && to === null) return [];
  return [
    `(${read} and coalesce(d.temporal_start, d.temporal_end) is not null)`,
    ...(from === null ? [] : [`coalesce(d.temporal_end, 'infinity') >= ${place(from)}::date`]),
    ...(to === null ? [] : [`coalesce(d.temporal_start, '-infinity') <= ${place(to)}::date`]),
  ];
}
