import type { Membership, Role } from '#identity';
import type { FederationId, OrganisationId, PersonId } from '#kernel';
import { OBLIGATION_STATES, stateAt, type KeptState } from './obligation';
import { anObligation } from './spec-support';
import {
  assertMayDo,
  DUTY_ACTIONS,
  DUTY_ROLES,
  dutyActions,
  DUTY_TABLE,
  dutyRolesOf,
  LEADS_TO,
  type DutyAction,
  type DutyRole,
} from './states';

const dueAt = new Date('2027-03-31T00:00:00Z');
const before = new Date('2027-03-30T23:59:59.999Z');
/** An obligation that is in a state at the moment at which it is due. */
const inState = (state: (typeof OBLIGATION_STATES)[number]) => {
  if (state === 'standing') return anObligation({ state, dueAt: null });
  if (state === 'overdue') return anObligation({ state: 'open', dueAt });
  return anObligation({
    state,
    dueAt: state === 'open' || state === 'rejected' ? new Date(dueAt.getTime() + 1) : dueAt,
  });
};
const codeOf = (act: () => void): string | null => {
  try {
    act();
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const everySetOfRoles = DUTY_ROLES.reduce<DutyRole[][]>(
  (sets, role) => [...sets, ...sets.map((set) => [...set, role])],
  [[]],
);

describe('the table of duties', () => {
  it('is all that decides: no action outside of its row, in any state, for any roles', () => {
    for (const state of OBLIGATION_STATES) {
      for (const roles of everySetOfRoles) {
        for (const action of DUTY_ACTIONS) {
          const inRow = roles.some((role) => DUTY_TABLE[state][role].includes(action));
          const isKnown = roles.some((role) => DUTY_TABLE[state][role].includes('read'));
          const expected = inRow ? null : isKnown ? 'OBLIGATION.NOT_NOW' : 'OBLIGATION.MISSING';
          expect(
            codeOf(() => {
              assertMayDo(inState(state), roles, action, dueAt);
            }),
          ).toBe(expected);
        }
      }
    }
  });

  it('leads from what is to be fulfilled to accepted, and nowhere back from there', () => {
    const reached = new Set<KeptState>(['open']);
    const after = (state: KeptState): KeptState[] => {
      const possible = [state, ...(state === 'open' || state === 'rejected' ? (['overdue'] as const) : [])].flatMap(
        (seen) => dutyActions(seen, DUTY_ROLES),
      );
      return possible.flatMap((action) => LEADS_TO[action] ?? []);
    };
    for (const state of reached) for (const next of after(state)) reached.add(next);
    expect([...reached].sort()).toEqual(['accepted', 'fulfilled', 'open', 'rejected']);
    for (const final of ['accepted', 'lapsed', 'standing'] as const) expect(after(final)).toEqual([]);
  });

  it.each(OBLIGATION_STATES)('lets nobody and auditors change nothing when it is %s', (state) => {
    expect(DUTY_TABLE[state].nobody).toEqual([]);
    expect(DUTY_TABLE[state].auditor).toEqual(['read']);
    const both = DUTY_TABLE[state].holder.filter((action: DutyAction) => DUTY_TABLE[state].handler.includes(action));
    expect(both).toEqual(['read']);
  });
});

describe('overdue', () => {
  it('is what the clock makes of what is not fulfilled, from the midnight after its last day', () => {
    expect(stateAt(anObligation({ dueAt }), before)).toBe('open');
    expect(stateAt(anObligation({ dueAt }), dueAt)).toBe('overdue');
    expect(stateAt(anObligation({ dueAt, state: 'rejected' }), dueAt)).toBe('overdue');
    expect(stateAt(anObligation({ dueAt, state: 'fulfilled' }), dueAt)).toBe('fulfilled');
    expect(stateAt(anObligation({ dueAt: null, state: 'standing' }), dueAt)).toBe('standing');
  });
});

describe('what somebody is to a duty', () => {
  const seat = (role: Role, organisation: string, ...federationIds: string[]): Membership => ({
    ...{ role, kind: 'cooperative', organisationId: organisation as OrganisationId },
    federationIds: federationIds as FederationId[],
  });
  const rolesOf = (personId: string, ...memberships: Membership[]) =>
    dutyRolesOf(anObligation(), { personId: personId as PersonId, memberships });

  it('is a holder and nothing else, whatever offices they hold', () => {
    expect(rolesOf('rita', seat('steward', 'aurora', 'po'), seat('auditor', 'aurora', 'po'))).toEqual(['holder']);
  });

  it('is a handler as steward of the publisher, within the federation', () => {
    expect(rolesOf('ada', seat('steward', 'aurora', 'po'), seat('auditor', 'dora', 'po'))).toEqual([
      'handler',
      'auditor',
    ]);
    expect(rolesOf('ada', seat('steward', 'aurora', 'ticino'))).toEqual(['nobody']);
    expect(rolesOf('ada', seat('steward', 'dora', 'po'), seat('member', 'aurora', 'po'))).toEqual(['nobody']);
    expect(dutyRolesOf(anObligation(), null)).toEqual(['nobody']);
  });
});
