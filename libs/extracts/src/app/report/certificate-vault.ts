import { Injectable } from '@nestjs/common';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { newId, sha256 } from '#kernel';
import { FileStore, KeyRing } from '#platform';
import type { CertifiedTable } from '../../domain/report/certified-table';
import type { CertificateKeyId, SealedCertificate } from '../../domain/report/report-facts';
import { MadeFiles } from '../made-files';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Keeps certificates: whoever holds one together with its release can narrow down what is hidden. Each is sealed with a key
 * of its own, which is destroyed with the files of its release.
 */
@Injectable()
export class CertificateVault {
  constructor(
    private readonly files: FileStore,
    private readonly keys: KeyRing,
    private readonly made: MadeFiles,
  ) {}

  async seal(table: CertifiedTable): Promise<SealedCertificate> {
    const keyId = newId<CertificateKeyId>();
    const iv = randomBytes(IV_BYTES);
    const options = { authTagLength: TAG_BYTES };
    await this.made.promise({ files: [], keyId });
    const cipher = createCipheriv(CIPHER, await this.keys.create(keyId), iv, options).setAAD(Buffer.from(keyId));
    const content = await promisify(gzip)(JSON.stringify(table));
    const sealed = Buffer.concat([iv, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
    await this.made.promise({ files: [sha256(sealed)], keyId: null });
    const file = await this.files.put(Readable.from([sealed]));
    return { keyId, sha256: file.sha256 };
  }

  /** @returns null where it was destroyed. @throws FILE.MISSING, FILE.DAMAGED; Error (a defect) where it was not sealed with its key */
  async open({ keyId, sha256: name }: SealedCertificate): Promise<CertifiedTable | null> {
    const key = await this.keys.find(keyId);
    if (!key) return null;
    const bytes = await buffer(await this.files.open(name));
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(keyId))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    const content = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
    return JSON.parse((await promisify(gunzip)(content)).toString('utf8')) as CertifiedTable;
  }

  /** Destroying what is not there changes nothing. */
  async destroy({ keyId, sha256: name }: SealedCertificate): Promise<void> {
    await this.keys.destroy(keyId);
    await this.files.delete(name);
  }
}
