import type { Grant, GrantEnd } from '#extracts';
import type { Purpose } from '#policy';
import { Field, ID, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { pageOf } from '../shared/page';
import { GrantEndEnum } from './application-enums';
import { DatasetUseType, DutyType, toDuty, toUse } from './application-form.type';
import { PermitType, PurposeEnum } from './extract.type';
import { TermsType } from './terms.type';

@ObjectType('Grant', {
  description: 'A right to one use of one dataset, from one moment to another; it begins and ends by itself.',
})
export class GrantType extends DatasetUseType {
  @Field(() => ID, { description: 'Names the grant.' })
  id: string;

  @Field(() => ID, { description: 'The application that led to it.' })
  applicationId: string;

  @Field(() => PurposeEnum, { description: 'What for.' })
  purpose: Purpose;

  @Field(() => [ID], { description: 'Who may use it.' })
  holderIds: readonly string[];

  @Field(() => TermsType, { description: 'How much must stand behind each number; no weaker than policies ask.' })
  terms: TermsType;

  @Field(() => [DutyType], { description: 'What it obliges to.' })
  duties: readonly DutyType[];

  @Field(() => PermitType, { description: 'What allowed it.' })
  permit: PermitType;

  @Field(() => DateTimeScalar, { description: 'The first moment at which it holds.' })
  startsAt: Date;

  @Field(() => DateTimeScalar, { description: 'The first moment at which it does not hold any more.' })
  endsAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended; null: its end was not entered yet.' })
  endedAt: Date | null;

  @Field(() => GrantEndEnum, { nullable: true, description: 'Why it ended; null: its end was not entered yet.' })
  endReason: GrantEnd | null;

  @Field(() => String, {
    description: 'Where its ODRL agreement is, as JSON-LD; for the same readers, with the same Bearer token.',
  })
  agreementUrl: string;

  @Field(() => String, { description: 'Where the ODRL offer that it came from is, likewise.' })
  offerUrl: string;
}

@ObjectType('GrantPage', { description: 'A page of grants, newest first.' })
export class GrantPageType extends pageOf(GrantType) {}

/** @param base where the API is, without a slash at its end */
export function toGrantType({ holders, duties, ...grant }: Grant, base: string): GrantType {
  const { id, applicationId, federationId, purpose, terms, permit } = grant;
  const { startsAt, endsAt, endedAt, endReason } = grant;
  return {
    ...toUse(grant, federationId),
    ...{ id, applicationId, purpose, terms, permit, startsAt, endsAt, endedAt, endReason },
    ...{ holderIds: holders, duties: duties.map(toDuty) },
    agreementUrl: `${base}/grants/${id}/agreement.jsonld`,
    offerUrl: `${base}/grants/${id}/offer.jsonld`,
  };
}
