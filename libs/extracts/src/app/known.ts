import type { DatasetSummary } from '#catalogue';
import { allows, type Actor, type PolicyInForce } from '#policy';
import type { KnownClause, KnownDataset } from '../domain/preview/preview';

/** A dataset as far as the reader may know of it. */
export const knownDataset = ({ ability }: Actor, dataset: DatasetSummary | undefined): KnownDataset =>
  dataset && allows(ability, 'discover', 'Dataset', dataset) ? { id: dataset.id, title: dataset.title } : null;

/** A clause, with the title of its policy where a policy lets the reader see that. */
export function knownClause(
  { ability }: Actor,
  { policyId: id, federationId, document }: PolicyInForce,
  address: string,
): KnownClause {
  return { policyTitle: allows(ability, 'read', 'Policy', { id, federationId }) ? document.title : null, address };
}
