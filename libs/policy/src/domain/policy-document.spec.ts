import { canonicalJson, CommonsError } from '#kernel';
import fc from 'fast-check';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATASETS, idOf, ORGANISATIONS, policyDocument } from '../../test/arbitrary-policy';
import { parseOwnPolicy, parsePolicy, policyHash } from './policy-document';
import { ACTIONS_ON, isUseAction } from './vocabulary';

const [DATASET = ''] = DATASETS;
const [ORGANISATION = ''] = ORGANISATIONS;
const READING = { assignee: { type: 'members' }, actions: ['read'], subject: 'Dataset', where: 'everything' };
const EXTRACTS = {
  ...READING,
  actions: ['requestExtract'],
  purposes: ['AcademicResearch'],
  dimensions: ['zone', 'need'],
  measures: [],
  terms: { minPeople: 10, minContributors: 3 },
};
const DOCUMENT = {
  schema: 'granaio-policy/1',
  title: 'Accesso ai dati',
  permissions: [READING, EXTRACTS],
  prohibitions: [],
  validUntil: null,
};
const permitting = (...permissions: unknown[]) => ({ ...DOCUMENT, permissions });
const reading = (change: object) => permitting({ ...READING, ...change });
const where = (conditions: unknown) => reading({ where: conditions });
const extracts = (change: object) => permitting({ ...EXTRACTS, ...change });

/** An object with a key of its own called `__proto__`, as it comes off the wire. */
const withProtoKey = (value: object) =>
  JSON.parse(JSON.stringify({ PROTO: {}, ...value }).replace('PROTO', '__proto__')) as object;

function refusalOf(input: unknown): { path: string; problem: string }[] {
  try {
    parsePolicy(input);
  } catch (error) {
    if (!(error instanceof CommonsError) || error.code !== 'POLICY.INVALID') throw error;
    return error.details['problems'] as { path: string; problem: string }[];
  }
  throw new Error(`Was accepted: ${JSON.stringify(input)}`);
}

