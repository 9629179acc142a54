import fc from 'fast-check';
import jsonld from 'jsonld';
import { exportOdrl } from '../domain/odrl/export-policy';
import { importOdrl } from '../domain/odrl/import-policy';
import { CONTEXTS } from '../domain/odrl/context';
import { policyHash } from '../domain/policy-document';
import { canonicalJson, type FederationId, type OrganisationId } from '#kernel';
import { FEDERATIONS, ORGANISATIONS, ownDocument, policyDocument } from '../../test/arbitrary-policy';
import { readOdrl } from './odrl-reader';

const BASE = 'https://granaio.example';
const [FEDERATION] = FEDERATIONS as [FederationId];
const [ORGANISATION] = ORGANISATIONS as [OrganisationId];
const federation = { base: BASE, assigner: { federationId: FEDERATION, organisationId: null } };
const organisation = { base: BASE, assigner: { federationId: FEDERATION, organisationId: ORGANISATION } };

const read = async (text: string, format: 'jsonld' | 'turtle', assigner: string) =>
  importOdrl(await readOdrl(text, format), { base: BASE, assigner });

const loader = (url: string) =>
  Promise.resolve({ contextUrl: undefined, documentUrl: url, document: CONTEXTS.get(url) ?? {} });

/** Statements have no order; nor have the parts of a rule that matters. */
function unordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unordered).sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unordered(inner)]));
}

describe('a policy in ODRL', () => {
  it('is read again as the very document', async () => {
    await fc.assert(
      fc.asyncProperty(policyDocument, async (document) => {
        const text = JSON.stringify(exportOdrl(document, federation));
        const imported = await read(text, 'jsonld', FEDERATION);
        expect(imported.document).toEqual(document);
        expect(imported.remarks).toEqual([]);
        expect(policyHash(imported.document)).toBe(policyHash(document));
      }),
      { numRuns: 150 },
    );
  });

  it('is the same for an organisation’s own', async () => {
    await fc.assert(
      fc.asyncProperty(ownDocument, async (document) => {
        const text = JSON.stringify(exportOdrl(document, organisation));
        expect((await read(text, 'jsonld', ORGANISATION)).document).toEqual(document);
      }),
      { numRuns: 50 },
    );
  });

  it('is the same after it went through another’s hands, as statements in Turtle', async () => {
    await fc.assert(
      fc.asyncProperty(policyDocument, async (document) => {
        const quads = await jsonld.toRDF(exportOdrl(document, federation), {
          format: 'application/n-quads',
          documentLoader: loader,
        } as jsonld.Options.ToRdf);
        const imported = await read(quads as unknown as string, 'turtle', FEDERATION);
        expect(unordered(imported.document)).toEqual(unordered(document));
      }),
      { numRuns: 50 },
    );
  });
});
