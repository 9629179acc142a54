import { CommonsError, type FederationId } from '#kernel';
import fc from 'fast-check';
import { secondsOfWork } from '../../../../test/support/seconds-of-work';
import { FEDERATIONS, policyDocument } from '../../test/arbitrary-policy';
import { exportOdrl } from '../domain/odrl/export-policy';
import { importOdrl } from '../domain/odrl/import-policy';
import { parsePolicy } from '../domain/policy-document';
import { readOdrl, type OdrlFormat } from './odrl-reader';

const BASE = 'https://granaio.example';
const ODRL = 'http://www.w3.org/ns/odrl.jsonld';
const [FEDERATION] = FEDERATIONS as [FederationId];
const origin = { base: BASE, assigner: { federationId: FEDERATION, organisationId: null } };
const imported = async (text: string, format: OdrlFormat = 'jsonld') =>
  importOdrl(await readOdrl(text, format), { base: BASE, assigner: FEDERATION });
const answer = (text: string, format: OdrlFormat = 'jsonld') =>
  imported(text, format).catch((error: unknown) => {
    if (error instanceof CommonsError) return error;
    throw error;
  });

const set = (change: object) =>
  JSON.stringify({ '@context': ODRL, '@type': 'Set', 'dct:title': 'Una regola', ...change });
const many = <T>(make: (i: number) => T): T[] => Array.from({ length: 3_000 }, (_, i) => make(i));
const PLAIN = set({ permission: [{ action: 'read' }] });

describe('a hostile text', () => {
  it.each<[string, string, string]>([
    ['no JSON', '{', 'POLICY.ODRL_UNREADABLE'],
    ['a text', '"policy"', 'POLICY.ODRL_UNREADABLE'],
    ['too long', `{"a":"${'x'.repeat(256 * 1024)}"}`, 'POLICY.ODRL_TOO_LARGE'],
    ['too deep', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, 'POLICY.ODRL_TOO_LARGE'],
    ['too many values', `[${'1,'.repeat(60_000)}1]`, 'POLICY.ODRL_TOO_LARGE'],
    ['too many contexts', `[${'{"@context":{}},'.repeat(20)}{}]`, 'POLICY.ODRL_TOO_LARGE'],
    ['too many contexts in a list', `{"@context":[${'{},'.repeat(20)}{}]}`, 'POLICY.ODRL_TOO_LARGE'],
    [
      'too many terms',
      JSON.stringify({ '@context': Object.fromEntries(Array.from({ length: 501 }, (_, i) => [`t${i}`, 'urn:x:1'])) }),
      'POLICY.ODRL_TOO_LARGE',
    ],
    [
      'a context within another, to be made anew at every node',
      JSON.stringify({
        '@context': { T: { '@id': 'urn:x:T', '@context': Object.fromEntries(many((i) => [`t${i}`, 'urn:x:1'])) } },
        '@graph': many((i) => ({ '@type': 'T', '@id': `urn:x:${i}` })),
      }),
      'POLICY.ODRL_UNREADABLE',
    ],
    [
      'too many rules',
      set({ permission: Array.from({ length: 600 }, () => ({ action: 'read' })) }),
      'POLICY.ODRL_TOO_LARGE',
    ],
    [
      'too many rules, in pieces',
      JSON.stringify({
        '@context': ODRL,
        '@graph': Array.from({ length: 300 }, () => ({
          '@id': 'urn:x:1',
          permission: [{ action: 'read' }, { action: 'use' }],
        })),
      }),
      'POLICY.ODRL_TOO_LARGE',
    ],
    [
      'a rule that names its policy',
      set({ permission: { action: 'read', '@reverse': { permission: { '@id': 'urn:x:1' } } } }),
      'POLICY.ODRL_UNREADABLE',
    ],
    ['a prototype', PLAIN.replace('"@type"', '"__proto__":{"permission":[]},"@type"'), 'POLICY.ODRL_UNREADABLE'],
    ['a constructor', PLAIN.replace('"@type"', '"constructor":{"prototype":{}},"@type"'), 'POLICY.ODRL_UNREADABLE'],
    [
      'a key twice',
      PLAIN.replace('"permission"', '"permission":[{"action":"sell"}],"permission"'),
      'POLICY.ODRL_UNREADABLE',
    ],
    [
      'a key twice, spelt in two ways',
      PLAIN.replace('"permission"', '"\\u0070ermission" : [],"permission"'),
      'POLICY.ODRL_UNREADABLE',
    ],
    ['a context elsewhere', PLAIN.replace(ODRL, 'http://127.0.0.1:1/context.jsonld'), 'POLICY.ODRL_UNREADABLE'],
    ['a context of a file', PLAIN.replace(ODRL, 'file:///etc/passwd'), 'POLICY.ODRL_UNREADABLE'],
    [
      'a graph inside',
      JSON.stringify({ '@context': ODRL, '@id': 'urn:x:1', '@graph': [JSON.parse(PLAIN)] }),
      'POLICY.ODRL_UNSUPPORTED',
    ],
    [
      'a word that means something else',
      JSON.stringify({
        '@context': [ODRL, { permission: 'urn:x:p' }],
        '@type': 'Set',
        permission: [{ action: 'read' }],
      }),
      'POLICY.ODRL_UNSUPPORTED',
    ],
    [
      'an operator of every object',
      set({
        permission: [
          {
            action: 'read',
            target: {
              '@type': 'AssetCollection',
              source: 'https://w3id.org/granaio/odrl#datasets',
              refinement: [
                {
                  leftOperand: 'https://w3id.org/granaio/odrl#constructor',
                  operator: 'odrl:constructor',
                  rightOperand: 1,
                },
              ],
            },
          },
        ],
      }),
      'POLICY.ODRL_UNSUPPORTED',
    ],
    [
      'a permission that is a prohibition',
      set({ permission: [{ '@type': 'Prohibition', action: 'read' }] }),
      'POLICY.ODRL_UNSUPPORTED',
    ],
    ['a title that hides something', PLAIN.replace('Una', 'Un\\u202ea'), 'POLICY.INVALID'],
  ])('is refused: %s', async (_, text, code) => {
    expect(await answer(text)).toMatchObject({ code });
  });

  it.each<[string, string, string]>([
    ['no Turtle', '<a> <b', 'POLICY.ODRL_UNREADABLE'],
    ['rules of N3', '{ <a> <b> <c> } => { <a> <b> <d> } .', 'POLICY.ODRL_UNREADABLE'],
    [
      'too many statements',
      `<a> <b> ${'1,'.repeat(5)}${Array.from({ length: 25_000 }, (_, n) => n).join()} .`,
      'POLICY.ODRL_TOO_LARGE',
    ],
    [
      'a ring of nodes beside the policy',
      '@prefix o: <http://www.w3.org/ns/odrl/2/>. <p> a o:Set; o:permission [ o:action o:read ]; <http://purl.org/dc/terms/title> "Una regola". _:a <q> _:b. _:b <q> _:a.',
      'POLICY.ODRL_UNSUPPORTED',
    ],
    [
      'a list without end',
      '@prefix o: <http://www.w3.org/ns/odrl/2/>. @prefix r: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>. <p> a o:Set; o:permission [ o:action _:l ]; <http://purl.org/dc/terms/title> "Una regola". _:l r:first o:read; r:rest _:l.',
      'POLICY.ODRL_UNSUPPORTED',
    ],
  ])('in Turtle is refused: %s', async (_, text, code) => {
    expect(await answer(text, 'turtle')).toMatchObject({ code });
  });

  it('takes at most three seconds of work, however it is built', async () => {
    const scoped = {
      '@context': { ...Object.fromEntries(Array.from({ length: 3_000 }, (_, n) => [`t${n}`, `urn:x:${n}`])) },
    };
    const texts = [
      JSON.stringify({
        ...scoped,
        '@graph': Array.from({ length: 2_000 }, (_, n) => ({ '@id': `urn:y:${n}`, [`t${n}`]: [n] })),
      }),
      set({ permission: Array.from({ length: 400 }, () => ({ action: 'sell', target: 'x' })) }),
    ];
    for (const text of texts) {
      const before = process.cpuUsage();
      expect(await answer(text)).toBeInstanceOf(CommonsError);
      expect(secondsOfWork(before)).toBeLessThan(3);
    }
  });
});

