import { documentHash, type BodyId, type DatasetId, type FederationId, type OrganisationId } from '#kernel';
import type { DecisionRule, Purpose } from '#policy';
import type { AssessedItem, Requirement } from './application';
import { opened, type Review } from './reviews';

/** An item with what the policies ask before it is granted; nothing, or `automatic`: the rule itself decides. */
export type DemandingItem = AssessedItem & { readonly requires: readonly DecisionRule[] };

export type Use = { readonly federationId: FederationId; readonly purpose: Purpose };

/**
 * Puts together what all items ask for: as many reviewers as any of them asks, one vote of each body, and the consent
 * of each dataset's contributors.
 */
export function requirementsOf(use: Use, items: readonly DemandingItem[]): Requirement[] {
  const rules = items.flatMap(({ requires }) => requires);
  const reviewers = Math.max(0, ...rules.map((rule) => (rule.type === 'reviewers' ? rule.count : 0)));
  const bodies = [...new Set(rules.flatMap((rule) => (rule.type === 'vote' ? [rule.body ?? null] : [])))];
  const consenting = items.filter(({ requires }) => requires.some(({ type }) => type === 'consent'));
  return [
    ...(reviewers > 0 ? [{ type: 'reviewers', count: reviewers } as const] : []),
    ...bodies.map((bodyId) => ({ type: 'vote', bodyId, bucket: bucketOf(use, bodyId, items) }) as const),
    ...[...new Set(consenting.map(({ datasetId }) => datasetId))].map((datasetId) => ({
      ...{ type: 'consent' as const, datasetId },
    })),
  ];
}

/** The publishers whose stewards have to say yes: those of datasets of which the rule alone does not decide. */
export const decidersOf = (items: readonly DemandingItem[]): OrganisationId[] => [
  ...new Set(
    items
      .filter(({ requires }) => requires.some(({ type }) => type !== 'automatic'))
      .map(({ publisherId }) => publisherId),
  ),
];

/**
 * The name of a use, the same for requests that ask a body for the same: of the same datasets, in the same way, for the
 * same purpose, by the same columns of the same rows under the same terms. Who asks is no part of it.
 */
export function bucketOf(
  { federationId, purpose }: Use,
  bodyId: BodyId | null,
  items: readonly AssessedItem[],
): string {
  const uses = items
    .map(({ datasetId, action, dimensions, measures, permit: { terms, rows } }) => ({
      ...{ datasetId, action, dimensions: dimensions.toSorted(), measures: measures.toSorted(), terms },
      ...(rows && { rows }),
    }))
    .sort((a, b) => (`${a.datasetId}/${a.action}` < `${b.datasetId}/${b.action}` ? -1 : 1));
  return documentHash({ federationId, bodyId, purpose, uses });
}

/** What two looks at the policies ask for together, each thing once. */
export const allOf = (one: readonly Requirement[], other: readonly Requirement[]): Requirement[] => [
  ...new Map([...one, ...other].map((requirement) => [JSON.stringify(requirement), requirement])).values(),
];

/**
 * Whether everybody whom the policies ask about a dataset now is among those who were asked, and so have said yes to what
 * was approved. A vote of the same body counts, whatever its terms were: stricter ones hold in any case.
 */
export const wereAsked = (
  requires: readonly DecisionRule[],
  asked: readonly Requirement[],
  about: DatasetId,
): boolean =>
  requires.every((rule) => {
    switch (rule.type) {
      case 'automatic':
        return true;
      case 'reviewers':
        return reviewersNeeded(asked) >= rule.count;
      case 'vote':
        return asked.some((one) => one.type === 'vote' && one.bodyId === (rule.body ?? null));
      case 'consent':
        return asked.some((one) => one.type === 'consent' && one.datasetId === about);
    }
  });

/** How many reviewers are asked for; 0: none. */
export const reviewersNeeded = (requirements: readonly Requirement[]): number =>
  Math.max(0, ...requirements.map((one) => (one.type === 'reviewers' ? one.count : 0)));

/** What those who were asked have said so far. */
export type Voices = {
  /** Of those who were invited, for this revision; null: not yet. */
  readonly reviews: readonly Review[];
  readonly consents: readonly Consent[];
  /** By bucket, what its vote decided. */
  readonly votes: ReadonlyMap<string, VoteOutcome>;
};

export type VoteOutcome = 'adopted' | 'rejected' | 'inquorate';

export type Consent = {
  readonly datasetId: DatasetId;
  readonly organisationId: OrganisationId;
  /** null: asked, and not answered yet. */
  readonly answer: 'given' | 'refused' | null;
};

/** Organisations with rows in the latest version, by dataset. */
export type Contributors = ReadonlyMap<DatasetId, readonly OrganisationId[]>;

export type Unmet = { readonly requirement: Requirement; readonly why: string };

/**
 * What is missing before an application can be approved, with the reason in words.
 *
 * Reviewers: all who were asked have answered, at least so many are for it, and more for it than against. A vote: its body
 * adopted it. Consent: every contributor of the latest version said yes; one who refused blocks, and who withdrew its
 * rows is not asked.
 */
export function unmetOf(requirements: readonly Requirement[], voices: Voices, contributors: Contributors): Unmet[] {
  return requirements.flatMap((requirement) => {
    const why = whyUnmet(requirement, voices, contributors);
    return why === null ? [] : [{ requirement, why }];
  });
}

function whyUnmet(requirement: Requirement, voices: Voices, contributors: Contributors): string | null {
  switch (requirement.type) {
    case 'reviewers':
      return whyReviewsMissing(requirement.count, voices.reviews);
    case 'vote':
      return whyVoteMissing(voices.votes.get(requirement.bucket));
    case 'consent':
      return whyConsentMissing(contributors.get(requirement.datasetId) ?? [], requirement.datasetId, voices.consents);
  }
}

function whyReviewsMissing(count: number, reviews: readonly Review[]): string | null {
  const reviewers = count === 1 ? '1 reviewer' : `${count} reviewers`;
  if (!opened(reviews, count)) return `${reviewers} must be asked, and all who are must answer`;
  const votes = (verdict: string) => reviews.filter((review) => review.verdict === verdict).length;
  if (votes('for') < count)
    return `${reviewers} must be for it, and ${votes('for')} ${votes('for') === 1 ? 'is' : 'are'}`;
  return votes('for') > votes('against') ? null : 'more reviewers must be for it than against';
}

function whyVoteMissing(outcome: VoteOutcome | undefined): string | null {
  if (outcome === 'adopted') return null;
  return outcome === undefined ? 'the members have not voted on it yet' : `the members’ vote came out ${outcome}`;
}

function whyConsentMissing(
  contributors: readonly OrganisationId[],
  datasetId: DatasetId,
  consents: readonly Consent[],
): string | null {
  const given = consents.filter((one) => one.datasetId === datasetId && one.answer === 'given');
  const missing = contributors.filter((id) => !given.some(({ organisationId }) => organisationId === id));
  if (missing.length === 0) return null;
  const refusing = consents.filter((one) => one.datasetId === datasetId && one.answer === 'refused');
  const refused = missing.filter((id) => refusing.some(({ organisationId }) => organisationId === id)).length;
  const silent = missing.length - refused;
  return [
    ...(refused > 0 ? [`${contributorsHave(refused)} refused consent`] : []),
    ...(silent > 0 ? [`${contributorsHave(silent)} not answered yet`] : []),
  ].join(', and ');
}

const contributorsHave = (count: number) => (count === 1 ? '1 contributor has' : `${count} contributors have`);
