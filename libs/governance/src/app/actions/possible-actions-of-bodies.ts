import { missing, type BodyId } from '#kernel';
import { belongsTo } from '#policy';
import { attempt, attemptFor, whoMay, type Action, type PossibleAction } from '../../domain/actions/possible-action';
import type { Body } from '../../domain/body/body';
import { assertCompetentFor } from '../../domain/body/competence';
import { bodyFounded, notAStewardOf } from '../../domain/body/errors';
import type { Motion } from '../../domain/motion/motion';
import { authoriseBody, authoriseIn, stewardedIn } from '../access';
import { officesIn, type Asked } from './possible-actions-asked';

/** Which kind of motion each of these puts to a body; to end or to ratify a policy is asked of that policy. */
const MOTIONS: readonly (readonly [Action, Motion['kind']])[] = [
  ['proposePolicy', 'enactPolicy'],
  ['proposeStatute', 'amendStatute'],
  ['proposeAdmission', 'admission'],
  ['proposeElection', 'election'],
  ['proposeDecision', 'decision'],
  ['proposeBody', 'foundBody'],
];

/** What the caller may do with each of these bodies; not what a motion would have to say, or whom an act names. */
export async function actionsOfBodies(
  asked: Asked,
  ids: readonly BodyId[],
): Promise<ReadonlyMap<BodyId, readonly PossibleAction[]>> {
  const { by, on, stores } = asked;
  const bodies = await stores.bodies.findAll(on, ids);
  const offices = await officesIn(asked, ids);
  const founded = await stores.actionFacts.founded(on, [...new Set(bodies.map(({ federationId }) => federationId))]);
  const actionsOf = (body: Body): PossibleAction[] => [
    ...MOTIONS.map(([action, kind]) =>
      attempt(action, () => {
        authoriseIn(by, 'propose', 'body', body);
        assertCompetentFor(body, kind);
      }),
    ),
    attempt('draftAssembly', () => {
      authoriseIn(by, 'read', 'body', body);
      offices.assert(body.id, 'chair', 'secretary');
    }),
    attempt('recordStanding', () => {
      authoriseBody(by, body);
      offices.assert(body.id, 'secretary');
    }),
    ...(body.kind === 'federation' ? [attemptFor('foundBody', () => mayFound(asked, body, founded))] : []),
  ];
  return new Map(bodies.map((body) => [body.id, actionsOf(body)]));
}

/** For which of the organisations that the caller looks after. */
function mayFound({ by }: Asked, { federationId }: Body, founded: ReadonlySet<string>) {
  if (!belongsTo(by, federationId)) throw missing('federation', federationId);
  const organisations = stewardedIn(by, federationId);
  if (organisations.length === 0) throw notAStewardOf('');
  return whoMay(organisations, (organisationId) => {
    if (founded.has(`${federationId} ${organisationId}`)) throw bodyFounded();
  });
}
