import type { FederationId } from '#kernel';
import { FEDERATIONS, ORGANISATIONS } from '../../test/arbitrary-policy';
import { HAS_POLICIES, publishedPolicy } from '../../test/odrl-suite';
import { importOdrl, type Importer } from '../domain/odrl/import-policy';
import { readOdrl, type OdrlFormat } from './odrl-reader';

const [FEDERATION] = FEDERATIONS as [FederationId];
const importer: Importer = { base: 'https://granaio.example', assigner: FEDERATION, title: 'Una regola' };
const ODRL = 'http://www.w3.org/ns/odrl.jsonld';

const imported = async (text: string, format: OdrlFormat = 'jsonld', more: Partial<Importer> = {}) =>
  importOdrl(await readOdrl(text, format), { ...importer, ...more });
const policy = (change: object) => JSON.stringify({ '@context': ODRL, '@type': 'Set', ...change });
const permission = (change: object) => policy({ permission: [{ action: 'read', ...change }] });
const constraint = (leftOperand: unknown, operator: unknown, rightOperand: unknown) =>
  permission({ constraint: [{ leftOperand, operator, rightOperand }] });

const refusal = async (text: string, format: OdrlFormat = 'jsonld', more: Partial<Importer> = {}) => {
  const error: unknown = await imported(text, format, more).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'POLICY.ODRL_UNSUPPORTED', kind: 'invalid' });
  return (error as { details: { problems: { path: string; term: string; problem: string }[] } }).details.problems;
};
const termsIn = async (...args: Parameters<typeof refusal>) => (await refusal(...args)).map(({ term }) => term);

describe('what ODRL can say and this language cannot', () => {
  it.each<[string, string, string]>([
    ['an action', permission({ action: 'sell' }), 'odrl:sell'],
    ['use, which is too much at once', permission({ action: 'use' }), 'odrl:use'],
    [
      'a policy it inherits from',
      policy({ inheritFrom: 'urn:x:1', permission: [{ action: 'read' }] }),
      'odrl:inheritFrom',
    ],
    [
      'an obligation',
      policy({ obligation: [{ action: 'compensate' }], permission: [{ action: 'read' }] }),
      'odrl:obligation',
    ],
    ['a remedy', policy({ prohibition: [{ action: 'read', remedy: [{ action: 'anonymize' }] }] }), 'odrl:remedy'],
    ['a duty', permission({ duty: [{ action: 'compensate' }] }), 'odrl:compensate'],
    [
      'a consequence',
      permission({ duty: [{ action: 'attribute', consequence: [{ action: 'delete' }] }] }),
      'odrl:consequence',
    ],
    ['an exclusive choice', permission({ constraint: { xone: [{ leftOperand: 'count' }] } }), 'odrl:xone'],
    ['a choice', permission({ constraint: { or: { '@list': [{ leftOperand: 'count' }] } } }), 'odrl:or'],
    ['a left operand', constraint('spatial', 'eq', 'eu'), 'odrl:spatial'],
    ['a moment that is not', constraint('dateTime', 'odrl:neq', '2027-01-01'), 'odrl:dateTime'],
    ['a moment within a day', constraint('dateTime', 'lt', '2027-01-01T12:00:00Z'), 'odrl:dateTime'],
    ['a day of another time zone', constraint('dateTime', 'lt', '2027-01-01T00:00:00+01:00'), 'odrl:dateTime'],
    ['a purpose', constraint('purpose', 'eq', { '@id': 'https://w3id.org/dpv#Marketing' }), 'dpv:Marketing'],
    ['a purpose in words', constraint('purpose', 'eq', 'research'), '"research"'],
    [
      'a broader purpose alone',
      constraint('purpose', 'eq', { '@id': 'https://w3id.org/dpv#ResearchAndDevelopment' }),
      'dpv:ResearchAndDevelopment',
    ],
    ['somebody', permission({ assignee: 'https://example.org/alice' }), 'https://example.org/alice'],
    ['something', permission({ target: 'https://example.org/x' }), 'https://example.org/x'],
    ['another assigner', policy({ assigner: 'provider', permission: [{ action: 'read' }] }), 'provider'],
    [
      'another profile',
      policy({ profile: 'https://example.org/p', permission: [{ action: 'read' }] }),
      'https://example.org/p',
    ],
    [
      'a refined action',
      permission({ action: [{ '@id': 'odrl:read', refinement: [{ leftOperand: 'count' }] }] }),
      'odrl:refinement',
    ],
    ['permissions that win', policy({ conflict: 'perm', permission: [{ action: 'read' }] }), 'odrl:perm'],
    [
      'contradictions that void',
      policy({ permission: [{ action: 'read' }], prohibition: [{ action: 'use' }] }),
      'odrl:conflict',
    ],
    ['an agreement', policy({ '@type': 'Agreement', permission: [{ action: 'read' }] }), 'odrl:Agreement'],
    ['an output', permission({ output: 'urn:x:2' }), 'odrl:output'],
    ['a word of nobody', permission({ forAFriend: true }), 'forAFriend'],
    [
      'another’s words',
      permission({ 'http://creativecommons.org/ns#legalcode': 'All of it.' }),
      'http://creativecommons.org/ns#legalcode',
    ],
  ])('refuses %s by its name', async (_, text, term) => {
    expect(await termsIn(text)).toEqual([term]);
  });

  it('names everything at once, and where it stands', async () => {
    const text = policy({
      permission: [
        { action: 'read', constraint: [{ leftOperand: 'dateTime', operator: 'lteq', rightOperand: '2027-12-31' }] },
        { action: ['read', 'sell'], constraint: [{ leftOperand: 'count', operator: 'lteq', rightOperand: 3 }] },
      ],
    });
    expect(await refusal(text)).toEqual([
      expect.objectContaining({ path: 'permission[1].constraint', term: 'odrl:count' }),
      expect.objectContaining({ path: 'permission[1].action[1]', term: 'odrl:sell' }),
      expect.objectContaining({ path: 'permission[1]', term: 'odrl:dateTime' }),
    ]);
  });

  it('takes only one policy at a time', async () => {
    const one = { '@type': 'Set', permission: [{ action: 'read' }] };
    expect(await termsIn(JSON.stringify({ '@context': ODRL, '@graph': [one, one] }))).toContain('odrl:Policy');
    expect(await termsIn('{}')).toContain('odrl:Policy');
  });
});

