import { PROVIDED_ROLES, type IdentityProvider, type ProvidedRole } from '#identity';
import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { pageOf } from '../shared/page';
import { upperEnum } from '../shared/upper-enum';

const ProvidedRoleEnum = upperEnum(PROVIDED_ROLES);
registerEnumType(ProvidedRoleEnum, {
  name: 'ProvidedRole',
  description:
    'A role that an identity provider may give. Never that of a member: who votes, the members’ book decides.',
  valuesMap: {
    STEWARD: { description: 'Cares for datasets and uploads contributions.' },
    RESEARCHER: { description: 'Uses data, as policies allow.' },
    AUDITOR: { description: 'Reads everything about governance, and changes nothing.' },
  },
});

const CLAIM = 'The claim’s name, such as `groups`; with a slash in front a path, `/realm_access/roles`.';
const VALUE = 'The claim’s value, or one item of it where it is a list.';
const ROLE = 'The role that it gives in the provider’s organisation.';

@ObjectType('RoleRule', { description: 'Which claim of an identity provider gives which role.' })
export class RoleRuleType {
  @Field(() => String, { description: CLAIM })
  claim: string;

  @Field(() => String, { description: VALUE })
  value: string;

  @Field(() => ProvidedRoleEnum, { description: ROLE })
  role: ProvidedRole;
}

@InputType({ description: 'Which claim of an identity provider is to give which role.' })
export class RoleRuleInput {
  @Field(() => String, { description: CLAIM })
  claim: string;

  @Field(() => String, { description: VALUE })
  value: string;

  @Field(() => ProvidedRoleEnum, { description: ROLE })
  role: ProvidedRole;
}

@ObjectType('IdentityProviderSettings', { description: 'How we and an identity provider know each other.' })
export class IdentityProviderSettingsType {
  @Field(() => String, { description: 'The address under which it describes itself, and which accounts are known by.' })
  issuer: string;

  @Field(() => String, { description: 'Our name there.' })
  clientId: string;

  @Field(() => Boolean, { description: 'Whether we have a secret there. It is shown to nobody.' })
  hasClientSecret: boolean;

  @Field(() => [String], { description: 'What it is asked to tell.' })
  scopes: readonly string[];

  @Field(() => [RoleRuleType], { description: 'Which claims give which roles.' })
  rules: readonly RoleRuleType[];

  @Field(() => String, { description: 'To be entered there as our redirect URI.' })
  redirectUri: string;

  @Field(() => String, { description: 'To be entered there as our back-channel logout URI.' })
  backChannelLogoutUri: string;

  @Field(() => Date, { description: 'When it was registered.' })
  createdAt: Date;
}

@ObjectType('IdentityProvider', {
  description: 'Where people of an organisation sign in with accounts they have there.',
})
export class IdentityProviderType {
  /** Resolved into `organisation` and `settings`. */
  provider: IdentityProvider;

  @Field(() => ID, { description: 'Names the provider.' })
  id: string;

  @Field(() => String, { description: 'As people of the organisation call it.' })
  name: string;

  @Field(() => Boolean, { description: 'Whether people may sign in through it.' })
  isEnabled: boolean;

  @Field(() => String, { description: 'Where a browser begins to sign in, at the address of this API.' })
  signInPath: string;
}

@ObjectType('IdentityProviderPage', { description: 'A page of identity providers.' })
export class IdentityProviderPageType extends pageOf(IdentityProviderType) {}

export const toIdentityProviderType = (provider: IdentityProvider): IdentityProviderType => ({
  provider,
  id: provider.id,
  name: provider.name,
  isEnabled: provider.isEnabled,
  signInPath: `/sign-in/oidc/${provider.id}`,
});

@InputType({ description: 'An identity provider of an organisation.' })
export class RegisterIdentityProviderInput {
  @Field(() => ID, { description: 'Whose people sign in through it; you are a steward there.' })
  organisationId: string;

  @Field(() => String, { description: 'As people call it: 1 to 200 characters in one line.' })
  name: string;

  @Field(() => String, {
    description: 'Its https address, exactly as it writes it. It is asked for its description at once.',
  })
  issuer: string;

  @Field(() => String, { description: 'Our name there.' })
  clientId: string;

  @Field(() => String, { nullable: true, description: 'Our secret there; null: we are a public client.' })
  clientSecret?: string | null;

  @Field(() => [String], {
    defaultValue: ['openid', 'profile', 'email'],
    description: 'What it is asked to tell; `openid` is always among them.',
  })
  scopes: string[];

  @Field(() => [RoleRuleInput], { description: 'Which claims give which roles; none: it adds nobody to the book.' })
  rules: RoleRuleInput[];
}

@InputType({ description: 'What is to change about an identity provider. What is absent stays.' })
export class ChangeIdentityProviderInput {
  @Field(() => ID, { description: 'Which identity provider.' })
  id: string;

  @Field(() => String, { nullable: true, description: 'As people call it.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'Our name there.' })
  clientId?: string | null;

  @Field(() => String, { nullable: true, description: 'Our secret there; null: we are a public client from now on.' })
  clientSecret?: string | null;

  @Field(() => [String], { nullable: true, description: 'What it is asked to tell.' })
  scopes?: string[] | null;

  @Field(() => [RoleRuleInput], {
    nullable: true,
    description: 'Which claims give which roles: all rules, for each sign-in from now on.',
  })
  rules?: RoleRuleInput[] | null;
}
