import fc from 'fast-check';
import { assertSession, checkedTokenRequest, MAX_API_TOKENS, type ApiTokenRequest } from './api-token';
import { SCOPES, type Identity, type Scope } from './identity';

const now = new Date('2026-11-22T10:00:00Z');
const ask = (part: Partial<ApiTokenRequest>): ApiTokenRequest => ({
  name: 'nightly export',
  scopes: ['read'],
  expiresAt: new Date('2026-12-22T10:00:00Z'),
  ...part,
});
const codeOf = (part: Partial<ApiTokenRequest>, existing = 0) => {
  try {
    checkedTokenRequest(ask(part), now, existing);
    return 'made';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('checkedTokenRequest', () => {
  it('lets a token live a year, and not a millisecond longer', () => {
    expect(codeOf({ expiresAt: new Date('2027-11-22T10:00:00.000Z') })).toBe('made');
    expect(codeOf({ expiresAt: new Date('2027-11-22T10:00:00.001Z') })).toBe('TOKEN.EXPIRY_INVALID');
    expect(codeOf({ expiresAt: now })).toBe('TOKEN.EXPIRY_INVALID');
    expect(codeOf({ expiresAt: new Date(Number.NaN) })).toBe('TOKEN.EXPIRY_INVALID');
  });

  it('wants known scopes, each once', () => {
    expect(codeOf({ scopes: [] })).toBe('TOKEN.SCOPES_INVALID');
    expect(codeOf({ scopes: ['read', 'read'] })).toBe('TOKEN.SCOPES_INVALID');
    expect(codeOf({ scopes: ['rule'] as unknown as Scope[] })).toBe('TOKEN.SCOPES_INVALID');
  });

  it('keeps the scopes asked for, in one order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...SCOPES], { minLength: 1 }), (scopes) => {
        const made = checkedTokenRequest(ask({ scopes }), now, 0).scopes;
        expect(made).toEqual(SCOPES.filter((scope) => scopes.includes(scope)));
      }),
    );
  });

  it('stops at so many tokens', () => {
    expect(codeOf({}, MAX_API_TOKENS - 1)).toBe('made');
    expect(codeOf({}, MAX_API_TOKENS)).toBe('TOKEN.TOO_MANY');
  });
});

describe('assertSession', () => {
  it('refuses every API token, whatever its scopes', () => {
    const by = { scopes: [...SCOPES] } as unknown as Identity;
    expect(() => {
      assertSession(by);
    }).toThrow(expect.objectContaining({ code: 'TOKEN.SESSION_NEEDED' }));
  });
});
