import { CommonsError, missing, type ErrorDetails } from '#kernel';
import type { Refusal } from '../permit';
import type { ApplicationState, Requirement } from './application';

const refused = (code: string, message: string, details: ErrorDetails = {}) =>
  new CommonsError('refused', code, message, details);

export const applicationMissing = (id: string) => missing('application', id);

/** @param possible what the caller may do instead */
export const notNow = (action: string, state: ApplicationState, possible: readonly string[]) =>
  refused(
    'APPLICATION.NOT_NOW',
    `This application is ${state}, and that cannot be done with it now, or not by you. You may: ${possible.join(', ')}.`,
    { action, state, possible },
  );

/** A place in what somebody wrote, `form.retentionDays`, and what is wrong with it. */
export type Problem = { readonly path: string; readonly problem: string };

export const invalidApplication = (problems: readonly Problem[]) =>
  new CommonsError(
    'invalid',
    'APPLICATION.INVALID',
    `This application cannot be taken: ${problems.map(({ path, problem }) => `${path}: ${problem}`).join('; ')}.`,
    { problems },
  );

export const notYourName = (organisationId: string) =>
  refused(
    'APPLICATION.NOT_YOUR_NAME',
    'You apply in the name of an organisation that you belong to. Choose one of yours.',
    { organisationId },
  );

export const severalFederations = () =>
  refused(
    'APPLICATION.SEVERAL_FEDERATIONS',
    'An application is about datasets of one federation. Make one for each federation.',
  );

/** What policies say no to, item by item, with what they would allow. */
export type ItemRefusal = {
  readonly item: number;
  readonly refusal: Pick<Refusal, 'message' | 'alternative'> & { code: string };
};

export const itemsRefused = (refusals: readonly ItemRefusal[]) =>
  refused(
    'APPLICATION.REFUSED',
    `The policies in force do not allow all of it. ${refusals.map(({ item, refusal }) => `Item ${item + 1}: ${refusal.message}`).join(' ')}`,
    { items: refusals.map(({ item, refusal }) => ({ item, ...refusal })) },
  );

export const noLongerPermitted = (refusals: readonly ItemRefusal[]) =>
  refused(
    'APPLICATION.NO_LONGER_PERMITTED',
    `The policies have changed since it was submitted. ${refusals.map(({ item, refusal }) => `Item ${item + 1}: ${refusal.message}`).join(' ')} Return it, or reject it.`,
    { items: refusals.map(({ item, refusal }) => ({ item, ...refusal })) },
  );

export const notAccepted = (missing: readonly string[]) =>
  refused(
    'APPLICATION.NOT_ACCEPTED',
    'Everybody who applies accepts the terms as they are now before it is submitted; not all have.',
    { missing },
  );

/** @param hash of the terms as they are now */
export const otherTerms = (hash: string) =>
  refused('APPLICATION.OTHER_TERMS', 'The terms are not those that you read. Read them again, then accept.', { hash });

export const blocked = (askWhom: string, datasets: readonly string[]) =>
  refused(
    'APPLICATION.BLOCKED',
    `Rights to these datasets were revoked from somebody who applies here, and no new ones are given. Ask ${askWhom}, who revoked them, to lift the block.`,
    { askWhom, datasets },
  );

export const openAlready = (applicationId: string) =>
  refused(
    'APPLICATION.OPEN_ALREADY',
    'You have asked for exactly this already, and it is being decided. Wait for that, withdraw it, or ask for something else.',
    { applicationId },
  );

export const retentionTooLong = (asked: number, most: number) =>
  refused(
    'APPLICATION.RETENTION_TOO_LONG',
    `What is drawn must be deleted within ${most} days after the end of the grant; you want to keep it for ${asked}. Ask for ${most} days or fewer.`,
    { asked, most },
  );

export const unmetRequirements = (unmet: readonly Requirement[], why: readonly string[]) =>
  refused('APPLICATION.REQUIREMENTS_UNMET', `It cannot be approved yet: ${why.join('; ')}.`, { unmet, why });

export const notYoursToDecide = () =>
  refused(
    'APPLICATION.NOT_YOURS_TO_DECIDE',
    'Nothing is left that your organisation has to decide: its datasets are approved already, or by the policy itself.',
  );

export const notNarrower = (item: number, problem: string) =>
  refused(
    'APPLICATION.NOT_NARROWER',
    `You can approve less than was asked for, never more: item ${item + 1} ${problem}.`,
    { item, problem },
  );

export const adoptedByVote = () =>
  refused(
    'APPLICATION.ADOPTED',
    'A vote of the members adopted this, and nothing else is missing: approve it. Only another vote can undo theirs.',
  );

export const notInBook = (personId: string) =>
  refused(
    'APPLICATION.NOT_IN_BOOK',
    'Only people of the applying organisation, or of the federation, take part in an application.',
    { personId },
  );

export const invitedAlready = (personId: string) =>
  refused('APPLICATION.INVITED_ALREADY', 'This person takes part in the application already.', { personId });

export const mayNotReview = (personId: string) =>
  refused(
    'REVIEW.NOT_INDEPENDENT',
    'Who applies, belongs to the applying organisation, or decides on the application does not review it. Ask somebody else of the federation.',
    { personId },
  );

export const reviewsOpened = () =>
  refused(
    'REVIEW.OPENED',
    'The reviews have been opened: who is asked now would not be independent of them. Return the application to have it reviewed anew.',
  );

export const reviewGiven = () =>
  refused('REVIEW.GIVEN', 'This review has been given, and stands until the application is changed.');

export const notAReviewer = (personId: string) => missing('reviewer', personId);

export const noVoteNeeded = () =>
  refused('APPLICATION.NO_VOTE_NEEDED', 'No policy asks for a vote of this body on this application.');

export const onVoteAlready = (proposalId: string) =>
  refused('APPLICATION.ON_VOTE', 'This use is before the members already. Wait for their vote.', { proposalId });

export const nothingLeft = (item: number) =>
  refused(
    'APPLICATION.NOTHING_LEFT',
    `Item ${item + 1} would end before it begins: the policies or the dates asked for leave no day.`,
    { item },
  );

export const changedMeanwhile = () =>
  new CommonsError('conflict', 'APPLICATION.CHANGED', 'Somebody changed this application a moment ago. Read it again.');

export const revisionMissing = (numbers: readonly number[]) => missing('revision', numbers.join(', '));