describe('parsePolicy', () => {
  it('accepts what the language can say', () => {
    expect(parsePolicy(DOCUMENT)).toEqual(DOCUMENT);
    expect(parsePolicy(where({ id: { $in: [DATASET] }, contributors: { $gte: 3, $lt: 10 } }))).toBeDefined();
    expect(parsePolicy({ ...permitting(), prohibitions: [READING] })).toBeDefined();
  });

  const atWhere = 'permissions.0.where';
  it.each<[string, unknown, string]>([
    ['conditions that say nothing', where({}), atWhere],
    ['conditions in a list', where([]), atWhere],
    ['null for conditions', where(null), atWhere],
    ['no conditions', where(undefined), atWhere],
    ['"everything" in other words', where('all'), atWhere],
    ['a field with an undefined comparison', where({ id: undefined }), atWhere],
    ['a field with an empty comparison', where({ id: {} }), `${atWhere}.id`],
    ['a field with a bare value', where({ id: DATASET }), `${atWhere}.id`],
    ['an undefined operand', where({ id: { $eq: undefined } }), `${atWhere}.id`],
    ['an undefined operand beside another', where({ id: { $eq: DATASET, $ne: undefined } }), `${atWhere}.id`],
    ['a null operand', where({ id: { $eq: null } }), `${atWhere}.id.$eq`],
    ['a null among operands', where({ id: { $in: [DATASET, null] } }), `${atWhere}.id.$in.1`],
    ['an empty list of operands', where({ id: { $in: [] } }), `${atWhere}.id.$in`],
    ['a list that says something twice', where({ id: { $in: [DATASET, DATASET] } }), `${atWhere}.id.$in`],
    ['an object for an operand', where({ id: { $eq: { $ne: '' } } }), `${atWhere}.id.$eq`],
    ['a regular expression by name', where({ id: { $regex: '.*' } }), `${atWhere}.id`],
    ['a regular expression as such', where({ id: /.*/ }), `${atWhere}.id`],
    ['a regular expression as an operand', where({ id: { $eq: /.*/ } }), `${atWhere}.id.$eq`],
    ['an operator CASL knows', where({ id: { $exists: true } }), `${atWhere}.id`],
    ['a negation of everything', where({ $not: { id: { $eq: DATASET } } }), atWhere],
    ['a choice', where({ $or: [{}] }), atWhere],
    ['a field that is not in the vocabulary', where({ ownerId: { $eq: DATASET } }), atWhere],
    ['the federation, which the compiler sets', where({ federationId: { $eq: DATASET } }), atWhere],
    ['a way into a field', where({ 'publisherId.name': { $eq: 'x' } }), atWhere],
    ['an order of texts', where({ accessRights: { $lt: 'PUBLIC' } }), `${atWhere}.accessRights`],
    ['an id that is none, which would break SQL', where({ id: { $eq: 'all' } }), `${atWhere}.id.$eq`],
    ['an id in capitals', where({ id: { $eq: DATASET.replace('7', 'A') } }), `${atWhere}.id.$eq`],
    ['a text that closes its quotation', where({ accessRights: { $eq: 'A» o «B' } }), `${atWhere}.accessRights.$eq`],
    ['a text with a null byte', where({ accessRights: { $eq: 'A\u0000' } }), `${atWhere}.accessRights.$eq`],
    ['a lone surrogate', where({ accessRights: { $eq: '\ud800' } }), `${atWhere}.accessRights.$eq`],
    ['a number that is a text', where({ contributors: { $gte: '3' } }), `${atWhere}.contributors.$gte`],
    ['a number that is none', where({ contributors: { $gte: Number.NaN } }), `${atWhere}.contributors.$gte`],
    ['half a contributor', where({ contributors: { $gte: 2.5 } }), `${atWhere}.contributors.$gte`],
    ['a number no column holds', where({ contributors: { $gte: 2 ** 40 } }), `${atWhere}.contributors.$gte`],
    ['a condition called __proto__', where(withProtoKey({ id: { $eq: DATASET } })), atWhere],
    ['an operator called __proto__', where({ id: withProtoKey({ $eq: DATASET }) }), `${atWhere}.id`],
    ['a condition called constructor', where({ constructor: { $eq: DATASET } }), atWhere],
    ['a condition called toString', where({ toString: { $eq: DATASET } }), atWhere],
    ['no subject', reading({ subject: undefined }), 'permissions.0.subject'],
    ['the subject that is all of them', reading({ subject: 'all' }), 'permissions.0.subject'],
    ['a subject from the prototype', reading({ subject: 'constructor' }), 'permissions.0.subject'],
    ['subjects in a list', reading({ subject: ['Dataset'] }), 'permissions.0.subject'],
    ['an action nobody knows', reading({ actions: ['read', 'delete'] }), 'permissions.0.actions.1'],
    ['the action that is all of them', reading({ actions: ['manage'] }), 'permissions.0.actions.0'],
    ['an action of another subject', reading({ actions: ['vote'] }), 'permissions.0.actions.0'],
    ['no action', reading({ actions: [] }), 'permissions.0.actions'],
    ['an action twice', reading({ actions: ['read', 'read'] }), 'permissions.0.actions'],
    ['an action outside a list', reading({ actions: 'read' }), 'permissions.0.actions'],
    ['fields, which would make a prohibition partial', reading({ fields: ['title'] }), 'permissions.0'],
    ['an inverted permission', reading({ inverted: false }), 'permissions.0'],
    ['nobody', reading({ assignee: undefined }), 'permissions.0.assignee'],
    [
      'anybody for more than to look',
      reading({ assignee: { type: 'public' }, actions: ['contribute'] }),
      'permissions.0.actions.0',
    ],
    [
      'a role nobody has',
      reading({ assignee: { type: 'role', role: 'king', organisations: 'federation' } }),
      'permissions.0.assignee.role',
    ],
    [
      'organisations of no name',
      reading({ assignee: { type: 'role', role: 'member', organisations: [] } }),
      'permissions.0.assignee.organisations',
    ],
    [
      'an organisation that is no id',
      reading({ assignee: { type: 'role', role: 'member', organisations: ['*'] } }),
      'permissions.0.assignee.organisations.0',
    ],
    ['extracts without terms', reading({ actions: ['requestExtract'] }), 'permissions.0.terms'],
    ['extracts beside another action', extracts({ actions: ['read', 'requestExtract'] }), 'permissions.0.actions.0'],
    ['extracts by no column', extracts({ dimensions: [] }), 'permissions.0.dimensions'],
    ['a column that is SQL', extracts({ dimensions: ['zone"; drop'] }), 'permissions.0.dimensions.0'],
    ['a purpose nobody knows', extracts({ purposes: ['Curiosity'] }), 'permissions.0.purposes.0'],
    ['too few people', extracts({ terms: { minPeople: 2, minContributors: 3 } }), 'permissions.0.terms.minPeople'],
    [
      'no contributors',
      extracts({ terms: { minPeople: 10, minContributors: 0 } }),
      'permissions.0.terms.minContributors',
    ],
    [
      'a prohibition of voting',
      { ...DOCUMENT, prohibitions: [{ ...READING, subject: 'Ballot', actions: ['read'] }] },
      'prohibitions.0.subject',
    ],
    ['a day no month has', { ...DOCUMENT, validUntil: '2026-02-30' }, 'validUntil'],
    ['a moment for a day', { ...DOCUMENT, validUntil: '2026-02-03T00:00:00Z' }, 'validUntil'],
    ['no word on its end', { ...DOCUMENT, validUntil: undefined }, 'validUntil'],
    ['a title of two lines', { ...DOCUMENT, title: 'Regola\nEsito: approvata' }, 'title'],
    ['a title written from right to left', { ...DOCUMENT, title: 'Regola \u202eatavorppa' }, 'title'],
    ['a blank title', { ...DOCUMENT, title: '      ' }, 'title'],
    ['another schema', { ...DOCUMENT, schema: 'granaio-policy/2' }, 'schema'],
    ['no rule', permitting(), 'policy'],
    ['a key called __proto__', withProtoKey(DOCUMENT), 'policy'],
    ['a key nobody knows', { ...DOCUMENT, allow: 'everything' }, 'policy'],
    ['null', null, 'policy'],
    ['nothing', undefined, 'policy'],
    ['a list', [DOCUMENT], 'policy'],
    ['a text', JSON.stringify(DOCUMENT), 'policy'],
  ])('refuses %s', (_, input, path) => {
    expect(refusalOf(input).map((problem) => problem.path)).toContain(path);
  });

  it('says what the author of a rule for extracts got wrong, however much that is', () => {
    const wrong = { purposes: [1], dimensions: ['A B'], measures: 7, terms: { minPeople: '10', minContributors: 3 } };
    expect(refusalOf(extracts(wrong)).map(({ path }) => path)).toEqual([
      'permissions.0.purposes.0',
      'permissions.0.dimensions.0',
      'permissions.0.measures',
      'permissions.0.terms.minPeople',
    ]);
  });

  it('refuses huge documents with an error of ordinary size', () => {
    const many = Array.from({ length: 50_000 }, (_, i) => idOf(i));
    expect(refusalOf(where({ id: { $in: many } }))[0]?.path).toBe('permissions.0.where.id.$in');
    expect(refusalOf(permitting(...many.map(() => ({})))).length).toBeLessThanOrEqual(20);
    const long = JSON.stringify(refusalOf({ ...DOCUMENT, ['x'.repeat(1_000_000)]: 1, title: 'x'.repeat(1_000_000) }));
    expect(long.length).toBeLessThan(2_000);
  });

  it('refuses what is nested deeply without going down', () => {
    const deep = JSON.parse(`${'{"$not":'.repeat(5_000)}1${'}'.repeat(5_000)}`) as object;
    expect(refusalOf(where(deep))[0]?.path).toBe('permissions.0.where');
  });

  it('copies what it accepts, so that nobody changes a policy after it was read', () => {
    const organisations = [ORGANISATION];
    const input = reading({ assignee: { type: 'role', role: 'researcher', organisations } });
    const parsed = parsePolicy(input);
    const hash = policyHash(parsed);
    organisations.push(idOf(99));
    expect(policyHash(parsed)).toBe(hash);
  });

  it('accepts a document again after its canonical text, with the same hash', () => {
    fc.assert(
      fc.property(policyDocument, (document) => {
        const again = parsePolicy(JSON.parse(canonicalJson(document)));
        expect(again).toEqual(document);
        expect(policyHash(again)).toBe(policyHash(document));
      }),
    );
  });

  it('never throws anything but POLICY.INVALID, and what it accepts it accepts again', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.anything(),
        fc.constantFrom('where', 'actions', 'assignee', 'subject'),
        (any, other, key) => {
          for (const input of [
            any,
            reading({ [key]: any }),
            extracts({ [key]: any, terms: other }),
            where({ id: any }),
          ]) {
            if (accepts(input)) expect(accepts(JSON.parse(canonicalJson(parsePolicy(input))))).toBe(true);
          }
        },
      ),
    );
  });

  it('knows fields for every subject that has actions', () => {
    for (const subject of Object.keys(ACTIONS_ON)) {
      const actions = ACTIONS_ON[subject as keyof typeof ACTIONS_ON].filter((action) => !isUseAction(action));
      expect(parsePolicy(reading({ subject, actions, where: { id: { $eq: DATASET } } }))).toBeDefined();
    }
  });
});

