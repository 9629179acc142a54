import { ORGANISATION_KINDS, ROLES, type OrganisationKind } from '#identity';
import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { upperEnum } from '../shared/upper-enum';

export const OrganisationKindEnum = upperEnum(ORGANISATION_KINDS);
registerEnumType(OrganisationKindEnum, {
  name: 'OrganisationKind',
  description: 'What an organisation is in law.',
  valuesMap: {
    COOPERATIVE: { description: 'Owned and run by its members, one head, one vote.' },
    ASSOCIATION: { description: 'People united for a purpose, without shares.' },
    FOUNDATION: { description: 'Assets bound to a purpose.' },
    SOCIAL_ENTERPRISE: { description: 'An enterprise whose purpose is civic, solidary and of social use.' },
    MUTUAL: { description: 'A society of mutual aid.' },
    ENABLING_ORGANISATION: { description: 'Helps the others: research, training, finance, administration.' },
  },
});

export const RoleEnum = upperEnum(ROLES);
registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'What a person is to an organisation, by its members’ book.',
  valuesMap: {
    MEMBER: { description: 'Has a seat in the assembly, and votes.' },
    STEWARD: { description: 'Cares for datasets and uploads contributions.' },
    RESEARCHER: { description: 'Uses data, as policies allow.' },
    AUDITOR: { description: 'Reads everything about governance, and changes nothing.' },
    OPERATOR: { description: 'Runs the installation.' },
  },
});

@ObjectType('Organisation', { description: 'A cooperative, an association or another body with members.' })
export class OrganisationType {
  @Field(() => ID, { description: 'Names the organisation, for ever.' })
  id: string;

  @Field(() => String, { description: 'As its statute writes it.' })
  name: string;

  @Field(() => OrganisationKindEnum, { description: 'What it is in law.' })
  kind: OrganisationKind;
}

@ObjectType('Federation', { description: 'An organisation of organisations, whose assembly decides about their data.' })
export class FederationType {
  @Field(() => ID, { description: 'Names the federation, for ever.' })
  id: string;

  @Field(() => String, { description: 'As its statute writes it.' })
  name: string;
}
