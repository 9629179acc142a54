import { IdentityService, SessionService } from '#identity';
import type { OrganisationId, PersonId } from '#kernel';
import { UnitOfWork } from '#platform';
import { Member } from '../member';
import type { Cooperative } from '../social-services';
import type { Ids } from '../two-federations';
import type { World } from '../world';

/** Whoever may least is asked first, because the last of them may change something. */
export const ACTORS = [
  'nobody',
  'stranger',
  'researcher',
  'reader',
  'auditor',
  'applicant',
  'member',
  'steward',
] as const;
export type Who = (typeof ACTORS)[number];

/**
 * Somebody of each kind: `stranger` has every role in an organisation of no federation, `researcher` is a colleague of the
 * `applicant`, `reader` is the steward's token for reading only, and `steward` leads the federation's assembly, publishes the
 * dataset and came by a session.
 */
export async function actorsIn(
  world: World,
  ids: Ids,
  [aurora, dora, sangone]: readonly [Cooperative, Cooperative, Cooperative],
): Promise<Record<Who, Member>> {
  const elsewhere = await world.organisation('Altrove', { affiliated: false });
  const university = ids.university as OrganisationId;
  return {
    nobody: new Member('' as PersonId, '', world.app),
    stranger: await world.person('Ugo', elsewhere, 'member', 'steward', 'researcher', 'auditor', 'operator'),
    researcher: await world.person('Rina', university, 'researcher'),
    reader: await readerOf(world, aurora.steward),
    auditor: await world.person('Aldo', sangone.id, 'auditor'),
    applicant: ids.applicant,
    member: await world.person('Mara', dora.id, 'member'),
    steward: await signedIn(world, aurora.steward),
  };
}

/** The same person, by a token for reading only. */
async function readerOf({ app, clock }: World, { id }: Member): Promise<Member> {
  const identities = app.get(IdentityService);
  const { token } = await identities.createApiToken(await identities.identityOf(id), {
    ...{ name: 'reader', scopes: ['read'], expiresAt: new Date(Date.now() + clock.offsetMs + 30 * 86_400_000) },
  });
  return new Member(id, token, app);
}

/** The same person, by a session as a sign-in opens it. */
async function signedIn({ app }: World, { id }: Member): Promise<Member> {
  const { token } = await app
    .get(UnitOfWork)
    .run({ id: 'system:test' }, (tx) =>
      app.get(SessionService).open(tx, { personId: id, wantsRefresh: false, vouched: null }),
    );
  return new Member(id, token, app);
}
