import { DEVELOPMENT_SECRET, readConfig } from '#platform';
import { SecretBox } from './secret-box';

const boxOf = (secret: string) => new SecretBox(readConfig({ NODE_ENV: 'test', GRANAIO_SECRET: secret }));
const box = boxOf(DEVELOPMENT_SECRET);

describe('a secret box', () => {
  it('opens what it sealed, and never seals the same twice', () => {
    expect(box.open(box.seal('perché?', 'here'), 'here')).toBe('perché?');
    expect(box.seal('x', 'here')).not.toBe(box.seal('x', 'here'));
    expect(box.seal('perché?', 'here')).not.toContain(Buffer.from('perché?').toString('base64url'));
  });

  it('opens nothing in another place, with another key, or changed', () => {
    const sealed = box.seal('secret', 'here');
    expect(() => box.open(sealed, 'there')).toThrow();
    expect(() => boxOf(`${DEVELOPMENT_SECRET}2`).open(sealed, 'here')).toThrow();
    for (let i = 0; i < Buffer.from(sealed, 'base64url').length; i++) {
      const bytes = Buffer.from(sealed, 'base64url');
      bytes.writeUInt8((bytes.at(i) ?? 0) ^ 1, i);
      expect(() => box.open(bytes.toString('base64url'), 'here')).toThrow();
    }
    expect(() => box.open('', 'here')).toThrow();
  });
});
