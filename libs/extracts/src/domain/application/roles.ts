import type { Membership } from '#identity';
import type { OrganisationId, PersonId } from '#kernel';
import type { Application } from './application';
import { APPLICATION_ROLES, type ApplicationRole } from './states';

export type Asker = { readonly personId: PersonId; readonly memberships: readonly Membership[] };

/** Who besides the applicants has a part in it. */
export type Parties = {
  readonly reviewers: readonly PersonId[];
  /** Organisations that are asked to consent. */
  readonly contributors: readonly OrganisationId[];
};

/**
 * What somebody is to an application, all at once.
 *
 * Who asks for it is that and nothing else, whatever offices they hold: nobody handles, reviews or audits the own
 * request, or consents to it; and who decides does not review. Before it was submitted for the first time nobody else has a part in it at all.
 *
 * @param asker null: nobody signed in
 */
export function rolesOf(application: Application, asker: Asker | null, parties: Parties): ApplicationRole[] {
  if (asker === null) return ['nobody'];
  const { personId } = asker;
  if (application.applicantId === personId) return ['applicant'];
  if (application.coApplicants.some((one) => one.personId === personId)) return ['coApplicant'];
  const roles = application.revision === 0 ? [] : deciding(application, asker, parties);
  return roles.length > 0 ? roles : ['nobody'];
}

function deciding(application: Application, asker: Asker, { reviewers, contributors }: Parties): ApplicationRole[] {
  const here = asker.memberships.filter(({ federationIds }) => federationIds.includes(application.federationId));
  const is: Partial<Record<ApplicationRole, boolean>> = {
    handler: stewardedOf(application, asker, application.publishers).length > 0,
    reviewer: reviewers.includes(asker.personId) && isIndependent(application, asker),
    contributor: stewardedOf(application, asker, contributors).length > 0,
    auditor: here.some(({ role }) => role === 'auditor'),
  };
  return APPLICATION_ROLES.filter((role) => is[role]);
}

/** The organisations of a list that somebody is a steward of, within the application's federation. */
export const stewardedOf = (
  { federationId }: Pick<Application, 'federationId'>,
  { memberships }: Asker,
  organisations: readonly OrganisationId[],
): OrganisationId[] =>
  organisations.filter((id) =>
    memberships.some(
      ({ role, organisationId, federationIds }) =>
        role === 'steward' && organisationId === id && federationIds.includes(federationId),
    ),
  );

/** Whether somebody may apply in an organisation's name: its people, but for those who only audit it. */
export const mayApplyFor = ({ memberships }: Pick<Asker, 'memberships'>, id: OrganisationId): boolean =>
  memberships.some(({ organisationId, role }) => organisationId === id && role !== 'auditor');

/**
 * Whether somebody may review: of the federation, in more than its audit, and neither of those who apply, of the applying organisation, nor among
 * those who decide.
 */
export function isIndependent(application: Application, { personId, memberships }: Asker): boolean {
  const here = memberships.filter(({ federationIds }) => federationIds.includes(application.federationId));
  const applies = [application.applicantId, ...application.coApplicants.map((one) => one.personId)];
  return (
    here.some(({ role }) => role !== 'auditor') &&
    !applies.includes(personId) &&
    !memberships.some(({ organisationId }) => organisationId === application.organisationId) &&
    stewardedOf(application, { personId, memberships }, application.publishers).length === 0
  );
}
