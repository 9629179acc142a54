import { canonicalJson, hashLeaf, type EventId, type Hash } from '#kernel';

/** What the log holds of one event. `facts` is the text as it is stored, so that not one byte of it can change. */
export type LoggedEvent = {
  readonly id: EventId;
  readonly at: Date;
  readonly by: string;
  readonly type: string;
  readonly facts: string;
};

/** The leaf of one event: what changes in the event changes the leaf. */
export const eventLeaf = ({ id, at, by, type, facts }: LoggedEvent): Hash =>
  hashLeaf(canonicalJson({ id, at: instant(at), by, type, facts }));

/** ISO 8601 in UTC to the millisecond. A database can be made to hold times that are none; they are all the same here. */
export const instant = (at: Date): string => (Number.isNaN(at.getTime()) ? 'not a time' : at.toISOString());
