import type { Dataset } from '#catalogue';
import type { ExtractId, OrganisationId, PersonId } from '#kernel';
import { parsePolicy, type PolicyDocument, type PolicyVersion, type Purpose } from '#policy';
import type { Role } from '#identity';
import type { Field, TableSchema } from '#warehouse';
import { text } from 'node:stream/consumers';
import { Commons, SYSTEM } from '../../../test/support/commons';
import { membersMay } from '../../../test/support/policies';
import { ExtractService } from '../src/app/extract.service';
import { MadeTables } from '../src/app/made-tables';
import { ReleaseService } from '../src/app/release.service';
import { RunService } from '../src/app/run.service';
import type { Signed } from '../src/app/signed';
import type { Extract } from '../src/domain/extract';
import { CONF_STATUS, PEOPLE } from '../src/domain/protected-table';

export const PURPOSE: Purpose = 'AcademicResearch';

/** A column to count by that every row has. */
export const dimension = (name: string, categories: readonly string[], within?: string): Field => ({
  ...{ name, type: 'string', required: true, categories: [...categories], disclosureRole: 'dimension' },
  ...(within && { within }),
});

type Permission = {
  readonly actions: readonly string[];
  readonly dimensions: readonly string[];
  readonly measures?: readonly string[];
  /** Left out: for research. */
  readonly purposes?: readonly Purpose[];
  readonly terms: object;
};

/** Lets members do with one dataset what is named: each action by a clause of its own. */
export const permitting = ({ id }: Pick<Dataset, 'id'>, ...permissions: readonly Permission[]): PolicyDocument =>
  parsePolicy({
    ...{ schema: 'granaio-policy/1', title: 'Looking and taking', prohibitions: [], validUntil: null },
    permissions: permissions.flatMap(({ actions, measures = [], ...rest }) =>
      actions.map((action) => ({
        ...{ assignee: { type: 'members' }, actions: [action], subject: 'Dataset', where: { id: { $eq: id } } },
        ...{ purposes: [PURPOSE], measures },
        ...rest,
      })),
    ),
  });

/** The numbers of people in a table, by their codes in the alphabetical order of their columns; null: hidden. */
export type Numbers = Readonly<Record<string, bigint | null>>;

/** The lines of a CSV by the names in its header. */
export const byName = ([header = [], ...rows]: readonly (readonly string[])[]) =>
  rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ''])));

/** Somebody who draws tables in a commons of their own. */
export class Drawing {
  private constructor(
    readonly commons: Commons,
    readonly person: PersonId,
  ) {}

  /** @param at of which cooperative */
  static async start(role: Role = 'member', at = 0): Promise<Drawing> {
    const commons = await Commons.start();
    await commons.enact(membersMay('read'));
    return Drawing.joining(commons, at, role);
  }

  /** Somebody else, of any cooperative. */
  other(at: number, role: Role = 'member'): Promise<Drawing> {
    return Drawing.joining(this.commons, at, role);
  }

  private static async joining(commons: Commons, at: number, role: Role): Promise<Drawing> {
    return new Drawing(commons, await commons.person(commons.cooperatives[at] as OrganisationId, role));
  }

  /** Publishes a dataset, and has the cooperatives contribute to it, one after the other. */
  async publish(schema: TableSchema, ...csvs: readonly string[]): Promise<Dataset> {
    const dataset = await this.commons.publish(schema);
    for (const [at, csv] of csvs.entries()) await this.commons.contribute(dataset, at, csv);
    return dataset;
  }

  permit(dataset: Dataset, ...permissions: readonly Permission[]): Promise<PolicyVersion> {
    return this.commons.enact(permitting(dataset, ...permissions));
  }

  /** The same dataset, which members may use. */
  async offer(schema: TableSchema, permission: Permission, ...csvs: readonly string[]): Promise<Dataset> {
    const dataset = await this.publish(schema, ...csvs);
    await this.permit(dataset, permission);
    return dataset;
  }

  async by(): Promise<Signed> {
    return (await this.commons.actor(this.person)) as Signed;
  }

  async ask(
    { id }: Pick<Dataset, 'id'>,
    dimensions: readonly string[],
    measures: readonly string[] = [],
    purpose = PURPOSE,
  ) {
    const wish = { purpose, dimensions, measures };
    return (await this.commons.get(ExtractService).request(await this.by(), id, wish)).id;
  }

  run(id: ExtractId): Promise<void> {
    return this.commons.get(RunService).run(SYSTEM, id);
  }

  async read(id: ExtractId): Promise<Extract> {
    return this.commons.get(ExtractService).read(await this.by(), id);
  }

  async made(id: ExtractId): Promise<Extract> {
    await this.run(id);
    return this.read(id);
  }

  async draw(dataset: Pick<Dataset, 'id'>, dimensions: readonly string[]): Promise<Extract> {
    return this.made(await this.ask(dataset, dimensions));
  }

  async rows({ release }: Extract) {
    if (!release) throw new TypeError('Nothing was released.');
    return this.commons.get(MadeTables).read(release, new Map());
  }

  /** The CSV of the release of an extract, the header first. */
  async lines(id: ExtractId): Promise<string[][]> {
    const { content } = await this.commons.get(ReleaseService).download(await this.by(), id, 'csv');
    const lines = (await text(content)).trimEnd().split('\r\n');
    return lines.map((line) => line.split(','));
  }

  async numbers(extract: Extract): Promise<Numbers> {
    if (!extract.release) return {};
    const { columns, rows } = await this.rows(extract);
    const names = columns.flatMap(({ name, type }, at) =>
      type === 'string' && name !== CONF_STATUS ? [{ name, at }] : [],
    );
    names.sort((one, other) => (one.name < other.name ? -1 : 1));
    const counts = columns.findIndex(({ name }) => name === PEOPLE);
    return Object.fromEntries(
      rows.map((row) => [names.map(({ at }) => String(row[at])).join(' '), row[counts] as bigint | null]),
    );
  }

  /** What an engine would do that protects each table by itself. */
  forget({ id }: Pick<Dataset, 'id'>) {
    const sql = 'delete from extracts.shown_table where dataset_id = $1';
    return this.commons.work(async (tx) => tx.unchanged(await tx.query(sql, [id])));
  }
}
