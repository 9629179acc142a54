import type { EventId } from '#kernel';

/**
 * Who is shown an event: everybody who may read the application; those who handle or audit it; or, for what a reviewer
 * said, those who handle it once the reviews are opened.
 */
export type Visibility = 'public' | 'handlers' | 'review';

export const EVENT_KINDS = [
  ...(['started', 'saved', 'copied', 'coApplicantInvited', 'coApplicantRemoved', 'termsAccepted', 'left'] as const),
  ...(['submitted', 'refused', 'returned', 'withdrawn', 'remarked'] as const),
  ...(['reviewerInvited', 'reviewerRemoved', 'reviewed', 'consentAsked', 'consented', 'consentRefused'] as const),
  ...(['putToVote', 'voted', 'approvedInPart', 'approved', 'rejected', 'closed', 'revoked', 'blockLifted'] as const),
  ...(['grantBegan', 'grantEnded'] as const),
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Something that happened to an application. */
export type ApplicationEvent = {
  readonly id: EventId;
  readonly at: Date;
  readonly revision: number;
  /** A person, or what acted for nobody; null: not shown to this reader. */
  readonly actorId: string | null;
  readonly kind: EventKind;
  readonly note: string;
  readonly visibility: Visibility;
  readonly facts: Readonly<Record<string, unknown>>;
};

export type HistoryReader = {
  readonly id: string;
  readonly applies: boolean;
  /** Or audits it. */
  readonly handles: boolean;
  /** Whether the reviews of a revision are opened. */
  readonly opened: (revision: number) => boolean;
};

/** Who ended a grant may be a contributor who refused, and so is told to those only who may know who did. */
const NAMELESS: readonly EventKind[] = ['grantEnded'];
/** Who may have no new rights is nobody's business but of those who apply and those who decided so. */
const SANCTIONS: readonly EventKind[] = ['revoked', 'blockLifted'];

/**
 * The events that a reader is shown; while reviews are blind, that one was given and not by whom, nor what it says. Of
 * what everybody is shown, some is without its actor or its facts for who does not handle it.
 */
export function historyFor(events: readonly ApplicationEvent[], reader: HistoryReader): ApplicationEvent[] {
  return events.flatMap((event) => {
    if (event.actorId === reader.id) return [event];
    if (event.visibility === 'public') return [reader.handles ? event : forOthers(event, reader)];
    if (!reader.handles) return [];
    if (event.visibility === 'handlers' || reader.opened(event.revision)) return [event];
    return [{ ...event, actorId: null, note: '', facts: {} }];
  });
}

function forOthers(event: ApplicationEvent, { applies }: HistoryReader): ApplicationEvent {
  if (NAMELESS.includes(event.kind)) return { ...event, actorId: null };
  return SANCTIONS.includes(event.kind) && !applies ? { ...event, facts: {} } : event;
}
