import type { Dataset } from '#catalogue';
import type { ContributionId } from '#kernel';
import type { Extract } from '../src/domain/extract';
import type { SealedCertificate } from '../src/domain/report/report-facts';
import { Drawing } from './drawing';
import { csvOf, zonesAndNeeds } from './zones-and-needs';

/** Who draws tables of people by zone and need, and who looks how they were made. */
type Audited = {
  readonly ada: Drawing;
  /** An auditor of another cooperative. */
  readonly vera: Drawing;
  readonly dataset: Dataset;
  /** One of each cooperative. */
  readonly contributions: readonly ContributionId[];
};

export async function startAudited(): Promise<Audited> {
  const ada = await Drawing.start('researcher', 1);
  const vera = await ada.other(2, 'auditor');
  const { commons } = ada;
  const dataset = await commons.publish(zonesAndNeeds());
  const contributions: ContributionId[] = [];
  for (const at of [0, 1, 2]) contributions.push((await commons.contribute(dataset, at, csvOf(at))).id);
  const terms = { minPeople: 10, minContributors: 3, generalise: false };
  const dimensions = ['zone', 'need'];
  await ada.permit(dataset, { actions: ['requestExtract'], dimensions, terms });
  return { ada, vera, dataset, contributions };
}

/** Where the proofs of a release lie. */
export const certificateOf = ({ release }: Extract): SealedCertificate =>
  release?.report?.certificate as SealedCertificate;
