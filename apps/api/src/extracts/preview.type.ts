import {
  ACCESS_ACTIONS,
  type AccessAction,
  type ExtractState,
  type GroupRole,
  type KnownOutcome,
  type Preview,
  type PreviewedAccess,
  type PreviewedExtract,
} from '#extracts';
import type { Organisation, OrganisationKind } from '#identity';
import type { Purpose } from '#policy';
import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { OrganisationKindEnum, RoleEnum } from '../identity/organisation.type';
import { upperEnum } from '../shared/upper-enum';
import { PurposeEnum, StateEnum } from './extract.type';
import { TermsType } from './terms.type';

const ActionEnum = upperEnum(ACCESS_ACTIONS);
registerEnumType(ActionEnum, {
  name: 'AccessAction',
  description: 'What somebody may do with a dataset.',
  valuesMap: {
    DISCOVER: { description: 'See that it is in the catalogue.' },
    READ_METADATA: { description: 'Read what the catalogue says about it, its columns too.' },
    PREVIEW: { description: 'Try a question out, within what the policies allow.' },
    QUERY_AGGREGATES: { description: 'Ask for single aggregates, within what the policies allow.' },
    REQUEST_EXTRACT: { description: 'Request extracts of it, within what the policies allow.' },
    EXPORT_RECORDS: { description: 'Take records out, within what the policies allow.' },
    CONTRIBUTE: { description: 'Hand rows in.' },
  },
});

const EffectEnum = upperEnum(['gained', 'lost'] as const);
registerEnumType(EffectEnum, {
  name: 'AccessEffect',
  description: 'What would become of an access.',
  valuesMap: {
    GAINED: { description: 'They may not now, and could then.' },
    LOST: { description: 'They may now, and could not then.' },
  },
});

const ChangeEnum = upperEnum(['becomesGranted', 'becomesRefused', 'termsChange', 'staysAsItIs'] as const);
registerEnumType(ChangeEnum, {
  name: 'ExtractChangeKind',
  description: 'What the answer to a request would become.',
  valuesMap: {
    BECOMES_GRANTED: { description: 'Refused under the policies in force, granted under the draft.' },
    BECOMES_REFUSED: { description: 'Granted under the policies in force, refused under the draft.' },
    TERMS_CHANGE: { description: 'Granted under both, with other terms.' },
    STAYS_AS_IT_IS: { description: 'The answer is the same; what was released is lost or can be had again.' },
  },
});

const ReleaseEnum = upperEnum(['lost', 'regained'] as const);
registerEnumType(ReleaseEnum, {
  name: 'ReleaseChange',
  description: 'What would become of a released table.',
  valuesMap: {
    LOST: { description: 'It could be downloaded no more.' },
    REGAINED: { description: 'It could be downloaded again.' },
  },
});

@ObjectType('PreviewDataset', { description: 'A dataset that the caller may see.' })
export class PreviewDatasetType {
  @Field(() => ID, { description: 'The dataset.' })
  id: string;

  @Field(() => String, { description: 'Its title.' })
  title: string;
}

@ObjectType('PreviewGroup', { description: 'People of whom a policy speaks together.' })
class PreviewGroupType {
  @Field(() => RoleEnum, { nullable: true, description: 'Their role; null: whatever it is.' })
  role: GroupRole | null;

  @Field(() => ID, { nullable: true, description: 'Of this organisation; null: of any in the federation.' })
  organisationId: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What it is called; null: there is none of that id, or none is named.',
  })
  organisationName: string | null;

  @Field(() => OrganisationKindEnum, {
    nullable: true,
    description: 'Of organisations of this kind only; null: of any kind.',
  })
  kind: OrganisationKind | null;
}

@ObjectType('AccessChange', { description: 'An access to a dataset that would be gained or lost.' })
export class AccessChangeType {
  @Field(() => PreviewDatasetType, { nullable: true, description: 'Null: a dataset that the caller may not see.' })
  dataset: PreviewDatasetType | null;

  @Field(() => ActionEnum, { description: 'What could be done with it, or no longer.' })
  action: AccessAction;

  @Field(() => EffectEnum, { description: 'Whether it is gained or lost.' })
  effect: 'gained' | 'lost';

  @Field(() => [PreviewGroupType], {
    description: 'By whom. What everybody in the members’ books gains or loses is not said again of groups of them.',
  })
  groups: PreviewGroupType[];
}

@ObjectType('PreviewOutcome', { description: 'What would be answered to a request if it were made today.' })
class PreviewOutcomeType {
  @Field(() => Boolean, { description: 'Whether it would be granted.' })
  granted: boolean;

