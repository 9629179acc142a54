import { Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import type { Queryable } from './transaction';

/** Reading outside of a unit of work. Statements with a name are prepared once per connection. */
@Injectable()
export class Database implements Queryable {
  constructor(private readonly dataSource: DataSource) {}

  async query<Row extends object>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await this.pool.query<Row>(sql, [...params]);
    return rows;
  }

  /** @param name stands for exactly this SQL text, for ever */
  async prepared<Row extends object>(name: string, sql: string, params: readonly unknown[]): Promise<Row[]> {
    const { rows } = await this.pool.query<Row>({ name, text: sql, values: [...params] });
    return rows;
  }

  private get pool(): Pool {
    return (this.dataSource.driver as unknown as { readonly master: Pool }).master;
  }
}
