import type { FederationId, PersonId } from '#kernel';
import { checkedFacts, type NotificationFacts } from '../src/domain/facts';
import { DEFAULT_DELIVERY, type NotificationKind } from '../src/domain/kinds';
import type { Notification, NotificationId } from '../src/domain/notification';

const FEDERATION = '01939b00-0000-7000-8000-00000000000f' as FederationId;
const APPLICATION = '01939b00-0000-7000-8000-00000000000a';

/** An application for access, as its handlers may know it. */
export const someFacts = (): NotificationFacts => ({
  subject: { type: 'application', id: APPLICATION },
  title: 'Povertà energetica a Torino',
  federationId: FEDERATION,
});

/** Something that somebody was told. */
export const told = (kind: NotificationKind, facts: Partial<NotificationFacts> = {}): Notification => ({
  ...{ id: '01939b00-0000-7000-8000-000000000001' as NotificationId, personId: 'p' as PersonId },
  ...{ kind, facts: checkedFacts({ ...someFacts(), ...facts }), delivery: DEFAULT_DELIVERY[kind] },
  ...{ createdAt: new Date('2026-11-22T10:00:00Z'), readAt: null, mailedAt: null },
});

const ofDataset = { subject: { type: 'dataset', id: APPLICATION }, title: 'Utenti dei servizi' } as const;

/** One of every kind, with the facts that go with it. */
export const ONE_OF_EACH: readonly Notification[] = [
  told('applicationSubmitted', {
    ...{ actor: 'Rita Levi', organisation: 'Università di Torino', purpose: 'AcademicResearch', revision: 2 },
    ...{ dataset: 'Utenti dei servizi', furtherDatasets: 1 },
  }),
  told('applicationReturned', { actor: 'Ada Neri', reason: 'Manca la base giuridica.' }),
  told('applicationDecided', {
    outcome: 'approvedWithChanges',
    note: 'Buon lavoro.',
    until: '2027-11-22',
    extra: ['k ≥ 10', 'solo comuni'],
  }),
  told('remarkAdded', { actor: 'Ada Neri' }),
  told('reviewAsked', { dueAt: '2026-12-01' }),
  told('reviewsIn', {}),
  told('applicationToVote', { dueAt: '2026-12-01T17:00:00Z' }),
  told('changedTermsAccepted', { actor: 'Rita Levi', organisation: 'Università di Torino' }),
  told('grantBegan', { subject: { type: 'grant', id: APPLICATION }, until: '2027-11-22' }),
  told('grantEnding', { subject: { type: 'grant', id: APPLICATION }, until: '2026-12-01' }),
  told('grantEnded', { subject: { type: 'grant', id: APPLICATION }, outcome: 'policyEnded' }),
  told('accessRevoked', { outcome: 'revoked', reason: 'Dati pubblicati altrove.', askWhom: 'Aurora' }),
  told('blockLifted', { actor: 'Ada Neri', note: 'Chiarito.' }),
  told('releaseStopped', { subject: { type: 'dataset', id: APPLICATION }, title: 'Utenti dei servizi' }),
  told('releaseRecalled', { ...ofDataset, duty: 'deleteRelease', dueAt: '2026-12-22' }),
  told('releaseRemade', { ...ofDataset, purpose: 'AcademicResearch' }),
  told('releaseHeldBack', { ...ofDataset, purpose: 'AcademicResearch' }),
  told('outputCheckAsked', { ...ofDataset, purpose: 'AcademicResearch', dueAt: '2026-12-22T10:00:00Z' }),
  told('outputChecked', { ...ofDataset, purpose: 'AcademicResearch', outcome: 'approved' }),
  told('rowsWithdrawn', { ...ofDataset, actor: 'Ada Neri', organisation: 'Aurora' }),
  told('rowsDestroyed', { ...ofDataset, organisation: 'Aurora' }),
  told('destructionOverdue', { ...ofDataset, organisation: 'Aurora', dueAt: '2026-11-23T10:00:00Z' }),
  told('dutyDue', { dueAt: '2026-12-01', extra: ['Cancellare i dati.'] }),
  told('dutyOverdue', { dueAt: '2026-11-21', extra: ['Cancellare i dati.'] }),
  told('policyChanged', { subject: { type: 'policy', id: APPLICATION }, title: 'Ricerca', outcome: 'adopted' }),
  told('consentAsked', {
    ...{ actor: 'Rita Levi', organisation: 'Università di Torino', purpose: 'AcademicResearch' },
    dataset: 'Utenti dei servizi',
  }),
  told('coApplicantInvited', {}),
  told('savedSearchMatched', {
    ...ofDataset,
    searchName: 'Alloggi a Torino',
    furtherDatasets: 1,
    extra: ['Case popolari'],
  }),
  told('readingAsked', { ...ofDataset, extra: ['utenti.csv'] }),
  told('confirmationAsked', { ...ofDataset, extra: ['utenti.csv'] }),
  told('approvalAsked', { ...ofDataset, organisation: 'Aurora', extra: ['utenti.csv'] }),
  told('contributionRejected', { ...ofDataset, reason: 'Mancano le zone.', extra: ['utenti.csv'] }),
  told('contributionAccepted', { ...ofDataset, extra: ['utenti.csv'] }),
];
