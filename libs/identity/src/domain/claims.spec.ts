import fc from 'fast-check';
import { mergedClaims, newcomerFrom, rolesFrom, type Claims } from './claims';
import { PROVIDED_ROLES, type RoleRule } from './provider';

const who = { iss: 'https://accounts.example', sub: 'ada' };
const rule = (claim: string, value: string): RoleRule[] => [{ claim, value, role: 'researcher' }];

describe('rolesFrom', () => {
  it.each<[string, string, object, boolean]>([
    ['groups', 'staff', { groups: ['other', 'staff'] }, true],
    ['groups', 'staff', { groups: 'staff' }, true],
    ['groups', 'staff', { groups: 'staffers' }, false],
    ['groups', 'staff', { groups: ['Staff'] }, false],
    ['groups', 'staff', { groups: { staff: true } }, false],
    ['groups', 'staff', { groups: [['staff']] }, false],
    ['is_staff', 'true', { is_staff: true }, true],
    ['level', '7', { level: 7 }, true],
    ['/realm_access/roles', 'staff', { realm_access: { roles: ['staff'] } }, true],
    ['/realm_access/roles', 'staff', { realm_access: null }, false],
    ['/https:~1~1coop.example~1roles', 'staff', { 'https://coop.example/roles': ['staff'] }, true],
    ['https://coop.example/roles', 'staff', { 'https://coop.example/roles': ['staff'] }, true],
    ['iss', 'https://accounts.example', {}, true],
    ['absent', 'undefined', {}, false],
    ['absent', 'null', { absent: null }, false],
    ['toString', 'function toString() { [native code] }', {}, false],
    ['/constructor/name', 'Object', {}, false],
    ['__proto__', '[object Object]', {}, false],
  ])('asks whether %s is %s of %j: %s', (claim, value, claims, expected) => {
    expect(rolesFrom(rule(claim, value), { ...who, ...claims }).length > 0).toBe(expected);
  });

  it('gives each role once, in one order, and none that no rule gives', () => {
    const rules = fc.array(
      fc.record({
        claim: fc.constantFrom('a', 'b'),
        value: fc.constantFrom('1', '2'),
        role: fc.constantFrom(...PROVIDED_ROLES),
      }),
    );
    const value = fc.oneof(fc.constantFrom('1', '2'), fc.array(fc.constantFrom('1', '2')), fc.jsonValue());
    fc.assert(
      fc.property(rules, value, value, (given, a, b) => {
        const roles = rolesFrom(given, { ...who, a, b });
        expect(roles).toEqual(PROVIDED_ROLES.filter((role) => roles.includes(role)));
        expect(rolesFrom([...given].reverse(), { ...who, a, b })).toEqual(roles);
        expect(rolesFrom([], { ...who, a, b })).toEqual([]);
      }),
    );
  });
});

describe('mergedClaims', () => {
  it('takes an address and its verification from one place', () => {
    const merged = (idToken: object, userinfo: Record<string, unknown>) =>
      mergedClaims({ ...who, ...idToken }, userinfo);
    expect(merged({ email: 'a@x.example' }, { email: 'b@x.example', email_verified: true })).toMatchObject({
      email: 'a@x.example',
      email_verified: undefined,
    });
    expect(merged({ email_verified: true }, { email: 'b@x.example' })).toMatchObject({ email_verified: undefined });
    expect(merged({ name: 'Ada' }, { name: 'Eve', sub: 'eve', email_verified: true, email: 'b@x.example' })).toEqual({
      ...who,
      name: 'Ada',
      email: 'b@x.example',
      email_verified: true,
    });
  });
});

describe('newcomerFrom', () => {
  const claims = (more: object): Claims => ({ ...who, email: 'Ada@Coop.example ', email_verified: true, ...more });

  it('is somebody with a verified address and a role', () => {
    expect(newcomerFrom(claims({ name: 'Ada Rossi', locale: 'en-GB' }), ['auditor'])).toEqual({
      name: 'Ada Rossi',
      email: 'ada@coop.example',
      language: 'en',
    });
  });

  it.each([
    [{ name: '  ', preferred_username: 'ada' }, 'ada', 'it'],
    [{ name: 'A\u202eda', locale: 'de' }, 'ada@coop.example', 'it'],
    [{ name: 42, locale: 7 }, 'ada@coop.example', 'it'],
    [{ name: 'x'.repeat(201) }, 'ada@coop.example', 'it'],
  ])('of %j makes %s', (more, name, language) => {
    expect(newcomerFrom(claims(more), ['steward'])).toMatchObject({ name, language });
  });

  it.each([[false], ['true'], [1], [null], [undefined]])('is nobody whose address is verified %p', (verified) => {
    const unverified = claims({ email_verified: verified });
    expect(() => newcomerFrom(unverified, ['steward'])).toThrow(
      expect.objectContaining({ code: 'ACCOUNT.MAIL_UNVERIFIED' }),
    );
  });

  it('is nobody without a role', () => {
    expect(() => newcomerFrom(claims({}), [])).toThrow(expect.objectContaining({ code: 'ACCOUNT.NO_ROLE' }));
  });
});
