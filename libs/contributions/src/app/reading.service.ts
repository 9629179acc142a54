import { Injectable } from '@nestjs/common';
import { missing, type ContributionId } from '#kernel';
import type { Inspection, Mapping, Reading } from '#intake';
import { UnitOfWork, type Transaction } from '#platform';
import type { Actor } from '#policy';
import { ContributionStore } from '../db/contribution.store';
import type { Contribution, ContributionFile } from '../domain/contribution';
import { wrongState } from '../domain/errors';
import { isUnderstood, type Inspections } from '../domain/inspected';
import { assertMapping, type MappingProfile, type MappingProfileId } from '../domain/mapping-profile';
import { assertReading } from '../domain/readings';
import { Access, type Own } from './access';
import { InspectionOutcomes } from './inspection-outcomes';
import { Inspector } from './inspector';
import { ProfileService } from './profile.service';

/** How somebody says that a file is to be read. */
export type ReadingChoice = {
  readonly contributionId: ContributionId;
  /** Of the file, from 1. */
  readonly file: number;
  readonly reading: Reading;
  /** Null: what was said when the file was announced stays. */
  readonly mapping: Mapping | null;
  readonly mappingProfileId: MappingProfileId | null;
  /** Under which name the mapping is to be kept; null: it is not. */
  readonly saveProfileAs: string | null;
};

/** What was found out about one file; null: nothing yet, or nothing any more. */
export type Looked = { readonly file: ContributionFile; readonly inspection: Inspection | null };

/** Shows people how their files may be read, and takes their word for it. */
@Injectable()
export class ReadingService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly contributions: ContributionStore,
    private readonly access: Access,
    private readonly inspector: Inspector,
    private readonly profiles: ProfileService,
    private readonly outcomes: InspectionOutcomes,
  ) {}

  /**
   * What was found out about each file, with samples: for stewards of the organisation that sent them, and for nobody else.
   *
   * @throws CONTRIBUTION.MISSING, ORGANISATION.NOT_YOURS, POLICY.FORBIDDEN
   */
  async look(by: Actor, id: ContributionId): Promise<Looked[]> {
    const contribution = await this.access.ownToSee(by, id);
    const inspections = await this.inspector.found(contribution);
    return contribution.files.map((file, i) => ({ file, inspection: inspections?.[i] ?? null }));
  }

  /** The organisation's mapping profile that was made for files like this one; null: there is none. */
  async suggestedProfile(by: Actor, id: ContributionId, { inspection }: Looked): Promise<MappingProfile | null> {
    const header = inspection?.candidates[0]?.header;
    return header ? this.profiles.suggested(await this.access.ownToSee(by, id), header) : null;
  }

  /**
   * Says how a file is to be read. Once that is known of all of them, the contribution is checked.
   *
   * @throws CONTRIBUTION.MISSING, CONTRIBUTION.WRONG_STATE, READING.INVALID, MAPPING.INVALID, MAPPINGPROFILE.MISSING,
   *   PROFILE.NAME_INVALID, PROFILE.TOO_MANY, ORGANISATION.NOT_YOURS, POLICY.FORBIDDEN
   */
  async choose(by: Actor, choice: ReadingChoice): Promise<Contribution> {
    const own = await this.access.own(by, choice.contributionId);
    assertAsked(own.contribution);
    const mapping = await this.mappingFor(choice, own);
    assertReading(choice.reading, inspectionOf(await this.inspector.found(own.contribution), choice));
    return this.work.run(by, async (tx) => {
      const before = await this.contributions.lock(tx, choice.contributionId);
      assertAsked(before);
      if (mapping && choice.saveProfileAs !== null) await this.save(tx, { ...choice, mapping }, own);
      const { reading } = choice;
      const files = before.files.map((file) =>
        file.number === choice.file ? { ...file, reading, mapping: mapping ?? file.mapping } : file,
      );
      const chosen = { ...before, files };
      tx.record({ type: 'contribution.reading-chosen', contributionId: before.id, file: choice.file });
      if (isUnderstood(chosen)) return this.outcomes.goOn(tx, chosen);
      await this.contributions.save(tx, chosen);
      return chosen;
    });
  }

  private async mappingFor({ mapping, mappingProfileId }: ReadingChoice, own: Own): Promise<Mapping | null> {
    const { contribution, dataset } = own;
    if (mapping) assertMapping(mapping, dataset.schema);
    return mapping ?? this.profiles.mappingOf(mappingProfileId, contribution, dataset.schema);
  }

  private async save(
    tx: Transaction,
    { mapping, saveProfileAs }: ReadingChoice & { readonly mapping: Mapping },
    { contribution: { datasetId, organisationId }, dataset }: Own,
  ): Promise<void> {
    await this.profiles.put(tx, { datasetId, organisationId, mapping, name: saveProfileAs ?? '' }, dataset.schema);
  }
}

/** @throws CONTRIBUTION.WRONG_STATE */
function assertAsked({ id, state }: Contribution): void {
  if (state !== 'awaitingReading') throw wrongState(id, state, 'read');
}

/** @throws FILE.MISSING where the contribution has no such file */
function inspectionOf(inspections: Inspections | null, { file }: ReadingChoice): Inspection {
  const inspection = inspections?.[file - 1];
  if (!inspection) throw missing('file', String(file));
  return inspection;
}
