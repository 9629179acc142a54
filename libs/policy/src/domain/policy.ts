import type { FederationId, OrganisationId, PolicyId, PolicyVersionId } from '#kernel';
import type { PolicyDocument } from './policy-document';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whose policy it is: the federation's (null), or that of one organisation about what is its own there. */
export type Owner = { readonly federationId: FederationId; readonly organisationId: OrganisationId | null };

export const isOf = (version: Owner, { federationId, organisationId }: Owner): boolean =>
  version.federationId === federationId && version.organisationId === organisationId;

/** An emergency stop of a policy: its permissions allow nothing meanwhile, and its prohibitions stand. */
export type Suspension = {
  readonly since: Date;
  /** The moment at which it lapses unless it is ratified before; null: ratified, and so until further notice. */
  readonly until: Date | null;
  readonly reason: string;
  readonly ratified: boolean;
};

/** A version of a policy with its life: enacted by one resolution, ended by another or by the next version. */
export type PolicyVersion = Owner & {
  readonly id: PolicyVersionId;
  readonly policyId: PolicyId;
  readonly number: number;
  readonly document: PolicyDocument;
  readonly hash: string;
  readonly enactedAt: Date;
  /** The ballot that adopted it; null for a policy founded with the federation. */
  readonly enactedBy: string | null;
  readonly endedAt: Date | null;
  readonly endedBy: string | null;
  /** null: it is not suspended. */
  readonly suspension: Suspension | null;
};

type Dated = Pick<PolicyVersion, 'document' | 'enactedAt'>;

/** The last day on which a version is in force, `YYYY-MM-DD` in UTC; null: it has none. */
export function lastDayOf({ document: { validUntil, validForDays }, enactedAt }: Dated): string | null {
  if (validForDays === undefined) return validUntil;
  const relative = dayOf(new Date(enactedAt.getTime() + validForDays * DAY_MS));
  return validUntil !== null && validUntil < relative ? validUntil : relative;
}

/** Whether the last day of a version is over at this moment. Days are counted in UTC. */
export function hasEnded(version: Dated, now: Date): boolean {
  const last = lastDayOf(version);
  return last !== null && last < dayOf(now);
}

/** Whether the first day of a version has come. */
export const hasStarted = ({ document: { validFrom } }: Pick<PolicyVersion, 'document'>, now: Date): boolean =>
  validFrom === undefined || validFrom <= dayOf(now);

/** The calendar day of a moment in UTC, `YYYY-MM-DD`. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);
