import { documentHash } from '#kernel';
import { parsePolicy, type PolicyDocument } from '#policy';
import fc from 'fast-check';
import { applyPatch } from 'rfc6902';
import { policyDocument } from '../../../../policy/test/arbitrary-policy';
import { amendmentOf, applyAmendments, type Change } from './amendment';
import { clausesOf, type DocumentKind } from './clause';
import { conflictBetween } from './conflict';
import { POLICY_CLAUSES } from './document-clauses';
import { parseAmendment, type Amendment } from './operation';

const POLICY: DocumentKind<PolicyDocument> = { clauses: POLICY_CLAUSES, parse: parsePolicy };
const MEMBERS = { type: 'members' };
const may = (...actions: string[]) => ({ assignee: MEMBERS, actions, subject: 'Dataset', where: 'everything' });
const BASE = parsePolicy({
  schema: 'granaio-policy/1',
  title: 'Accesso dei soci',
  permissions: [may('read'), may('contribute'), may('create')],
  prohibitions: [may('contribute')],
  validUntil: '2027-12-31',
});
const amend = (address: string, change: Change, base = BASE) => amendmentOf(POLICY, base, address, change);
const apply = (...amendments: Amendment[]) => applyAmendments(POLICY, BASE, amendments);
const replacing = (address: string, text: unknown) => amend(address, { kind: 'replace', text });
const removing = (address: string) => amend(address, { kind: 'remove' });
const adding = (list: string, text: unknown) => amend(list, { kind: 'add', text });

