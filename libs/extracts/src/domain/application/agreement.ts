import { documentHash } from '#kernel';
import type { Duty, Purpose } from '#policy';
import type { Terms } from '../permit';
import type { Application, ApplicationForm, ApprovedItem, AssessedItem, CartItem } from './application';
import { dutiesWithin } from './retention';

/** What everybody who applies agrees to: what for, which data, under which terms and duties. @see ODRL 2.2, odrl:Agreement */
export type Agreement = {
  readonly purpose: Purpose;
  /** How long what is drawn is kept after the end of the grant; nowhere longer than a duty to delete it allows. */
  readonly retentionDays: number;
  readonly items: readonly (CartItem & {
    readonly terms: Terms;
    /** Of the applicants’ own organisations only; left out: everybody’s. */
    readonly rows?: 'own';
    readonly duties: readonly Duty[];
    readonly grantDays: number | null;
    readonly until: string | null;
  })[];
};

/** The agreement on what was asked for; on what was approved, where that is less. */
export function agreementOn(
  { purpose, retentionDays }: Pick<ApplicationForm, 'purpose' | 'retentionDays'>,
  items: readonly (AssessedItem | ApprovedItem)[],
): Agreement {
  return {
    purpose,
    retentionDays,
    items: items.map((item) => ({
      datasetId: item.datasetId,
      action: item.action,
      dimensions: item.dimensions,
      measures: item.measures,
      terms: 'terms' in item ? item.terms : item.permit.terms,
      ...(item.permit.rows && { rows: item.permit.rows }),
      duties: dutiesWithin(retentionDays, item.duties),
      grantDays: item.grantDays,
      until: earlier(item.until, 'endsOn' in item ? item.endsOn : null),
    })),
  };
}

/** Of the text that each applicant accepts. */
export const agreementHash = (agreement: Agreement): string => documentHash(agreement);

/** Those who apply and have not accepted these terms. */
export function yetToAccept({ applicantId, acceptance, coApplicants }: Application, hash: string): string[] {
  return [
    ...(acceptance?.hash === hash ? [] : [applicantId]),
    ...coApplicants.filter(({ acceptedHash }) => acceptedHash !== hash).map(({ personId }) => personId),
  ];
}

/** Whether everybody who applies has accepted terms, and all of them the same; those terms may have changed since. */
export const agreed = (application: Application): boolean =>
  application.acceptance !== null && yetToAccept(application, application.acceptance.hash).length === 0;

/** The earlier of two days, `2026-11-22`; null: never. */
export const earlier = (one: string | null, other: string | null): string | null =>
  one !== null && other !== null ? (one < other ? one : other) : (one ?? other);
