import { checkedIssuer, checkedSecret, checkedSettings, isTrustedAddress } from './provider';

const settings = { name: 'Conto', clientId: 'granaio', scopes: ['email'], rules: [] };
const code = (code: string) => expect.objectContaining({ code }) as Error;

describe('checkedIssuer', () => {
  it.each(['http://127.0.0.1:9000', 'http://localhost:9000/realms/coop', 'http://[::1]:9000'])(
    'takes %s on a developer’s machine only',
    (issuer) => {
      expect(checkedIssuer(issuer, true)).toBe(issuer);
      expect(() => checkedIssuer(issuer, false)).toThrow(code('PROVIDER.ISSUER_INVALID'));
    },
  );

  it.each([
    'http://accounts.example',
    'http://127.0.0.1.accounts.example',
    'http://127.0.0.1@accounts.example',
    'https://me@accounts.example',
    'https://accounts.example?x',
    'https://accounts.example#x',
    `https://accounts.example/${'x'.repeat(500)}`,
    '//accounts.example',
  ])('never takes %s', (issuer) => {
    expect(() => checkedIssuer(issuer, true)).toThrow(code('PROVIDER.ISSUER_INVALID'));
  });

  it('takes an address as it is written', () => {
    expect(checkedIssuer('https://Accounts.example/', false)).toBe('https://Accounts.example/');
    expect(isTrustedAddress(new URL('ftp://127.0.0.1'), true)).toBe(false);
  });
});

describe('checkedSettings', () => {
  it('always asks for an ID token, and for nothing twice', () => {
    expect(checkedSettings({ ...settings, scopes: ['email', 'openid', 'email'] }).scopes).toEqual(['openid', 'email']);
  });

  it.each([
    [{ clientId: '' }, 'PROVIDER.CLIENT_INVALID'],
    [{ clientId: 'a b' }, 'PROVIDER.CLIENT_INVALID'],
    [{ scopes: ['a b'] }, 'PROVIDER.SCOPES_INVALID'],
    [{ scopes: [''] }, 'PROVIDER.SCOPES_INVALID'],
    [{ scopes: Array.from({ length: 20 }, (_, i) => `s${i}`) }, 'PROVIDER.SCOPES_INVALID'],
    [{ rules: [{ claim: '', value: 'x', role: 'auditor' as const }] }, 'PROVIDER.RULES_INVALID'],
    [{ rules: [{ claim: 'x', value: '', role: 'auditor' as const }] }, 'PROVIDER.RULES_INVALID'],
    [{ rules: [{ claim: 'x', value: 'x', role: 'member' as 'auditor' }] }, 'PROVIDER.RULES_INVALID'],
    [{ rules: [{ claim: 'x', value: 'x', role: 'operator' as 'auditor' }] }, 'PROVIDER.RULES_INVALID'],
    [
      { rules: Array.from({ length: 51 }, () => ({ claim: 'x', value: 'x', role: 'auditor' as const })) },
      'PROVIDER.RULES_INVALID',
    ],
    [{ name: '' }, 'NAME.INVALID'],
  ])('refuses %j', (change, refusal) => {
    expect(() => checkedSettings({ ...settings, ...change })).toThrow(code(refusal));
  });

  it('knows a secret, and that there may be none', () => {
    expect([checkedSecret(null), checkedSecret('s3cret')]).toEqual([null, 's3cret']);
    expect(() => checkedSecret('')).toThrow(code('PROVIDER.CLIENT_INVALID'));
  });
});
