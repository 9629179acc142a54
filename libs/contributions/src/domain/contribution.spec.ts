import type { ContributionId, DatasetId, FederationId, OrganisationId, PersonId } from '#kernel';
import {
  assertFileName,
  awaited,
  sameAgain,
  withReport,
  withUpload,
  type Contribution,
  type VaultKeyId,
} from './contribution';
import { CONTRIBUTION_STATES } from './states';

const announced: Contribution = {
  id: 'c' as ContributionId,
  datasetId: 'd' as DatasetId,
  federationId: 'f' as FederationId,
  organisationId: 'o' as OrganisationId,
  submittedBy: 'p' as PersonId,
  submittedAt: new Date(0),
  files: awaited([{ name: 'utenti.csv' }]),
  hints: {},
  reviewAsked: false,
  state: 'awaitingFile',
  receivedAt: null,
  withdrawnAt: null,
  reason: null,
  report: null,
  rows: null,
  fingerprint: null,
  sameAsId: null,
  uploadKey: 'u' as VaultKeyId,
  findingsKey: 'k' as VaultKeyId,
  schemaNumber: null,
  pseudonymKey: null,
};
const checked: Contribution = { ...announced, state: 'validating' };
const report = {
  dialect: { delimiter: ',', decimalMark: '.', encoding: 'utf-8' },
  rows: 3,
  people: 3n,
  findingCount: 0,
  warningCount: 0,
} as const;

describe('a contribution', () => {
  it('is inspected once its file has arrived', () => {
    const received = withUpload(announced, 1, new Date(9));
    expect(received).toMatchObject({ state: 'inspecting', receivedAt: new Date(9) });
    expect(received.files).toMatchObject([{ number: 1, receivedAt: new Date(9) }]);
  });

  it('waits for the last of its files, in whatever order they come', () => {
    const two = { ...announced, files: awaited([{ name: 'gennaio.csv' }, { name: 'febbraio.csv' }]) };
    const one = withUpload(two, 2, new Date(1));
    expect([one.state, one.receivedAt]).toEqual(['awaitingFile', null]);
    expect(withUpload(one, 1, new Date(2))).toMatchObject({ state: 'inspecting', receivedAt: new Date(2) });
    expect(() => withUpload(one, 2, new Date(2))).toThrow(expect.objectContaining({ code: NOT_AWAITING }));
    expect(() => withUpload(one, 3, new Date(2))).toThrow(expect.objectContaining({ code: NOT_AWAITING }));
  });

  it.each(CONTRIBUTION_STATES.filter((state) => state !== 'awaitingFile'))('takes no second file when %s', (state) => {
    expect(() => withUpload({ ...announced, state }, 1, new Date(9))).toThrow(
      expect.objectContaining({ code: NOT_AWAITING, details: { id: 'c', state } }),
    );
  });

  it('is rejected whole with a single error, and accepted with none', () => {
    expect(withReport(checked, report, false).state).toBe('accepted');
    expect(withReport(checked, { ...report, findingCount: 1, warningCount: 1 }, true).state).toBe('rejected');
  });

  it('is looked at again where there are warnings only, and by its publisher where the dataset asks for that', () => {
    expect(withReport(checked, { ...report, warningCount: 1 }, true).state).toBe('awaitingConfirmation');
    expect(withReport(checked, report, true).state).toBe('awaitingApproval');
  });

  it('changes nothing where it brings what is in place', () => {
    const inPlace = { ...announced, id: 'before' as ContributionId };
    const again = sameAgain({ ...checked, rows: { sha256: 's', bytes: 1 } }, inPlace, { ...report, warningCount: 2 });
    expect(again).toMatchObject({ state: 'accepted', sameAsId: 'before', rows: null, report: { warningCount: 0 } });
  });
});

const NOT_AWAITING = 'CONTRIBUTION.NOT_AWAITING_FILE';

describe('awaited', () => {
  it.each([
    ['no file', []],
    ['more than twenty', Array.from({ length: 21 }, (_, i) => ({ name: `${i}.csv` }))],
    ['the same name twice', [{ name: 'a.csv' }, { name: 'a.csv' }]],
  ])('refuses %s', (_, files) => {
    expect(() => awaited(files)).toThrow(expect.objectContaining({ code: 'CONTRIBUTION.FILES_INVALID' }));
  });

  it.each([{ bytes: -1 }, { bytes: 1.5 }, { sha256: 'abc' }, { sha256: 'g'.repeat(64) }])('refuses %j', (said) => {
    expect(() => awaited([{ name: 'a.csv', ...said }])).toThrow(
      expect.objectContaining({ code: 'CONTRIBUTION.ANNOUNCEMENT_INVALID' }),
    );
  });

  it('takes a checksum however its digits are written', () => {
    expect(awaited([{ name: 'a.csv', sha256: 'AB'.repeat(32) }])).toMatchObject([{ sha256: 'ab'.repeat(32) }]);
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
