import type { OrganisationId } from '#kernel';
import fc from 'fast-check';
import { checkedGroup, contributorOf, type GroupKind } from './organisation-group';

const id = (name: string) => name as OrganisationId;
const group = (kind: GroupKind, ...names: string[]) => ({ kind, organisationIds: names.map(id) });

describe('whom an organisation counts as', () => {
  it('is itself, where no group says otherwise', () => {
    const of = contributorOf([group('coalition', 'a', 'b'), group('affiliated', 'c', 'd')]);
    expect(['a', 'b', 'c', 'd', 'e'].map((name) => of(id(name)))).toEqual(['a', 'b', 'c', 'c', 'e']);
  });

  it('is the same for all whom any chain of affiliated groups joins, and for nobody else', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const some = fc.array(fc.subarray(names, { minLength: 2 }), { maxLength: 4 });
    fc.assert(
      fc.property(some, (groups) => {
        const of = contributorOf(groups.map((members) => group('affiliated', ...members)));
        const reached = (from: string) => {
          const found = new Set([from]);
          for (let size = 0; size < found.size;) {
            size = found.size;
            for (const members of groups)
              if (members.some((one) => found.has(one))) for (const one of members) found.add(one);
          }
          return found;
        };
        for (const one of names)
          for (const other of names) expect(of(id(one)) === of(id(other))).toBe(reached(one).has(other));
      }),
    );
  });
});

describe('a group', () => {
  it('has two organisations or more, each once', () => {
    const draft = { kind: 'affiliated' as const, name: ' Gruppo ', organisationIds: ['b', 'a', 'b'].map(id) };
    expect(checkedGroup(draft)).toEqual({ kind: 'affiliated', name: 'Gruppo', organisationIds: ['a', 'b'] });
    expect(() => checkedGroup({ ...draft, organisationIds: ['a', 'a'].map(id) })).toThrow(
      expect.objectContaining({ code: 'ORGANISATIONGROUP.INVALID' }) as Error,
    );
  });
});
