import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CatalogueSearchDatasets1795300000450 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(EXTENSIONS);
    await runner.query(WORDS);
    await runner.query(TABLES);
    await runner.query(INDEXING);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger dataset_text on catalogue.dataset;
      drop index catalogue.dataset_by_keyword;
      drop function catalogue.index_dataset();
      drop function catalogue.similar_words(text, integer);
      drop table catalogue.dataset_text, catalogue.search_word;
      drop function catalogue.search_query(text), catalogue.search_vector(text), catalogue.latvian_stems(text),
        catalogue.schema_texts(jsonb), catalogue.territories_of(jsonb), catalogue.letters(text), catalogue.plain_text(text);
    `);
  }
}

/** Both are trusted: whoever may create things in the database may create them. Some managed servers forbid it all the same. */
const EXTENSIONS = `
  do $$
  begin
    create extension if not exists pg_trgm;
    create extension if not exists unaccent;
  exception when insufficient_privilege or undefined_file or feature_not_supported then
    raise exception 'The catalogue''s search needs the PostgreSQL extensions pg_trgm and unaccent, and this account may not create them (%).', sqlerrm
      using hint = 'Have an administrator of the database run: create extension pg_trgm; create extension unaccent; and migrate again. Both come with PostgreSQL (package postgresql-contrib); managed servers list them among those that can be switched on.';
  end $$;
`;

/**
 * Nobody says in which of the seven languages a title is, so every text is read in all of them, and so is every query:
 * they meet in the language that both are in. PostgreSQL stems six; Latvian endings are taken off here.
 */
const WORDS = `
  create function catalogue.letters(given text) returns text language sql stable parallel safe as $$
    select regexp_replace(lower(normalize(given, nfc)), '[^[:alnum:]]+', ' ', 'g') $$;

  create function catalogue.plain_text(given text) returns text language sql stable parallel safe as $$
    select regexp_replace(lower(unaccent(normalize(given, nfc))), '[^[:alnum:]]+', ' ', 'g') $$;
  comment on function catalogue.plain_text(text) is 'its words in small letters without accents, parted by single spaces';

  create function catalogue.latvian_stems(given text) returns text language sql immutable parallel safe as $$
    select regexp_replace(given, '\\m(\\w{3,}?)(ajiem|ajam|ajai|ajas|ajos|ajo|aja|iem|ies|am|as|os|us|is|ij|ei|es|em|ai|ie|um|im|i|u|a|e|o|s|m)\\M', '\\1', 'g') $$;

  create function catalogue.search_vector(given text) returns tsvector language sql stable parallel safe as $$
    select to_tsvector('italian', p) || to_tsvector('english', p) || to_tsvector('spanish', p) || to_tsvector('catalan', p)
      || to_tsvector('swedish', p) || to_tsvector('lithuanian', p) || to_tsvector('simple', catalogue.latvian_stems(p))
      || case when r = p then '' else to_tsvector('lithuanian', r) end
    from (select catalogue.plain_text(given) as p, catalogue.letters(given) as r) as t $$;
  comment on function catalogue.search_vector(text) is 'the stems of its words in each language; the Lithuanian ones with accents too, which its endings have';

  create function catalogue.search_query(given text) returns tsquery language sql stable parallel safe as $$
    select websearch_to_tsquery('italian', p) || websearch_to_tsquery('english', p) || websearch_to_tsquery('spanish', p)
      || websearch_to_tsquery('catalan', p) || websearch_to_tsquery('swedish', p) || websearch_to_tsquery('lithuanian', p)
      || websearch_to_tsquery('simple', catalogue.latvian_stems(p)) || websearch_to_tsquery('lithuanian', r)
    from (select lower(unaccent(normalize(given, nfc))) as p, lower(normalize(given, nfc)) as r) as t $$;

  create function catalogue.territories_of(spatial jsonb) returns text[] language sql stable as $$
    with recursive named as (
      select place ->> 'label' as label, place #>> '{code,list}' as list, place #>> '{code,code}' as code
      from jsonb_array_elements(spatial) as place),
    place as (
      select list, code from named where code is not null
      union
      select p.list, c.parent from place p join catalogue.code_list l on l.id::text = p.list
        join catalogue.code c on c.list_id = l.id and c.version = l.version and c.code = p.code
      where c.parent is not null)
    select array(select code from place union select label from named where code is null and label is not null order by 1) $$;

  create function catalogue.schema_texts(given jsonb) returns text language sql stable parallel safe as $$
    select coalesce(left(string_agg(concat_ws(' ', field ->> 'name', field ->> 'title', field ->> 'description',
      (select string_agg(code, ' ') from (select code from jsonb_array_elements_text(
        case jsonb_typeof(field -> 'categories') when 'array' then field -> 'categories' else '[]' end) as code limit 100) as codes)), ' '),
      5000), '')
    from jsonb_array_elements(given -> 'fields') as field $$;
