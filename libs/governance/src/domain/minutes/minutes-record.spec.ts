import { canonicalJson } from '#kernel';
import { minutesRecord } from '../../../test/minutes-record';
import { minutesHash, type MinutesRecord } from './minutes-record';

describe('the hash of minutes', () => {
  const record = minutesRecord();

  it('is the same for the same record, in whatever order and from whatever store it comes', () => {
    const stored = JSON.parse(canonicalJson(record)) as MinutesRecord;
    expect(minutesHash(stored)).toBe(minutesHash(record));
    expect(minutesHash(record)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is what they sign: signing does not change it, another signer does', () => {
    const signedAt = '2026-11-24T10:00:00.000Z';
    const signed = { ...record, signatures: record.signatures.map((signature) => ({ ...signature, signedAt })) };
    const usurped = {
      ...record,
      signatures: record.signatures.map((signature) => ({ ...signature, name: 'Mallory' })),
    };
    expect(minutesHash(signed)).toBe(minutesHash(record));
    expect(minutesHash(usurped)).not.toBe(minutesHash(record));
  });

  it('changes with any word of the record', () => {
    const words: string[] = [];
    minutesRecord((text) => (words.push(text), text));
    words.forEach((_, changed) => {
      let i = 0;
      const other = minutesRecord((text) => (i++ === changed ? `${text}.` : text));
      expect(minutesHash(other)).not.toBe(minutesHash(record));
    });
  });
});
