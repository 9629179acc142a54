import { CommonsError } from '#kernel';
import type { Motion } from '../motion/motion';
import type { Body, BodyKind } from './body';

/** Which bodies may decide what. A committee or a section advises, elects and resolves; it rules over nobody's data. */
const COMPETENT: Partial<Record<Motion['kind'], readonly BodyKind[]>> = {
  enactPolicy: ['federation', 'organisation'],
  endPolicy: ['federation', 'organisation'],
  ratifySuspension: ['federation', 'organisation'],
  foundBody: ['federation', 'organisation'],
  admission: ['federation', 'organisation'],
};

/** @throws BODY.NOT_COMPETENT for what is not of this kind of body to decide */
export function assertCompetent(body: Pick<Body, 'kind'>, motion: Motion): void {
  assertCompetentFor(body, motion.kind);
  const { kind } = body;
  const isMisplaced =
    (motion.kind === 'admission' && (motion.organisationId !== null) !== (kind === 'federation')) ||
    (motion.kind === 'election' && motion.office === 'delegate' && kind !== 'section');
  if (isMisplaced) throw notCompetent(kind, motion.kind);
}

/** @throws BODY.NOT_COMPETENT for kinds of motions that no such body decides, whatever they say */
export function assertCompetentFor({ kind }: Pick<Body, 'kind'>, motion: Motion['kind']): void {
  const bodies = COMPETENT[motion];
  if (bodies && !bodies.includes(kind)) throw notCompetent(kind, motion);
}

const notCompetent = (kind: BodyKind, motion: Motion['kind']) =>
  new CommonsError('refused', 'BODY.NOT_COMPETENT', 'This body cannot decide that: put it to the one that can.', {
    kind,
    motion,
  });