  @Field(() => String, { nullable: true, description: 'Why not, as a stable code; null: it would be granted.' })
  code: string | null;

  @Field(() => TermsType, { nullable: true, description: 'Under which terms; null: it would be refused.' })
  terms: KnownOutcome['terms'];
}

@ObjectType('PolicyClause', { description: 'A rule of a policy.' })
export class PolicyClauseType {
  @Field(() => String, { nullable: true, description: 'Of which policy; null: one that the caller may not see.' })
  policyTitle: string | null;

  @Field(() => String, { description: 'Where it stands in the document, counted from 0: permissions/2.' })
  address: string;
}

@ObjectType('ExtractChange', { description: 'A request of the past for which adopting would change something.' })
export class ExtractChangeType {
  @Field(() => ID, { nullable: true, description: 'The request; null: one that the caller may not read.' })
  extractId: string | null;

  @Field(() => ID, { nullable: true, description: 'Who asked; null: the caller may not read the request.' })
  requestedBy: string | null;

  @Field(() => PreviewDatasetType, {
    nullable: true,
    description: 'Of what; null: the caller may not see the dataset.',
  })
  dataset: PreviewDatasetType | null;

  @Field(() => PurposeEnum, { description: 'What for.' })
  purpose: Purpose;

  @Field(() => String, { description: 'On which day, in UTC: 2026-11-22.' })
  requestedOn: string;

  @Field(() => StateEnum, { description: 'Where it stands; a granted one is still being made.' })
  state: ExtractState;

  @Field(() => ChangeEnum, { description: 'What the answer would become.' })
  change: PreviewedExtract['change'];

  @Field(() => ReleaseEnum, { nullable: true, description: 'What would become of its release; null: nothing.' })
  release: PreviewedExtract['release'];

  @Field(() => PreviewOutcomeType, { description: 'Under the policies in force.' })
  before: PreviewOutcomeType;

  @Field(() => PreviewOutcomeType, { description: 'Under the draft.' })
  after: PreviewOutcomeType;

  @Field(() => PolicyClauseType, {
    nullable: true,
    description: 'The clause that decides, or the one that allowed it and no longer does; null: there is none.',
  })
  clause: PolicyClauseType | null;
}

@ObjectType('ExtractChangeCounts', { description: 'How many requests each of the changes concerns.' })
class ExtractChangeCountsType {
  @Field(() => Int, { description: 'Refused now, granted then.' })
  becomeGranted: number;

  @Field(() => Int, { description: 'Granted now, refused then.' })
  becomeRefused: number;

  @Field(() => Int, { description: 'Granted now and then, with other terms.' })
  termsChange: number;

  @Field(() => Int, { description: 'Releases that could be downloaded no more.' })
  releasesLost: number;

  @Field(() => Int, { description: 'Releases that could be downloaded again.' })
  releasesRegained: number;

  @Field(() => Int, { description: 'Of those that are granted and not yet released, how many something changes for.' })
  openChanged: number;
}

@ObjectType('ProposalPreview', {
  description: 'What adopting a proposal would change, compared with the policies in force now; nothing is changed.',
})
export class ProposalPreviewType {
  /** Resolved into `accessChanges` and `extractChanges`. */
  access: readonly PreviewedAccess[];
  extracts: readonly PreviewedExtract[];

  @Field(() => Int, { description: 'How many changes of access there are; the first 50 can be listed.' })
  accessTotal: number;

  @Field(() => Int, { description: 'For how many requests something changes; the newest 50 can be listed.' })
  extractsTotal: number;

  @Field(() => ExtractChangeCountsType, { description: 'What changes for them; one may count as several.' })
  counts: ExtractChangeCountsType;

  @Field(() => Int, { description: 'How many requests of the past were asked again.' })
  replayed: number;

  @Field(() => Boolean, { description: 'Whether everything was looked at; otherwise the newest was.' })
  isComplete: boolean;
}

export const toPreviewType = (preview: Preview): ProposalPreviewType => preview;

/** @param organisations those that the groups name, by id */
export const toAccessChangeType = (
  { groups, ...change }: PreviewedAccess,
  organisations: ReadonlyMap<string, Organisation>,
): AccessChangeType => ({
  ...change,
  groups: groups.map(({ role, organisationId, kind = null }) => ({
    ...{ role, organisationId, kind },
    organisationName: organisations.get(organisationId ?? '')?.name ?? null,
  })),
});