describe('an amendment', () => {
  it('is the difference of one clause, for one text', () => {
    expect(replacing('permissions/2', may('create', 'read'))).toEqual({
      baseHash: documentHash(BASE),
      operations: [
        { op: 'test', path: '/permissions/2', value: may('create') },
        { op: 'replace', path: '/permissions/2', value: may('create', 'read') },
      ],
    });
    expect(removing('prohibitions/0').operations).toEqual([
      { op: 'test', path: '/prohibitions/0', value: may('contribute') },
      { op: 'remove', path: '/prohibitions/0' },
    ]);
    expect(adding('permissions', may('read', 'create')).operations).toEqual([
      { op: 'add', path: '/permissions/-', value: may('read', 'create') },
    ]);
  });

  it('says the new clause as its kind of document writes it', () => {
    expect(replacing('title', '  Accesso  ').operations[1]).toEqual({
      op: 'replace',
      path: '/title',
      value: 'Accesso',
    });
  });

  it('that removes what is no rule leaves it open', () => {
    expect(apply(removing('validUntil')).validUntil).toBeNull();
    expect(() => removing('title')).toThrow(expect.objectContaining({ code: 'AMENDMENT.INVALID' }) as Error);
  });

  it('puts in what was left out, and takes it out again', () => {
    const started = replacing('validFrom', '2027-01-01');
    expect(started.operations).toEqual([{ op: 'add', path: '/validFrom', value: '2027-01-01' }]);
    const base = apply(started);
    expect(base.validFrom).toBe('2027-01-01');
    const taken = amend('validFrom', { kind: 'remove' }, base);
    expect(applyAmendments(POLICY, base, [taken])).toEqual(BASE);
    expect(() => removing('validFrom')).toThrow(expect.objectContaining({ code: 'AMENDMENT.EMPTY' }) as Error);
    expect(conflictBetween(started, replacing('validFrom', '2027-02-01'))).toMatchObject({ reason: 'bothChange' });
  });

  it.each([
    ['permissions/3', 'AMENDMENT.NO_CLAUSE'],
    ['permissions/-1', 'AMENDMENT.NO_CLAUSE'],
    ['permissions', 'AMENDMENT.NO_CLAUSE'],
    ['schema', 'AMENDMENT.NO_CLAUSE'],
    ['permissions/0/actions', 'AMENDMENT.NO_CLAUSE'],
    ['__proto__', 'AMENDMENT.NO_CLAUSE'],
    ['', 'AMENDMENT.NO_CLAUSE'],
  ])('of %p is refused: there is no such clause', (address, code) => {
    for (const change of [{ kind: 'replace', text: may('read') }, { kind: 'remove' }] as const) {
      expect(() => amend(address, change)).toThrow(expect.objectContaining({ code }) as Error);
    }
  });

  it('that adds to what is no list is refused', () => {
    for (const list of ['title', 'permissions/0', 'duties', 'constructor']) {
      expect(() => adding(list, may('read'))).toThrow(
        expect.objectContaining({
          code: 'AMENDMENT.NO_CLAUSE',
          details: { clause: list, known: ['permissions', 'prohibitions'] },
        }) as Error,
      );
    }
  });

  it('that changes nothing is refused', () => {
    for (const [address, text] of [
      ['permissions/0', may('read')],
      ['title', ' Accesso dei soci '],
      ['validUntil', '2027-12-31'],
    ] as const) {
      expect(() => replacing(address, text)).toThrow(expect.objectContaining({ code: 'AMENDMENT.EMPTY' }) as Error);
    }
  });

  it.each([
    ['no rule', 'permissions/0', { rule: true }],
    ['conditions that say nothing', 'permissions/0', { ...may('read'), where: {} }],
    ['an unknown action', 'prohibitions/0', may('burn')],
    ['no day', 'validUntil', 'tomorrow'],
    ['nothing', 'title', undefined],
    ['no number', 'title', NaN],
    ['a date', 'title', new Date(0)],
  ])('that makes %s of a clause is refused', (_, address, text) => {
    expect(() => replacing(address, text)).toThrow(expect.objectContaining({ code: 'AMENDMENT.INVALID' }) as Error);
  });

  it('is refused on another text, and on one that says something else there', () => {
    const amendment = replacing('title', 'Altro titolo');
    const other = parsePolicy({ ...BASE, title: 'Un altro testo' });
    expect(() => applyAmendments(POLICY, other, [amendment])).toThrow(
      expect.objectContaining({ code: 'AMENDMENT.OTHER_TEXT' }) as Error,
    );
    const misquoted = {
      ...amendment,
      operations: amendment.operations.map((one) => (one.op === 'test' ? { ...one, value: 'Falso' } : one)),
    };
    expect(() => apply(misquoted)).toThrow(expect.objectContaining({ code: 'AMENDMENT.OTHER_TEXT' }) as Error);
  });

  it('that came from outside has one of two forms, and nothing beside', () => {
    const { baseHash } = replacing('title', 'Altro');
    const says = { op: 'test', path: '/title', value: 'Accesso dei soci' };
    const hostile: unknown[] = [
      null,
      { baseHash },
      { baseHash: 'x', operations: [] },
      { baseHash, operations: [] },
      { baseHash, operations: [says] },
      { baseHash, operations: [{ op: 'replace', path: '/title', value: 'Altro' }] },
      { baseHash, operations: [says, { op: 'replace', path: '/validUntil', value: null }] },
      { baseHash, operations: [says, { op: 'move', from: '/title', path: '/title' }] },
      { baseHash, operations: [{ op: 'add', path: '/permissions/0', value: may('read') }] },
      { baseHash, operations: [{ op: 'add', path: '/__proto__/-', value: may('read') }] },
      { baseHash, operations: [says, { op: 'replace', path: '/title', value: 'Altro' }, says] },
      { baseHash, operations: [says, { op: 'replace', path: '/title', value: 'Altro' }], force: true },
      { baseHash, operations: [{ op: 'add', path: '/permissions/-', value: nested(5_000) }] },
    ];
    for (const input of hostile) {
      expect(() => parseAmendment(input)).toThrow(expect.objectContaining({ code: 'AMENDMENT.INVALID' }) as Error);
    }
    const whole = {
      baseHash,
      operations: [
        { op: 'test', path: '/permissions', value: [] },
        { op: 'remove', path: '/permissions' },
      ],
    };
    expect(() => apply(parseAmendment(whole))).toThrow(
      expect.objectContaining({ code: 'AMENDMENT.NO_CLAUSE' }) as Error,
    );
    const title = { baseHash, operations: [says, { op: 'remove', path: '/title' }] };
    expect(() => apply(parseAmendment(title))).toThrow(expect.objectContaining({ code: 'AMENDMENT.INVALID' }) as Error);
  });
});

