import type { OrganisationId, PersonId, PolicyId } from '#kernel';
import { dataCommittee } from '../statute/presets';
import type { Motion } from '../motion/motion';
import { BODY_KINDS, type BodyKind } from './body';
import { assertCompetent } from './competence';

const admission = { kind: 'admission', title: 'Ammissione' } as const;
const election = { kind: 'election', title: 'Elezione', method: { kind: 'choice' }, candidates: [] } as const;
const title = 'Titolo';

/** What each kind of body may decide, of everything that can be put to one. */
const MOTIONS: readonly (readonly [string, Motion, readonly BodyKind[]])[] = [
  [
    'the end of a policy',
    { kind: 'endPolicy', policyId: '' as PolicyId, title, policyHash: '' },
    ['federation', 'organisation'],
  ],
  ['a statute', { kind: 'amendStatute', title, base: 1, document: dataCommittee() }, BODY_KINDS],
  [
    'another body',
    { kind: 'foundBody', title, body: 'committee', members: [], document: dataCommittee() },
    ['federation', 'organisation'],
  ],
  ['an organisation', { ...admission, organisationId: '' as OrganisationId, personId: null }, ['federation']],
  ['a person', { ...admission, organisationId: null, personId: '' as PersonId }, ['organisation']],
  ['a chair', { ...election, office: 'chair' }, BODY_KINDS],
  ['delegates', { ...election, office: 'delegate' }, ['section']],
  ['anything else', { kind: 'decision', title, text: '', method: { kind: 'yesNo' }, options: [] }, BODY_KINDS],
];

describe('a body decides', () => {
  it.each(MOTIONS)('on %s only where that is its own', (_, motion, competent) => {
    for (const kind of BODY_KINDS) {
      const deciding = () => {
        assertCompetent({ kind }, motion);
      };
      if (competent.includes(kind)) expect(deciding).not.toThrow();
      else expect(deciding).toThrow(expect.objectContaining({ code: 'BODY.NOT_COMPETENT' }) as Error);
    }
  });
});
