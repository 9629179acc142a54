import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApplicationId } from '#kernel';
import { applicationsPage } from '../../../test/applications-page';
import { APPLICATION_STATES } from './application';
import {
  APPLICATION_ACTIONS,
  APPLICATION_ROLES,
  APPLICATION_TABLE,
  assertMay,
  LEADS_TO,
  possibleActions,
  statesReadableBy,
  type ApplicationAction,
} from './states';

const PAGE = join(__dirname, '../../../APPLICATIONS.md');
const id = 'a' as ApplicationId;
const rows = APPLICATION_STATES.flatMap((state) => APPLICATION_ROLES.map((role) => ({ state, role })));
const READING: ApplicationAction[] = ['read', 'readHandlersRemarks'];

describe('the life of an application', () => {
  it.each(rows)('lets a $role do with what is $state what its row says, and nothing else', ({ state, role }) => {
    const row: readonly ApplicationAction[] = APPLICATION_TABLE[state][role];
    const refusal = row.includes('read') ? 'APPLICATION.NOT_NOW' : 'APPLICATION.MISSING';
    for (const action of APPLICATION_ACTIONS) {
      const attempt = () => {
        assertMay({ id, state }, [role], action);
      };
      if (row.includes(action)) expect(attempt).not.toThrow();
      else expect(attempt).toThrow(expect.objectContaining({ code: refusal }));
    }
  });

  it('gives somebody with several roles what each of them gives, and no more', () => {
    for (const state of APPLICATION_STATES) {
      for (const one of APPLICATION_ROLES) {
        for (const other of APPLICATION_ROLES) {
          const both = new Set([...APPLICATION_TABLE[state][one], ...APPLICATION_TABLE[state][other]]);
          expect(new Set(possibleActions(state, [one, other]))).toEqual(both);
        }
      }
    }
  });

  it('lets an auditor read and change nothing, and nobody anything', () => {
    for (const state of APPLICATION_STATES) {
      expect(READING).toEqual(expect.arrayContaining([...APPLICATION_TABLE[state].auditor]));
      expect(APPLICATION_TABLE[state].nobody).toEqual([]);
    }
  });

  it('lets nobody do anything with what they may not read', () => {
    for (const state of APPLICATION_STATES) {
      for (const role of APPLICATION_ROLES) {
        const row: readonly ApplicationAction[] = APPLICATION_TABLE[state][role];
        expect(row.length > 0).toBe(row.includes('read'));
      }
    }
  });

  it('never lets those who apply decide, nor those who decide apply', () => {
    const deciding: ApplicationAction[] = [
      'approve',
      'approveChanged',
      'reject',
      'return',
      'review',
      'consent',
      'revoke',
    ];
    const applying: ApplicationAction[] = ['save', 'submit', 'acceptTerms', 'withdraw', 'copyAsNew'];
    for (const state of APPLICATION_STATES) {
      const { applicant, coApplicant, handler, reviewer, contributor } = APPLICATION_TABLE[state];
      expect([...applicant, ...coApplicant].filter((action) => deciding.includes(action))).toEqual([]);
      expect([...handler, ...reviewer, ...contributor].filter((action) => applying.includes(action))).toEqual([]);
    }
  });

  it('never leads out of what is over, but for a revocation of what was closed', () => {
    const leaving = (['rejected', 'closed', 'revoked', 'withdrawn'] as const).flatMap((state) =>
      possibleActions(state, APPLICATION_ROLES)
        .filter((action) => LEADS_TO[action])
        .map((action) => `${state}: ${action}`),
    );
    expect(leaving).toEqual(['closed: revoke']);
  });

  it('shows drafts to those who apply only', () => {
    const readers = APPLICATION_ROLES.filter((role) => statesReadableBy(role).includes('draft'));
    expect(readers).toEqual(['applicant', 'coApplicant']);
  });

  it('is what its page says', () => {
    if (process.env.WRITE_PAGES) writeFileSync(PAGE, applicationsPage());
    expect(unpadded(readFileSync(PAGE, 'utf8'))).toBe(unpadded(applicationsPage()));
  });
});

/** Without the spaces and dashes that only line up the columns of tables. */
const unpadded = (page: string) => page.replace(/ +/g, ' ').replace(/-{3,}/g, '---');
