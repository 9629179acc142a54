import { subject } from '@casl/ability';
import type { Ability, Records } from '#policy';
import type { UseStanding } from '../assess-extract';

/** What the policies of one state say about one person and one dataset. */
export type Standing = {
  readonly sees: boolean;
  readonly use: UseStanding;
  /** Where the rule stands that forbids seeing it or, if it is seen, extracts of it: `prohibitions/0`; null: none does. */
  readonly forbiddenBy: string | null;
};

/**
 * The prohibition that keeps somebody from an action on a dataset, whichever level it was decided on.
 *
 * @returns its address within its policy, `prohibitions/0`; null if none does, also where nothing permits
 */
export function prohibitionOf(
  { federation, own }: Ability,
  action: 'discover' | 'requestExtract',
  dataset: Records['Dataset'],
): string | null {
  const publishers = [...own.values()].filter(
    ({ federationId, organisationId }) =>
      federationId === dataset.federationId && organisationId === dataset.publisherId,
  );
  const record = subject('Dataset', { ...dataset });
  const deciding = [federation, ...publishers.map(({ ability }) => ability)].map((level) =>
    level.relevantRuleFor(action, record),
  );
  const forbidding = deciding.find((rule) => rule?.inverted);
  return forbidding?.reason?.split('/').slice(-2).join('/') ?? null;
}