/** Every object in a piece of JSON. */
const objectsIn = (value: unknown): Record<string, unknown>[] => {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, one]) => (key === '@context' ? [] : objectsIn(one)));
  return Array.isArray(value) ? inner : [value as Record<string, unknown>, ...inner];
};
const mutable = (document: Parameters<typeof exportOdrl>[0]) =>
  JSON.parse(JSON.stringify(exportOdrl(document, origin))) as Record<string, unknown>;

describe('whatever is changed in a policy', () => {
  it('is never dropped without a word: one more statement anywhere is refused by its name', async () => {
    await fc.assert(
      fc.asyncProperty(
        policyDocument,
        fc.nat(),
        fc.constantFrom<unknown>('x', 1, { '@id': 'urn:x:2' }, { 'urn:x:3': 4 }),
        async (document, n, value) => {
          const odrl = mutable(document);
          const places = objectsIn(odrl).filter((one) => !('@value' in one));
          const place = places[n % places.length] ?? odrl;
          place['urn:x:more'] = value;
          const refusal = await answer(JSON.stringify(odrl));
          expect(refusal).toMatchObject({ code: 'POLICY.ODRL_UNSUPPORTED' });
          expect(JSON.stringify((refusal as CommonsError).details)).toContain('urn:x:more');
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is refused with a code, or is a policy', async () => {
    const junk = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom<unknown>(
        'odrl:use',
        'read',
        'granaio:read',
        'eq',
        'dateTime',
        'P1D',
        '2027-01-01',
        { '@id': 'odrl:eq' },
        { '@list': [] },
        [],
      ),
    );
    await fc.assert(
      fc.asyncProperty(policyDocument, fc.nat(), fc.nat(), junk, async (document, n, m, value) => {
        const odrl = mutable(document);
        const places = objectsIn(odrl);
        const place = places[n % places.length] ?? odrl;
        const keys = Object.keys(place);
        place[keys[m % keys.length] ?? 'permission'] = value;
        const result = await answer(JSON.stringify(odrl));
        if (result instanceof CommonsError) expect(result.code).toMatch(/^POLICY\.(ODRL_\w+|INVALID)$/);
        else expect(parsePolicy(result.document)).toEqual(result.document);
      }),
      { numRuns: 300 },
    );
  });
});
