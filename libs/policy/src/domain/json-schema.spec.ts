import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import fc from 'fast-check';
import { ownDocument, policyDocument } from '../../test/arbitrary-policy';
import { extracts, permitting, rule } from '../../test/documents';
import { policyJsonSchema } from './json-schema';
import { parsePolicy } from './policy-document';

const FILE = join(__dirname, '../../granaio-policy-1.schema.json');
const TEXT = `${JSON.stringify(policyJsonSchema(), null, 2)}\n`;

const validate = new Ajv2020({ validateFormats: false, strict: true, strictTypes: false }).compile(policyJsonSchema());
const accepts = (document: unknown) => validate(JSON.parse(JSON.stringify(document)));
const parses = (document: unknown) => {
  try {
    return Boolean(parsePolicy(document));
  } catch {
    return false;
  }
};

describe('the published schema of granaio-policy/1', () => {
  it('is the one that is committed; WRITE_SCHEMA=1 with this spec writes it anew', () => {
    if (process.env.WRITE_SCHEMA) writeFileSync(FILE, TEXT);
    expect(readFileSync(FILE, 'utf8')).toBe(TEXT);
  });

  it('accepts every policy that can be voted on', () => {
    fc.assert(
      fc.property(fc.oneof(policyDocument, ownDocument), (document) => {
        expect([accepts(document), validate.errors]).toEqual([true, null]);
      }),
    );
  });

  const access = permitting(rule({}));
  const extract = permitting(extracts({}));
  const [shown] = access.permissions;
  const [used] = extract.permissions;
  const withShown = (change: object) => ({ ...access, permissions: [{ ...shown, ...change }] });
  const withUsed = (change: object) => ({ ...extract, permissions: [{ ...used, ...change }] });

  const withTerms = (change: object, more: object = {}) =>
    withUsed({ terms: { minPeople: 5, minContributors: 1, ...change }, ...more });

  it.each<[string, unknown]>([
    ['nothing', {}],
    ['another version', { ...access, schema: 'granaio-policy/2' }],
    ['an unknown key', { ...access, comment: 'x' }],
    ['an unknown key of a rule', withShown({ note: 'x' })],
    ['an unknown action', withShown({ actions: ['sell'] })],
    ['no action', withShown({ actions: [] })],
    ['an action twice', withShown({ actions: ['read', 'read'] })],
    ['a use without terms', withShown({ actions: ['preview'] })],
    ['an unknown subject', withShown({ subject: 'Person' })],
    ['an empty condition', withShown({ where: {} })],
    ['an empty comparison', withShown({ where: { contributors: {} } })],
    ['an unknown field', withShown({ where: { federationId: { $eq: 'x' } } })],
    ['an unknown operator', withShown({ where: { needCategory: { $regex: '.*' } } })],
    ['no list', withShown({ where: { needCategory: { $in: [] } } })],
    ['a name for an identifier', withShown({ where: { id: { $eq: 'users' } } })],
    ['a count with a fraction', withShown({ where: { contributors: { $gt: 1.5 } } })],
    ['no assignee', withShown({ assignee: undefined })],
    ['an unknown assignee', withShown({ assignee: { type: 'robots' } })],
    ['an unknown role', withShown({ assignee: { type: 'role', role: 'owner', organisations: 'federation' } })],
    ['a public that creates', withShown({ assignee: { type: 'public' }, actions: ['create'] })],
    ['an unknown purpose', withUsed({ purposes: ['Marketing'] })],
    ['too few people', withUsed({ terms: { minPeople: 2, minContributors: 1 } })],
    ['half a dominance rule', withUsed({ terms: { minPeople: 5, minContributors: 1, dominance: { n: 1 } } })],
    ['a budget that is a number', withUsed({ terms: { minPeople: 5, minContributors: 1, epsilonPerYear: 0.5 } })],
    ['a budget of nothing', withUsed({ terms: { minPeople: 5, minContributors: 1, epsilonPerYear: '0.0' } })],
    ['half a noise', withUsed({ terms: { minPeople: 5, minContributors: 1, noise: { epsilon: '1' } } })],
    ['one checker', withUsed({ terms: { minPeople: 5, minContributors: 1, outputCheck: { reviewers: 1 } } })],
    ['a column that is none', withUsed({ dimensions: ['Zona 1'] })],
    ['an unknown duty', withUsed({ duties: [{ type: 'pay' }] })],
    ['too many reviewers', withUsed({ decision: { type: 'reviewers', count: 10 } })],
    ['a grant for ever', withUsed({ grantDays: 0 })],
    ['a day that is none', { ...access, validUntil: '2027-02-29' }],
    ['a moment', { ...access, validFrom: '2027-02-28T00:00:00Z' }],
    ['no last day', { ...access, validUntil: undefined }],
    ['a title that hides something', { ...access, title: 'Acc\u202eesso' }],
    ['a title of two lines', { ...access, title: 'Accesso\nai dati' }],
  ])('refuses what is refused: %s', (_, document) => {
    expect([parses(document), accepts(document)]).toEqual([false, false]);
  });

  it.each<[string, unknown]>([
    ['has at least one rule', { ...access, permissions: [] }],
    ['validUntil is not before validFrom', { ...access, validFrom: '2027-02-01', validUntil: '2027-01-01' }],
    ['rows: "own" goes with exportRecords alone', withUsed({ rows: 'own' })],
    ['rounding has a roundingBase', withTerms({ rounding: 'controlled' })],
    ['cellKey stands alone', withTerms({ cellKey: { maxNoise: 5, variance: '3', tables: 1 }, epsilonPerYear: '1' })],
    ['l at most k', withTerms({ microdata: { k: 3, l: 4 } }, { actions: ['exportRecords'] })],
    ['epsilon at most lifetimeEpsilon', withTerms({ noise: { epsilon: '2', lifetimeEpsilon: '1' } })],
    ['microdata goes with exportRecords', withTerms({ microdata: { k: 3 } })],
    ['outputCheck with requestExtract', withTerms({ outputCheck: { reviewers: 2 } }, { actions: ['preview'] })],
    [
      'no duty stands twice',
      withUsed({
        duties: [
          { type: 'deleteAfter', days: 1 },
          { type: 'deleteAfter', days: 2 },
        ],
      }),
    ],
    ['without the spaces around it', { ...access, title: ' a ' }],
  ])('says in words that it cannot say: %s', (words, document) => {
    expect([parses(document), accepts(document)]).toEqual([false, true]);
    expect(policyJsonSchema()).toHaveProperty('description', expect.stringContaining(words));
  });
});