function accepts(input: unknown): boolean {
  try {
    parsePolicy(input);
    return true;
  } catch (error) {
    if (error instanceof CommonsError && error.code === 'POLICY.INVALID') return false;
    throw error;
  }
}

/** Strings that break software; they stand beside the repository, not in it. */
const HOSTILE = join(__dirname, '../../../../../shared/data/hostile_input/blns.json');
const present = existsSync(HOSTILE);

(present ? describe : describe.skip)(
  present ? 'hostile strings' : `hostile strings: skipped, there is no ${HOSTILE}`,
  () => {
    const strings = present ? (JSON.parse(readFileSync(HOSTILE, 'utf8')) as string[]) : [];

    it('are refused wherever a policy has a word of its own', () => {
      for (const text of strings) {
        for (const input of [
          reading({ actions: [text] }),
          reading({ subject: text }),
          where(text),
          where({ [text]: { $eq: DATASET } }),
          where({ id: { [text]: DATASET } }),
          where({ id: { $eq: text } }),
          extracts({ purposes: [text] }),
          { ...DOCUMENT, validUntil: text },
          { ...DOCUMENT, [text]: text },
        ]) {
          expect(refusalOf(input).length).toBeGreaterThan(0);
        }
      }
    });

    it('are refused as a title, or kept as they are in one line', () => {
      const kept = strings.filter((title) => accepts({ ...DOCUMENT, title }));
      for (const title of kept) {
        const document = parsePolicy({ ...DOCUMENT, title });
        expect(document.title).not.toMatch(/[\n\r\0\u2028\u202e]/);
        expect(policyHash(parsePolicy(JSON.parse(canonicalJson(document))))).toBe(policyHash(document));
      }
      expect(kept.length).toBeGreaterThan(100);
    });
  },
);

describe('parseOwnPolicy', () => {
  const own = permitting(READING, EXTRACTS, { ...READING, subject: 'Contribution' });

  it('takes what is about an organisation’s datasets and contributions', () => {
    expect(parseOwnPolicy(own)).toEqual(parsePolicy(own));
  });

  it.each(['Ballot', 'Policy', 'Extract'])('refuses what is about %s, and says where', (subject) => {
    expect(() => parseOwnPolicy(permitting(READING, { ...READING, subject }))).toThrow(
      expect.objectContaining({
        kind: 'invalid',
        code: 'POLICY.NOT_ITS_OWN',
        message: expect.stringContaining(`permissions.1 is about ${subject}`) as string,
        details: { subject, path: 'permissions.1' },
      }),
    );
  });

  it('refuses first what is no policy at all', () => {
    expect(() => parseOwnPolicy({})).toThrow(expect.objectContaining({ code: 'POLICY.INVALID' }));
  });
});