`;

const TABLES = `
  create table catalogue.dataset_text (
    dataset_id uuid primary key references catalogue.dataset on delete cascade,
    words tsvector not null,
    plain_title text not null collate "C",
    publisher_name text not null default '',
    territories text[] not null default '{}',
    years integer[] not null default '{}'
  );
  comment on column catalogue.dataset_text.words is
    'stems, by whom they may be found: A title and publisher, who may know of it; B keywords and C description and places, who may read about it; D columns and codes, who may read about all of them';
  comment on column catalogue.dataset_text.territories is
    'the code of each territory, or its name where it has none, and the codes of all that it lies within';
  create index dataset_text_words on catalogue.dataset_text using gin (words);
  create index dataset_text_territories on catalogue.dataset_text using gin (territories);
  create index dataset_by_keyword on catalogue.dataset using gin (keywords);

  create table catalogue.search_word (word text primary key);
  comment on table catalogue.search_word is 'words that ever stood in an entry, to guess what was meant; whoever suggests one asks first whether it may be known';
  create index search_word_trigrams on catalogue.search_word using gin (word gin_trgm_ops);

  create function catalogue.similar_words(typed text, most integer) returns setof text language sql stable
    set pg_trgm.similarity_threshold = 0.15 as $$
    select word from catalogue.search_word where word % typed order by similarity(word, typed) desc, word limit most $$;
  comment on function catalogue.similar_words(text, integer) is
    'a lower threshold than usual: two letters swapped in a short word leave little that is alike';
`;

const INDEXING = `
  create function catalogue.index_dataset() returns trigger language plpgsql as $$
  declare
    publisher text := coalesce((select publisher_name from catalogue.dataset_text where dataset_id = new.id), '');
    about text := array_to_string(new.keywords, ' ');
    places text := coalesce((select string_agg(place ->> 'label', ' ') from jsonb_array_elements(new.spatial) as place), '');
    first_year integer := extract(year from coalesce(new.temporal_start, new.temporal_end));
    last_year integer := extract(year from coalesce(new.temporal_end, new.temporal_start));
  begin
    insert into catalogue.dataset_text as t (dataset_id, words, plain_title, territories, years)
    values (
      new.id,
      setweight(catalogue.search_vector(new.title || ' ' || publisher), 'A')
        || setweight(catalogue.search_vector(about), 'B')
        || setweight(catalogue.search_vector(new.description || ' ' || places), 'C')
        || setweight(catalogue.search_vector(catalogue.schema_texts(new.table_schema)), 'D'),
      catalogue.plain_text(new.title),
      catalogue.territories_of(new.spatial),
      coalesce(array(select generate_series(first_year, least(last_year, first_year + 200))), '{}')
    )
    on conflict (dataset_id) do update set words = excluded.words, plain_title = excluded.plain_title,
      territories = excluded.territories, years = excluded.years;

    insert into catalogue.search_word
      select distinct word from regexp_split_to_table(catalogue.plain_text(concat_ws(' ', new.title, about, new.description)), ' ') as word
      where length(word) between 4 and 40 and word ~ '^[[:alpha:]]+$' order by word
    on conflict do nothing;
    return null;
  end $$;

  create trigger dataset_text after insert or update of title, description, keywords, table_schema, spatial, temporal_start, temporal_end
    on catalogue.dataset for each row execute function catalogue.index_dataset();

  update catalogue.dataset set title = title;
`;