describe('amendments together', () => {
  it('are all of the text as it was proposed: what removes clause 0 does not move clause 2', () => {
    const amended = apply(
      removing('permissions/0'),
      replacing('permissions/2', may('read', 'create')),
      removing('permissions/1'),
    );
    expect(amended.permissions).toEqual([may('read', 'create')]);
  });

  it('that contradict each other are refused', () => {
    expect(() => apply(removing('permissions/0'), replacing('permissions/0', may('create')))).toThrow(
      expect.objectContaining({ code: 'AMENDMENT.CONFLICT', details: { clause: 'permissions/0' } }) as Error,
    );
  });

  it('may each do by itself and leave nothing together', () => {
    const all = ['permissions/0', 'permissions/1', 'permissions/2', 'prohibitions/0'].map(removing);
    expect(() => apply(...all)).toThrow(expect.objectContaining({ code: 'AMENDMENT.INVALID' }) as Error);
  });

  it('leave the text alone where there are none', () => {
    expect(apply()).toEqual(BASE);
  });
});

describe('the laws of amendments', () => {
  const change = fc.oneof(
    fc.record({ kind: fc.constant('remove' as const) }),
    fc.record({
      kind: fc.constant('replace' as const),
      text: fc.constantFrom(may('read'), may('contribute', 'create')),
    }),
    fc.record({ kind: fc.constant('replace' as const), text: fc.constantFrom('Nuovo titolo', '2029-01-01') }),
    fc.record({ kind: fc.constant('add' as const), text: fc.constantFrom(may('read'), may('contribute')) }),
  );
  /** What members could propose to a text, whatever comes of it. */
  const proposals = policyDocument.chain((base) =>
    fc.record({
      base: fc.constant(base),
      wanted: fc.array(
        fc.tuple(
          fc.constantFrom(
            ...clausesOf(POLICY_CLAUSES, base).map(({ address }) => address),
            'permissions',
            'prohibitions',
          ),
          change,
        ),
        { maxLength: 6 },
      ),
    }),
  );
  const outcomeOf = <T>(work: () => T) => {
    try {
      return { value: work() };
    } catch (error) {
      return { code: (error as { code?: string }).code };
    }
  };
  const writable = ({ base, wanted }: { base: PolicyDocument; wanted: [string, Change][] }) =>
    wanted.flatMap(([address, one]) => outcomeOf(() => amend(address, one, base)).value ?? []);

  it('those that do not conflict commute', () => {
    fc.assert(
      fc.property(proposals, fc.infiniteStream(fc.nat()), (proposal, keys) => {
        const { base } = proposal;
        const kept: Amendment[] = [];
        for (const one of writable(proposal)) if (kept.every((other) => !conflictBetween(one, other))) kept.push(one);
        const shuffled = kept
          .map((one) => ({ one, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        expect(outcomeOf(() => applyAmendments(POLICY, base, shuffled))).toEqual(
          outcomeOf(() => applyAmendments(POLICY, base, kept)),
        );
      }),
    );
  });

  it('one is a JSON Patch that anybody can apply, with the same result', () => {
    fc.assert(
      fc.property(proposals, (proposal) => {
        for (const one of writable(proposal)) {
          const text = copyOf(proposal.base);
          expect(applyPatch(text, copyOf([...one.operations]))).toEqual(one.operations.map(() => null));
          expect(applyAmendments(POLICY, proposal.base, [one])).toEqual(text);
        }
      }),
    );
  });

  it('conflicts do not depend on who comes first', () => {
    fc.assert(
      fc.property(proposals, (proposal) => {
        const all = writable(proposal);
        for (const a of all) for (const b of all) expect(conflictBetween(a, b)).toEqual(conflictBetween(b, a));
      }),
    );
  });

  it('the text that is amended stays as it was', () => {
    fc.assert(
      fc.property(proposals, (proposal) => {
        const before = documentHash(proposal.base);
        outcomeOf(() => applyAmendments(POLICY, proposal.base, writable(proposal)));
        expect(documentHash(proposal.base)).toBe(before);
      }),
    );
  });
});

const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

function nested(depth: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}
