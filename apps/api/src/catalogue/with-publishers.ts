import { summaryOf, type Dataset, type ShownDataset } from '#catalogue';
import type { Directory } from '#identity';
import { missing } from '#kernel';
import { toDatasetType, type DatasetType } from './dataset.type';

/** Datasets with their publishers, read in one go, so that the rows of a list need no resolver of their own. */
export async function withPublishers(directory: Directory, datasets: readonly ShownDataset[]): Promise<DatasetType[]> {
  const ids = [...new Set(datasets.map(({ publisherId }) => publisherId))];
  const organisations = await directory.organisations(ids);
  const byId = new Map(ids.map((id, at) => [id, organisations[at]]));
  return datasets.map((dataset) => {
    const publisher = byId.get(dataset.publisherId);
    if (!publisher) throw missing('organisation', dataset.publisherId);
    return toDatasetType(dataset, publisher);
  });
}

/** A dataset that was just changed, as a mutation answers it: to who changed it in the name of its publisher. */
export async function shownAgain(directory: Directory, dataset: Dataset): Promise<DatasetType> {
  const [shown] = await withPublishers(directory, [summaryOf(dataset)]);
  if (!shown) throw missing('dataset', dataset.id);
  return shown;
}
