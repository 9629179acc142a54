import type { Contradiction } from './contradictions/contradiction';
import { contradictionsOfBody } from './contradictions/of-body';
import { contradictionsOfCalls } from './contradictions/of-calls';
import { contradictionsWithLaw } from './contradictions/of-law';
import { contradictionsOfSecondCall } from './contradictions/of-second-call';
import { contradictionsOfThirdSector } from './contradictions/of-third-sector';
import type { StatuteDocument } from './statute-language';

export type { Contradiction } from './contradictions/contradiction';

const CHECKS = [
  contradictionsOfCalls,
  contradictionsOfBody,
  contradictionsWithLaw,
  contradictionsOfSecondCall,
  contradictionsOfThirdSector,
];

/**
 * Everything in a statute that cannot hold together: what its parts say against each other, and what the law of its
 * form does not let it say.
 *
 * What is only unusual is not named: a high quorum, an open election, a second call that asks as much as the first.
 * Legal limits follow `form`, so a committee, which is under no law of its own, has none.
 *
 * @returns in the order of the checks; empty if the statute can be applied
 */
export const contradictionsOf = (document: StatuteDocument): readonly Contradiction[] =>
  CHECKS.flatMap((check) => check(document));
