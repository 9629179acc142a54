import { Injectable } from '@nestjs/common';
import { canonicalJson, type AssemblyId } from '#kernel';
import { Database, UnitOfWork } from '#platform';
import { personOf, type Actor } from '#policy';
import { GovernanceStores } from '../../db/governance.stores';
import { assertMaySign } from '../../domain/actions/of-assembly';
import type { Assembly } from '../../domain/assembly/assembly';
import { minutesChanged, notSignedYet } from '../../domain/assembly/errors';
import { minutesDocument } from '../../domain/minutes/minutes-document';
import { minutesHtml } from '../../domain/minutes/minutes-html';
import { minutesHash, type MinutesRecord } from '../../domain/minutes/minutes-record';
import { assertMayManage, authoriseIn } from '../access';
import { minutesPdf } from './minutes-pdf';

/** The minutes of assemblies: read by who may read the assembly, signed by who led it and who kept them. */
@Injectable()
export class MinutesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly stores: GovernanceStores,
    private readonly db: Database,
  ) {}

  /** @throws ASSEMBLY.MISSING, POLICY.FORBIDDEN, MINUTES.NOT_WRITTEN */
  async read(by: Actor, id: AssemblyId): Promise<MinutesRecord> {
    const assembly = await this.stores.assemblies.find(this.db, id);
    authoriseIn(by, 'read', 'assembly', assembly);
    return this.record(assembly);
  }

  /** In the body's language, as a page to read and print. */
  async html(by: Actor, id: AssemblyId): Promise<string> {
    return minutesHtml(await this.document(by, id));
  }

  /** In the body's language, as a tagged PDF. */
  async pdf(by: Actor, id: AssemblyId): Promise<Buffer> {
    return minutesPdf(await this.document(by, id));
  }

  /**
   * Signs the minutes as they are: chair and secretary each their own name, under the hash they read.
   *
   * @throws MINUTES.NOT_WRITTEN, MINUTES.OTHER_TEXT, MINUTES.SIGNED, BODY.NOT_AN_OFFICER
   */
  sign(by: Actor, id: AssemblyId, hash: string): Promise<Assembly> {
    return this.work.run(by, async (tx) => {
      const assembly = await this.stores.assemblies.lock(tx, id);
      authoriseIn(by, 'read', 'assembly', assembly);
      const { isChair, isSecretary } = assertMaySign(assembly, personOf(by));
      assertMayManage(by);
      if (hash !== assembly.minutesHash) throw minutesChanged(assembly.minutesHash ?? '');
      const at = await tx.now();
      const signed: Assembly = {
        ...assembly,
        chairSignedAt: isChair ? at : assembly.chairSignedAt,
        secretarySignedAt: isSecretary ? at : assembly.secretarySignedAt,
      };
      await this.stores.assemblies.update(tx, signed);
      tx.record({ type: 'minutes.signed', assemblyId: id, hash, as: isChair ? 'chair' : 'secretary' });
      return signed;
    });
  }

  private async document(by: Actor, id: AssemblyId) {
    const record = await this.read(by, id);
    const assembly = await this.stores.assemblies.find(this.db, id);
    const { document } = await this.stores.statutes.version(this.db, assembly.bodyId, assembly.statuteNumber);
    return minutesDocument(record, document.language);
  }

  /** The record, with the signatures it has by now. What was changed behind our back is not shown. */
  private async record({ id, minutesHash: hash, chairSignedAt, secretarySignedAt }: Assembly): Promise<MinutesRecord> {
    const text = await this.stores.assemblies.minutes(this.db, id);
    if (!text) throw notSignedYet(id);
    const record = JSON.parse(text) as MinutesRecord;
    if (minutesHash(record) !== hash || canonicalJson(record) !== text) {
      throw new Error(`The minutes of assembly ${id} were changed.`);
    }
    const signedAt = { chair: chairSignedAt, secretary: secretarySignedAt };
    const signatures = record.signatures.map((it) => ({ ...it, signedAt: signedAt[it.role]?.toISOString() ?? null }));
    return { ...record, signatures };
  }
}
