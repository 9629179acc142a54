import { EVENT_KINDS, historyFor, type ApplicationEvent, type EventKind, type Visibility } from './history';

/** Who of those who may read an application did it, as the services enter it, and with which facts. */
type Deed = { readonly by: string; readonly facts?: object; readonly visibility?: Visibility };

const [handler, contributor, reviewer] = ['handler', 'contributor', 'reviewer'];
const APPLICANT: Deed = { by: 'applicant' };
const AMONG_HANDLERS = { visibility: 'handlers' } as const;
const PERSON = { personId: 'somebody' };

/** Every kind of event, as whoever it is worst to know of entered it. */
const DEEDS: Readonly<Record<EventKind, Deed>> = {
  started: APPLICANT,
  saved: APPLICANT,
  copied: APPLICANT,
  coApplicantInvited: APPLICANT,
  coApplicantRemoved: APPLICANT,
  termsAccepted: APPLICANT,
  left: APPLICANT,
  submitted: APPLICANT,
  refused: APPLICANT,
  returned: { by: handler },
  withdrawn: APPLICANT,
  remarked: { by: handler, ...AMONG_HANDLERS },
  reviewerInvited: { by: handler, facts: PERSON, ...AMONG_HANDLERS },
  reviewerRemoved: { by: handler, facts: PERSON, ...AMONG_HANDLERS },
  reviewed: { by: reviewer, facts: { verdict: 'against' }, visibility: 'review' },
  consentAsked: { by: handler, facts: { organisations: ['o'] }, ...AMONG_HANDLERS },
  consented: { by: contributor, facts: { organisations: ['o'] }, ...AMONG_HANDLERS },
  consentRefused: { by: contributor, facts: { organisations: ['o'] }, ...AMONG_HANDLERS },
  putToVote: { by: handler },
  voted: { by: 'system' },
  approvedInPart: { by: handler },
  approved: { by: handler },
  rejected: { by: handler },
  closed: { by: handler },
  revoked: { by: handler, facts: { blocked: ['applicant'] } },
  blockLifted: { by: handler, facts: { lifted: ['applicant'] } },
  grantBegan: { by: 'system' },
  grantEnded: { by: contributor, facts: { reason: 'consentWithdrawn' } },
};

const HIDDEN = 'hidden';
const NAMELESS = 'nameless';
const NO_FACTS = 'no facts';
const BLIND = 'that there is one';

/** What is not shown whole, to whom; what stands here for nobody is shown to everybody who reads the application. */
const EXCEPTIONS: Readonly<Record<string, Readonly<Partial<Record<EventKind, string>>>>> = {
  handler: { reviewed: BLIND },
  auditor: { reviewed: BLIND },
  applicant: {
    ...{ remarked: HIDDEN, reviewerInvited: HIDDEN, reviewerRemoved: HIDDEN, reviewed: HIDDEN, consentAsked: HIDDEN },
    ...{ consented: HIDDEN, consentRefused: HIDDEN, grantEnded: NAMELESS },
  },
  'other reviewer': {
    ...{ remarked: HIDDEN, reviewerInvited: HIDDEN, reviewerRemoved: HIDDEN, reviewed: HIDDEN, consentAsked: HIDDEN },
    ...{ consented: HIDDEN, consentRefused: HIDDEN, grantEnded: NAMELESS, revoked: NO_FACTS, blockLifted: NO_FACTS },
  },
  'other contributor': {
    ...{ remarked: HIDDEN, reviewerInvited: HIDDEN, reviewerRemoved: HIDDEN, reviewed: HIDDEN, consentAsked: HIDDEN },
    ...{ consented: HIDDEN, consentRefused: HIDDEN, grantEnded: NAMELESS, revoked: NO_FACTS, blockLifted: NO_FACTS },
  },
};

const NOTE = 'Ecco.';
const eventOf = (kind: EventKind): ApplicationEvent => {
  const { by, facts = {}, visibility = 'public' } = DEEDS[kind];
  return { ...{ id: kind, at: new Date(0), revision: 1, note: NOTE, kind, visibility, facts }, actorId: by } as never;
};

/** How much of an event somebody is shown, in a word. */
function shownTo(who: string, kind: EventKind): string {
  const event = eventOf(kind);
  const handles = ['handler', 'auditor'].includes(who);
  const [shown] = historyFor([event], { id: who, applies: who === 'applicant', handles, opened: () => false });
  if (!shown) return HIDDEN;
  const { actorId, note, facts } = shown;
  if (actorId === null && note === '' && Object.keys(facts).length === 0) return BLIND;
  expect(note).toBe(NOTE);
  if (actorId === null) return NAMELESS;
  expect(actorId).toBe(event.actorId);
  return JSON.stringify(facts) === JSON.stringify(event.facts) ? 'whole' : NO_FACTS;
}

describe('the history of an application, while reviews are blind', () => {
  it.each(Object.keys(EXCEPTIONS).flatMap((who) => EVENT_KINDS.map((kind) => [who, kind] as const)))(
    'shows the %s of what was %s what they may know',
    (who, kind) => {
      expect(shownTo(who, kind)).toBe(EXCEPTIONS[who]?.[kind] ?? 'whole');
    },
  );

  it('shows everybody what they did themselves', () => {
    for (const kind of EVENT_KINDS) expect(shownTo(DEEDS[kind].by, kind)).toBe('whole');
  });
});
