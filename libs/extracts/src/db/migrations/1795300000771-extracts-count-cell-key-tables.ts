import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExtractsCountCellKeyTables1795300000771 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table extracts.cell_key_table (
        dataset_id uuid not null,
        question_hash text not null,
        counted_at timestamptz(3) not null,
        primary key (dataset_id, question_hash)
      );
      comment on table extracts.cell_key_table is 'which different tables of a dataset have left with cell keys: policies cap how many';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table extracts.cell_key_table');
  }
}
