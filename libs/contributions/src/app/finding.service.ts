import { Injectable } from '@nestjs/common';
import { seatsAs } from '#identity';
import { missing, type ContributionId } from '#kernel';
import type { Actor } from '#policy';
import type { Readable } from 'node:stream';
import { FindingStore } from '../db/finding.store';
import { UploadStore } from '../db/upload.store';
import type { Contribution } from '../domain/contribution';
import type { FoundHere, GroupHere } from '../domain/found';
import { assertWithoutWords, findingsCsv } from './finding-list';
import type { Language } from './finding-words';
import { Access } from './access';
import { UploadVault } from './upload-vault';

/** Shows what was found in files: what is wrong where to who may read the contribution, and the values to who sent it. */
@Injectable()
export class FindingService {
  constructor(
    private readonly access: Access,
    private readonly findings: FindingStore,
    private readonly uploads: UploadStore,
    private readonly vault: UploadVault,
  ) {}

  /**
   * In the order of the rows; at most 1,000 are kept. For 90 days, stewards of the organisation see the values too.
   *
   * @param skip how many to leave out
   * @throws CONTRIBUTION.MISSING, POLICY.FORBIDDEN
   */
  async page(by: Actor, id: ContributionId, skip: number, limit: number): Promise<FoundHere[]> {
    const contribution = await this.access.read(by, id);
    const findings = await this.findings.page(id, skip, limit);
    const note = isOwn(by, contribution) && findings.length > 0 ? await this.uploads.note(id, 'values') : null;
    if (!note) return findings;
    const values = JSON.parse(await this.vault.read(contribution.findingsKey, note)) as (string | null)[];
    return findings.map((finding, i) => ({ ...finding, value: values[skip + i] ?? null }));
  }

  /** Everything that was found, counted by kind and column. @throws CONTRIBUTION.MISSING, POLICY.FORBIDDEN */
  async groups(by: Actor, id: ContributionId): Promise<GroupHere[]> {
    await this.access.read(by, id);
    return this.findings.groups(id);
  }

  /**
   * All findings as CSV, for stewards of the organisation that sent the files, for 90 days.
   *
   * @throws CONTRIBUTION.MISSING, FINDINGS.MISSING, FINDINGS.FORMER_LIST, ORGANISATION.NOT_YOURS, POLICY.FORBIDDEN
   */
  async list(by: Actor, id: ContributionId, language: Language): Promise<Readable> {
    const contribution = await this.access.ownToSee(by, id);
    const note = await this.uploads.note(id, 'findings');
    if (!note) throw missing('findings', id);
    const list = await this.vault.open(contribution.findingsKey, note);
    await assertWithoutWords(list);
    return findingsCsv(list, contribution.files, language);
  }
}

const isOwn = ({ identity }: Actor, { organisationId, federationId }: Contribution): boolean =>
  identity !== null &&
  seatsAs('steward', identity).some(
    (seat) => seat.organisationId === organisationId && seat.federationId === federationId,
  );
