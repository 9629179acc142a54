import { Injectable } from '@nestjs/common';
import { FileStore, KeyRing, UnitOfWork, type Principal } from '#platform';
import { RecallStore } from '../db/recall.store';
import type { CertificateKeyId } from '../domain/report/report-facts';
import { CLEAR_MADE_FILES } from '../jobs';

const HOUR_MS = 3_600_000;
/** By then what was made has left, or waits for people to look at it, or was lost to a conflict. */
const CLEARED_AFTER_MS = 24 * HOUR_MS;

/** Files that are about to be stored, or the key that one of them is to be sealed with. */
export type ToStore = { readonly files: readonly string[]; readonly keyId: CertificateKeyId | null };

/**
 * Files are stored before it is known whether what they hold leaves. That they are looked at again is promised before they
 * are stored, so that neither a conflict nor a crash leaves any behind.
 */
@Injectable()
export class MadeFiles {
  constructor(
    private readonly work: UnitOfWork,
    private readonly recalls: RecallStore,
    private readonly files: FileStore,
    private readonly keys: KeyRing,
  ) {}

  /** Has them looked at again in a day. To be called before they are stored, and before the key is made. */
  promise({ files, keyId }: ToStore): Promise<void> {
    return this.work.run({ id: `system:${CLEAR_MADE_FILES.queue}` }, async (tx) => {
      const later = new Date((await tx.now()).getTime() + CLEARED_AFTER_MS);
      tx.enqueue(CLEAR_MADE_FILES, { files: [...files], keyId }, later);
      tx.unchanged(undefined);
    });
  }

  /**
   * Destroys what of them no release and no check refers to. Nobody releases any of them meanwhile: whoever is about to finds
   * them gone, and makes them again. It may be repeated without harm.
   */
  clear(by: Principal, { files, keyId }: ToStore): Promise<void> {
    return this.work.run(by, async (tx) => {
      await this.recalls.lockFiles(tx);
      const left = await this.recalls.unreferred(tx, keyId ? [keyId, ...files] : files);
      if (keyId && left.includes(keyId)) await this.keys.destroy(keyId);
      for (const sha256 of files.filter((file) => left.includes(file))) await this.files.delete(sha256);
      tx.fulfil();
      tx.unchanged(undefined);
    });
  }
}
