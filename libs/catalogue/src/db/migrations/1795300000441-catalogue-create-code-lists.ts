import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CatalogueCreateCodeLists1795300000441 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table catalogue.code_list (
        id uuid primary key,
        federation_id uuid,
        publisher_id uuid,
        title jsonb not null,
        version integer not null check (version >= 1),
        created_at timestamptz not null,
        check ((federation_id is null) = (publisher_id is null))
      );
      comment on column catalogue.code_list.federation_id is 'null: it comes with the product, for all federations';
      create index code_list_of_federation on catalogue.code_list (federation_id, id);

      create table catalogue.code_list_version (
        list_id uuid not null references catalogue.code_list,
        number integer not null check (number >= 1),
        levels jsonb not null,
        codes integer not null check (codes >= 1),
        valid_from date, valid_to date,
        note text not null,
        hash text not null,
        created_at timestamptz not null,
        primary key (list_id, number),
        check (valid_from <= valid_to)
      );
      comment on column catalogue.code_list_version.levels is 'finest first: [{name, title: {it, en}}]';
    `);
    await runner.query(CODES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table catalogue.code, catalogue.code_list_version, catalogue.code_list');
  }
}

const CODES = `
  create table catalogue.code (
    list_id uuid not null,
    version integer not null,
    level text not null,
    position integer not null,
    code text not null,
    parent text,
    labels jsonb not null,
    valid_from date, valid_to date,
    primary key (list_id, version, position),
    unique (list_id, version, level, code),
    foreign key (list_id, version) references catalogue.code_list_version,
    check (valid_from <= valid_to)
  );
  comment on column catalogue.code.parent is 'code of the next coarser level; null on the coarsest';
  create index code_by_level on catalogue.code (list_id, version, level, position);
  create index code_by_parent on catalogue.code (list_id, version, parent, position);
`;
