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
  readonly handles: boolean;
  /** Whether the reviews of a revision are opened. */
  readonly opened: (revision: number) => boolean;
};

/** The events that a reader is shown; while reviews are blind, that one was given and not by whom, nor what it says. */
export function historyFor(events: readonly ApplicationEvent[], reader: HistoryReader): ApplicationEvent[] {
  return events.flatMap((event) => {
    if (event.visibility === 'public' || event.actorId === reader.id) return [event];
    if (!reader.handles) return [];
    if (event.visibility === 'handlers' || reader.opened(event.revision)) return [event];
    return [{ ...event, actorId: null, note: '', facts: {} }];
  });
}
