import { CatalogueModule, DatasetService, type Dataset } from '#catalogue';
import {
  CleaningService,
  ContributionsModule,
  ContributionService,
  InspectionService,
  ReceptionService,
  ValidationService,
  WithdrawalService,
  type Contribution,
} from '#contributions';
import { ExtractsModule } from '#extracts';
import { GovernanceModule } from '#governance';
import { IdentityModule, IdentityService, MembersBook, type Role } from '#identity';
import { newId, type ContributionId, type FederationId, type OrganisationId, type PersonId } from '#kernel';
import { NotificationsModule } from '#notifications';
import { Database, FileStore, PlatformModule, readConfig, UnitOfWork, type Transaction } from '#platform';
import { PolicyModule, PolicyService, type Actor, type PolicyDocument, type PolicyVersion } from '#policy';
import { WarehouseModule, type TableSchema } from '#warehouse';
import { Module, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createTestDatabase } from './test-database';

export const SYSTEM = { id: 'system:test' };

@Module({})
class CommonsModule {}

/** The slices that carry data, without the apps: a federation of three cooperatives on a database of its own. */
export class Commons {
  readonly cooperatives: OrganisationId[] = [];
  /** One steward for each cooperative. */
  readonly stewards: PersonId[] = [];

  private constructor(
    private readonly context: INestApplicationContext,
    readonly directory: string,
    readonly federationId: FederationId,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(): Promise<Commons> {
    const database = await createTestDatabase();
    const directory = await mkdtemp(join(tmpdir(), 'granaio-commons-'));
    const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: database.url, GRANAIO_DATA: directory });
    const slices = [
      IdentityModule,
      PolicyModule,
      WarehouseModule,
      NotificationsModule,
      CatalogueModule,
      GovernanceModule,
      ContributionsModule,
      ExtractsModule,
    ];
    const module = { module: CommonsModule, imports: [PlatformModule.forRoot(config), ...slices] };
    const context = await NestFactory.createApplicationContext(module, { logger: false });
    const { id } = await context.get(UnitOfWork).run(SYSTEM, (tx) => {
      return context.get(MembersBook).addFederation(tx, { name: 'Federazione di prova' });
    });
    const commons = new Commons(context, directory, id, async () => {
      await context.close();
      await database.drop();
      await rm(directory, { recursive: true, force: true });
    });
    for (const name of ['Aurora', 'Dora', 'Sangone']) await commons.addCooperative(name);
    return commons;
  }

  get<T>(token: Type<T> | (abstract new (...args: never[]) => T)): T {
    return this.context.get<T>(token);
  }

  get db(): Database {
    return this.get(Database);
  }

  get files(): FileStore {
    return this.get(FileStore);
  }

  /** The types of everything recorded, in order. */
  async journal(): Promise<string[]> {
    const rows = await this.db.query<{ type: string }>('select type from platform.event order by seq');
    return rows.map(({ type }) => type);
  }

  work<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.get(UnitOfWork).run(SYSTEM, work);
  }

  enact(document: PolicyDocument): Promise<PolicyVersion> {
    const enactment = { federationId: this.federationId, document, policyId: null, resolution: null };
    return this.work((tx) => this.get(PolicyService).enact(tx, enactment));
  }

  end({ policyId }: PolicyVersion) {
    const { federationId } = this;
    return this.work((tx) => this.get(PolicyService).end(tx, { policyId, federationId, resolution: null }));
  }

  /** Somebody with a seat in an organisation. */
  person(organisationId: OrganisationId, role: Role): Promise<PersonId> {
    const book = this.get(MembersBook);
    return this.work(async (tx) => {
      const { id } = await book.addPerson(tx, { name: 'Ada', email: `${newId()}@example.org`, language: 'it' });
      await book.enrol(tx, { personId: id, organisationId, role, joinedOn: '2026-01-01' });
      return id;
    });
  }

  /** Whom the policies of this moment make of a person. */
  async actor(personId: PersonId): Promise<Actor> {
    return this.get(PolicyService).actorFor(await this.get(IdentityService).identityOf(personId));
  }

  steward(at: number): Promise<Actor> {
    return this.actor(this.stewards[at] ?? ('' as PersonId));
  }

  async publish(schema: TableSchema, title = 'Persone seguite'): Promise<Dataset> {
    const publisherId = this.cooperatives[0] ?? ('' as OrganisationId);
    return this.get(DatasetService).publish(await this.steward(0), {
      ...{ federationId: this.federationId, publisherId, title, description: 'Una riga a persona.' },
      ...{ needCategory: 'socialNeeds', accessRights: 'RESTRICTED', keywords: [], schema },
    });
  }

  /** A file of one cooperative, announced, sent and inspected. */
  async send({ id: datasetId }: Dataset, at: number, csv: string | Buffer): Promise<Contribution> {
    const [by, organisationId] = [await this.steward(at), this.cooperatives[at] ?? ('' as OrganisationId)];
    const service = this.get(ContributionService);
    const { id } = await service.submit(by, { datasetId, organisationId, files: [{ name: 'utenti.csv' }], hints: {} });
    await this.get(ReceptionService).receive(() => Promise.resolve(by), id, Readable.from([Buffer.from(csv)]));
    await this.get(InspectionService).inspect(SYSTEM, id);
    return service.read(by, id);
  }

  /** A file of one cooperative, sent, checked and destroyed. */
  async contribute(dataset: Dataset, at: number, csv: string | Buffer): Promise<Contribution> {
    const { id } = await this.send(dataset, at, csv);
    await this.get(ValidationService).validate(SYSTEM, id);
    await this.get(CleaningService).discardUpload(SYSTEM, id);
    return this.get(ContributionService).read(await this.steward(at), id);
  }

  /** Takes a contribution of one cooperative back. */
  async withdraw(at: number, id: ContributionId): Promise<Contribution> {
    return this.get(WithdrawalService).withdraw(await this.steward(at), id);
  }

  private async addCooperative(name: string): Promise<void> {
    const book = this.get(MembersBook);
    const { federationId } = this;
    const organisationId = await this.work(async (tx) => {
      const { id } = await book.addOrganisation(tx, { name, kind: 'cooperative' });
      await book.affiliate(tx, { organisationId: id, federationId, since: '2026-01-01' });
      return id;
    });
    this.cooperatives.push(organisationId);
    this.stewards.push(await this.person(organisationId, 'steward'));
  }
}
