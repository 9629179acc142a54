import type { Dataset } from '#catalogue';
import type { ExtractId, OrganisationId, PersonId } from '#kernel';
import { parsePolicy, type PolicyDocument } from '#policy';
import type { Field } from '#warehouse';
import type { Role } from '#identity';
import { Commons, SYSTEM } from '../../../test/support/commons';
import { membersMay } from '../../../test/support/policies';
import { ExtractService } from '../src/app/extract.service';
import { MadeTables } from '../src/app/made-tables';
import { RunService } from '../src/app/run.service';
import type { Signed } from '../src/app/signed';
import type { Extract } from '../src/domain/extract';

export const PURPOSE = 'AcademicResearch';

/** A column to count by that every row has. */
export const dimension = (name: string, categories: readonly string[], within?: string): Field => ({
  ...{ name, type: 'string', required: true, categories: [...categories], disclosureRole: 'dimension' },
  ...(within && { within }),
});

type Permission = {
  readonly actions: readonly string[];
  readonly dimensions: readonly string[];
  readonly measures?: readonly string[];
  readonly terms: object;
};

/** Lets members do with one dataset what is named, for research: each action by a clause of its own. */
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

/** Somebody who draws tables in a commons of their own. */
export class Drawing {
  private constructor(
    readonly commons: Commons,
    readonly person: PersonId,
  ) {}

  /** Of the first cooperative. */
  static async start(role: Role = 'member'): Promise<Drawing> {
    const commons = await Commons.start();
    await commons.enact(membersMay('read'));
    return new Drawing(commons, await commons.person(commons.cooperatives[0] as OrganisationId, role));
  }

  /** Somebody else, of another cooperative. */
  async other(at: number): Promise<Drawing> {
    return new Drawing(
      this.commons,
      await this.commons.person(this.commons.cooperatives[at] as OrganisationId, 'member'),
    );
  }

  async by(): Promise<Signed> {
    return (await this.commons.actor(this.person)) as Signed;
  }

  async ask({ id }: Pick<Dataset, 'id'>, dimensions: readonly string[], measures: readonly string[] = []) {
    const wish = { purpose: PURPOSE, dimensions, measures } as const;
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

  async numbers(extract: Extract): Promise<Numbers> {
    if (!extract.release) return {};
    const { columns, rows } = await this.rows(extract);
    const names = columns.flatMap(({ name, type }, at) =>
      type === 'string' && name !== 'conf_status' ? [{ name, at }] : [],
    );
    names.sort((one, other) => (one.name < other.name ? -1 : 1));
    const counts = columns.findIndex(({ name }) => name === 'people');
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
