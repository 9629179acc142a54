import type { Id, PersonId } from '#kernel';

export type AccountId = Id<'Account'>;

/** Somebody as a provider knows them: the issuer's name and its name for them, which together mean one person for ever. */
export type Account = {
  readonly id: AccountId;
  readonly issuer: string;
  readonly subject: string;
  readonly personId: PersonId;
  readonly linkedAt: Date;
  readonly lastUsedAt: Date;
};
