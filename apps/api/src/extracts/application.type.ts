import type { Application, ApplicationReader, ApplicationState, ApplicationView } from '#extracts';
import type { ApplicationId } from '#kernel';
import type { Actor } from '#policy';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { pageOf } from '../shared/page';
import { ApplicationStateEnum } from './application-enums';
import {
  AcceptanceType,
  ApplicationDecisionType,
  ApplicationFormType,
  ApplicationItemType,
  CoApplicantType,
  toCoApplicantType,
  toUse,
} from './application-form.type';
import { RequirementType, toRequirementType } from './application-voice.type';

@ObjectType('Application', {
  description: 'A request for use of datasets of one federation, in the name of an organisation, with its life.',
})
export class ApplicationType {
  /** What depends on the caller is resolved into fields of its own; read when the first of them is asked for. */
  view: () => Promise<ApplicationView>;

  @Field(() => ID, { description: 'Names the application.' })
  id: string;

  @Field(() => ID, { description: 'The federation of its datasets.' })
  federationId: string;

  @Field(() => ID, { description: 'In whose name it is made.' })
  organisationId: string;

  @Field(() => ID, { description: 'Who applies.' })
  applicantId: string;

  @Field(() => ApplicationStateEnum, { description: 'Where it stands.' })
  state: ApplicationState;

  @Field(() => Int, { description: 'How often it was submitted; 0: not yet.' })
  revision: number;

  @Field(() => ApplicationFormType, {
    description: 'What for; to those who do not apply, as it was last submitted.',
  })
  form: ApplicationFormType;

  @Field(() => [ApplicationItemType], {
    description: 'Its cart; to those who do not apply, as it was last submitted.',
  })
  items: readonly ApplicationItemType[];

  @Field(() => [CoApplicantType], { description: 'Who applies together with the applicant.' })
  coApplicants: readonly CoApplicantType[];

  @Field(() => AcceptanceType, { nullable: true, description: 'Which terms the applicant accepted; null: none yet.' })
  acceptance: AcceptanceType | null;

  @Field(() => [RequirementType], { description: 'Who has to say yes, as it was when it was last submitted.' })
  requirements: readonly RequirementType[];

  @Field(() => DateTimeScalar, { description: 'When it was started.' })
  createdAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last submitted; null: not yet.' })
  submittedAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was decided; null: not yet.' })
  decidedAt: Date | null;

  @Field(() => ApplicationDecisionType, { nullable: true, description: 'How it came out; null: not decided yet.' })
  decision: ApplicationDecisionType | null;
}

@ObjectType('ApplicationPage', { description: 'A page of applications, newest first.' })
export class ApplicationPageType extends pageOf(ApplicationType) {}

function toApplicationType(application: Application, view: () => Promise<ApplicationView>): ApplicationType {
  const { id, federationId, organisationId, applicantId, state, revision, form } = application;
  const { acceptance, createdAt, submittedAt, decidedAt, decision } = application;
  return {
    ...{ view, id, federationId, organisationId, applicantId, state, revision, form },
    ...{ acceptance, createdAt, submittedAt, decidedAt, decision },
    items: application.items.map((item) => toUse(item, federationId)),
    coApplicants: application.coApplicants.map(toCoApplicantType),
    requirements: application.requirements.map(toRequirementType),
  };
}

/** An application as the caller is shown it: what a service hands back may hold what others are still writing. */
export async function shownApplication(reader: ApplicationReader, by: Actor, id: ApplicationId) {
  const view = await reader.read(by, id);
  return toApplicationType(view.application, () => Promise.resolve(view));
}

/** One of a list, of which more is read only if it is asked for. */
export function listedApplication(reader: ApplicationReader, by: Actor, application: Application): ApplicationType {
  let view: Promise<ApplicationView> | undefined;
  return toApplicationType(application, () => (view ??= reader.read(by, application.id)));
}
