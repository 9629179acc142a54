import { Injectable } from '@nestjs/common';
import { newId, type AssemblyId } from '#kernel';
import { FileStore, UnitOfWork } from '#platform';
import { personOf, type Actor } from '#policy';
import type { Readable } from 'node:stream';
import { GovernanceStores } from '../../db/governance.stores';
import { assertState, type AttachedDocument, type DocumentId } from '../../domain/assembly/assembly';
import { parseTitle } from '../../domain/assembly/assembly-input';
import { assertOfficer, authoriseIn } from '../access';

const MAX_BYTES = 50 * 1024 * 1024;

/** What members are to read before they decide: files attached to an assembly, in its minutes by their hashes. */
@Injectable()
export class DocumentService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly stores: GovernanceStores,
    private readonly files: FileStore,
  ) {}

  /**
   * Attaches a file until the assembly is closed. Who may not is told before a byte of it is read.
   *
   * @throws ASSEMBLY.MISSING, ASSEMBLY.INVALID, ASSEMBLY.STATE, BODY.NOT_AN_OFFICER, FILE.TOO_LARGE
   */
  async attach(by: Actor, assemblyId: AssemblyId, name: unknown, content: Readable): Promise<AttachedDocument> {
    const title = parseTitle(name);
    const assembly = await this.stores.assemblies.find(this.stores.db, assemblyId);
    authoriseIn(by, 'read', 'assembly', assembly);
    const { bodyId } = assembly;
    await assertOfficer(this.stores.db, this.stores.seats, by, { bodyId, offices: ['chair', 'secretary'] });
    assertState(assembly, 'draft', 'convened', 'sitting', 'adjourned');
    const { sha256, bytes } = await this.files.put(content, { maxBytes: MAX_BYTES });
    return this.work.run(by, async (tx) => {
      assertState(await this.stores.assemblies.lock(tx, assemblyId), 'draft', 'convened', 'sitting', 'adjourned');
      const document: AttachedDocument = {
        ...{ id: newId<DocumentId>(), assemblyId, title, sha256, bytes },
        ...{ attachedBy: personOf(by), attachedAt: await tx.now() },
      };
      await this.stores.assemblies.addDocument(tx, document);
      tx.record({ type: 'document.attached', assemblyId, documentId: document.id, sha256 });
      return document;
    });
  }

  /** The documents of an assembly that the caller has read, oldest first. */
  list(assemblyId: AssemblyId): Promise<AttachedDocument[]> {
    return this.stores.assemblies.documents(this.stores.db, assemblyId);
  }

  /** @returns the bytes, verified against their hash while they are read @throws DOCUMENT.MISSING, POLICY.FORBIDDEN */
  async open(by: Actor, id: DocumentId): Promise<{ document: AttachedDocument; content: Readable }> {
    const document = await this.stores.assemblies.document(this.stores.db, id);
    const assembly = await this.stores.assemblies.find(this.stores.db, document.assemblyId);
    authoriseIn(by, 'read', 'document', { ...assembly, id });
    return { document, content: await this.files.open(document.sha256) };
  }
}