describe('how others write what this language says too', () => {
  it.each<[string, string]>([
    ['in full', policy({ permission: { action: 'http://www.w3.org/ns/odrl/2/read', target: 'x' } })],
    [
      'with prefixes',
      JSON.stringify({
        '@context': { odrl: 'http://www.w3.org/ns/odrl/2/' },
        '@type': 'odrl:Set',
        'odrl:permission': { 'odrl:action': { '@id': 'odrl:read' }, 'odrl:target': { '@id': 'x' } },
      }),
    ],
    ['with a value', permission({ action: [{ 'rdf:value': { '@id': 'odrl:read' } }], target: ['x'] })],
    ['at the policy', policy({ target: 'x', action: 'read', permission: [{ '@type': 'Permission' }] })],
    [
      'in an envelope',
      JSON.stringify({
        '@context': { '@vocab': 'https://w3id.org/edc/v0.0.1/ns/' },
        policy: {
          '@context': ODRL,
          '@type': 'Set',
          permission: [{ action: 'read', target: 'x' }],
          prohibition: [],
          obligation: [],
        },
      }),
    ],
  ])('reads it %s', async (_, text) => {
    const { document } = await imported(text, 'jsonld', { names: new Map([['x', ORGANISATIONS[0] as string]]) });
    expect(document.permissions).toEqual([
      { assignee: { type: 'public' }, actions: ['read'], subject: 'Dataset', where: { id: { $eq: ORGANISATIONS[0] } } },
    ]);
  });

  it('says what it understood more narrowly, and what it left out', async () => {
    const { remarks } = await imported(
      policy({ 'dct:source': { '@id': 'urn:x:1' }, permission: [{ action: 'read' }] }),
    );
    expect(remarks.map(({ term }) => term)).toEqual(['odrl:target', 'odrl:read', 'dct:source']);
  });

  it('reads constraints that are joined by and', async () => {
    const day = (operator: string, rightOperand: string) => ({
      leftOperand: 'dateTime',
      operator: { '@id': `odrl:${operator}` },
      rightOperand,
    });
    const { document } = await imported(
      permission({ constraint: [{ and: { '@list': [day('gt', '2026-12-31'), day('lt', '2028-01-01')] } }] }),
    );
    expect(document).toMatchObject({ validFrom: '2027-01-01', validUntil: '2027-12-31' });
  });
});

(HAS_POLICIES ? describe : describe.skip)('policies as they are published', () => {
  it.each([
    ['edc_samples/create-policy.json', ['location', 'odrl:use']],
    ['edc_samples/contract-request.json', ['location', 'odrl:use', 'provider', 'test-document', 'edc:counterPartyId']],
  ])('%s is refused, naming %s', async (path, terms) => {
    const named = (await termsIn(publishedPolicy(path))).map((term) => term.replace(/^edc:(?=location)/, ''));
    expect(named).toEqual(expect.arrayContaining(terms));
  });

  it.each([
    [
      'cc-by4.0',
      [
        'http://creativecommons.org/ns#DerivativeWorks',
        'http://creativecommons.org/ns#Attribution',
        'http://creativecommons.org/ns#legalcode',
      ],
    ],
    [
      'cc-zero1.0',
      [
        'http://creativecommons.org/ns#Distribution',
        'http://purl.org/NET/ldr/ns#extraction',
        'http://creativecommons.org/ns#legalcode',
      ],
    ],
    [
      'odbl1.0',
      [
        'http://creativecommons.org/ns#Distribution',
        'http://creativecommons.org/ns#ShareAlike',
        'http://creativecommons.org/ns#legalcode',
      ],
    ],
  ])('%s is refused: its text binds too, and its actions are no words of ours', async (name, terms) => {
    expect(await termsIn(publishedPolicy(`rdflicense/${name}.ttl`), 'turtle')).toEqual(expect.arrayContaining(terms));
  });
});

it('two dominance rules are refused in one permission, and neither is dropped', async () => {
  const limit = (name: string, operator: string, value: unknown) => ({
    ...{ leftOperand: `https://w3id.org/granaio/odrl#${name}`, operator, rightOperand: value },
  });
  const asking = {
    ...{ action: 'https://w3id.org/granaio/odrl#requestExtract', assignee: 'https://w3id.org/granaio/odrl#members' },
    constraint: [
      { leftOperand: 'purpose', operator: 'isAnyOf', rightOperand: { '@id': 'https://w3id.org/dpv#AcademicResearch' } },
      limit('dimension', 'isAnyOf', 'zona'),
      ...[limit('minPeople', 'gteq', 10), limit('minContributors', 'gteq', 3), limit('largestPercent', 'lteq', 75)],
    ],
  };
  const withTwo = { ...asking, constraint: [...asking.constraint, limit('twoLargestPercent', 'lteq', 85)] };
  expect((await imported(policy({ permission: [asking] }))).document.permissions).toMatchObject([
    { terms: { dominance: { n: 1, k: 75 } } },
  ]);
  await expect(imported(policy({ permission: [withTwo] }))).rejects.toMatchObject({ code: 'POLICY.INVALID' });
});
