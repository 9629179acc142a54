import type { ContributionId, DatasetId, FederationId, OrganisationId, PersonId } from '#kernel';
import { assertFileName, CONTRIBUTION_STATES, withReport, withUpload, type Contribution } from './contribution';

const announced: Contribution = {
  id: 'c' as ContributionId,
  datasetId: 'd' as DatasetId,
  federationId: 'f' as FederationId,
  organisationId: 'o' as OrganisationId,
  submittedBy: 'p' as PersonId,
  submittedAt: new Date(0),
  fileName: 'utenti.csv',
  hints: {},
  state: 'awaitingFile',
  receivedAt: null,
  report: null,
};
const report = {
  dialect: { delimiter: ',', decimalMark: '.', encoding: 'utf-8' },
  rows: 3,
  people: 3n,
  findingCount: 0,
} as const;

describe('a contribution', () => {
  it('is checked once its file has arrived', () => {
    expect(withUpload(announced, new Date(9))).toEqual({ ...announced, state: 'validating', receivedAt: new Date(9) });
  });

  it.each(CONTRIBUTION_STATES.filter((state) => state !== 'awaitingFile'))('takes no second file when %s', (state) => {
    expect(() => withUpload({ ...announced, state }, new Date(9))).toThrow(
      expect.objectContaining({ code: 'CONTRIBUTION.NOT_AWAITING_FILE', details: { id: 'c', state } }),
    );
  });

  it('is accepted without findings, and rejected whole with a single one', () => {
    expect(withReport(announced, report).state).toBe('accepted');
    expect(withReport(announced, { ...report, findingCount: 1 }).state).toBe('rejected');
  });
});

describe('assertFileName', () => {
  it.each(['utenti 2026.csv', 'Città.csv', 'x'.repeat(255)])('takes %s', (name) => {
    expect(() => {
      assertFileName(name);
    }).not.toThrow();
  });

  it.each(['', ' ', 'a\0.csv', 'a\n.csv', 'a\ud83c.csv', 'x'.repeat(256)])('refuses %j', (name) => {
    expect(() => {
      assertFileName(name);
    }).toThrow(expect.objectContaining({ code: 'CONTRIBUTION.FILE_NAME_INVALID' }));
  });
});
