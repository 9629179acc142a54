import type { Identity, Language, Membership, Role, Scope } from '#identity';
import { LANGUAGES, SCOPES } from '#identity';
import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { upperEnum } from '../shared/upper-enum';
import { RoleEnum } from './organisation.type';

export const LanguageEnum = upperEnum(LANGUAGES);
registerEnumType(LanguageEnum, {
  name: 'Language',
  description: 'A language in which people are written to.',
  valuesMap: { IT: { description: 'Italian.' }, EN: { description: 'English.' } },
});

export const ScopeEnum = upperEnum(SCOPES);
registerEnumType(ScopeEnum, {
  name: 'Scope',
  description: 'What an API token may be used for, within what its person may do anyway.',
  valuesMap: {
    READ: { description: 'See what the person may see.' },
    VOTE: { description: 'Cast votes.' },
    PROPOSE: { description: 'Make proposals and open ballots.' },
    CONTRIBUTE: { description: 'Upload contributions and withdraw them.' },
    EXTRACT: { description: 'Request extracts and fetch releases.' },
    MANAGE: {
      description: 'Change datasets and what belongs to them; act as an officer, or in the name of an organisation.',
    },
  },
});

@ObjectType('Membership', { description: 'One entry of the members’ book that is in force today.' })
export class MembershipType {
  /** Resolved into `organisation` and `federations`. */
  membership: Membership;

  @Field(() => RoleEnum, { description: 'What the person is to the organisation.' })
  role: Role;
}

@ObjectType('Identity', { description: 'Who you are, as the members’ book has it today.' })
export class IdentityType {
  @Field(() => ID, { description: 'Names you in everything that is recorded.' })
  id: string;

  @Field(() => String, { description: 'How you are called.' })
  name: string;

  @Field(() => String, { description: 'Where your sign-in links go. Nobody else is shown it.' })
  email: string;

  @Field(() => LanguageEnum, { description: 'The language of your mails.' })
  language: Language;

  @Field(() => [MembershipType], { description: 'Your roles in organisations.' })
  memberships: MembershipType[];

  @Field(() => [ScopeEnum], {
    nullable: true,
    description: 'What the token of this request may be used for; null: it is a session, which may do all you may.',
  })
  scopes: readonly Scope[] | null;
}

export const toIdentityType = ({ personId, memberships, scopes, ...identity }: Identity): IdentityType => ({
  ...identity,
  id: personId,
  memberships: memberships.map((membership) => ({ membership, role: membership.role })),
  scopes: scopes === 'all' ? null : scopes,
});
