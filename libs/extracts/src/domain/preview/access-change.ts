import type { DatasetId } from '#kernel';
import { isEverybody, type Group } from './group';

export const ACCESS_ACTIONS = [
  'discover',
  'readMetadata',
  'preview',
  'queryAggregates',
  'requestExtract',
  'exportRecords',
  'contribute',
] as const;
export type AccessAction = (typeof ACCESS_ACTIONS)[number];

/** What the people of a group may do with each dataset; one that is not there they may not even see. */
export type Access = ReadonlyMap<DatasetId, readonly AccessAction[]>;

export type GroupAccess = {
  readonly group: Group;
  readonly isInside: boolean;
  readonly now: Access;
  readonly draft: Access;
};

/** Something that one or more groups could do with a dataset, or could do no longer. */
export type AccessChange = {
  readonly datasetId: DatasetId;
  readonly action: AccessAction;
  readonly effect: 'gained' | 'lost';
  readonly groups: readonly Group[];
};

/**
 * What would change for whom, dataset by dataset, newest first.
 *
 * What changes for everybody in the members' books is said of them and not again of each group among them.
 */
export function accessChanges(groups: readonly GroupAccess[]): AccessChange[] {
  const changes = new Map<string, AccessChange & { groups: Group[] }>();
  const everybodyFirst = [...groups].sort((a, b) => Number(isEverybody(b.group)) - Number(isEverybody(a.group)));
  for (const { group, isInside, now, draft } of everybodyFirst) {
    for (const change of differences(now, draft)) {
      const key = JSON.stringify([change.datasetId, change.action, change.effect]);
      const known = changes.get(key);
      const isSaid = isInside && known?.groups.some(isEverybody);
      if (!known) changes.set(key, { ...change, groups: [group] });
      else if (!isSaid) known.groups.push(group);
    }
  }
  return [...changes.values()].sort(newestFirst);
}

function differences(now: Access, draft: Access): Omit<AccessChange, 'groups'>[] {
  return [...new Set([...now.keys(), ...draft.keys()])].flatMap((datasetId) => {
    const [could, can] = [now.get(datasetId) ?? [], draft.get(datasetId) ?? []];
    return ACCESS_ACTIONS.filter((action) => could.includes(action) !== can.includes(action)).map((action) => ({
      ...{ datasetId, action },
      effect: can.includes(action) ? ('gained' as const) : ('lost' as const),
    }));
  });
}

const newestFirst = (a: AccessChange, b: AccessChange) =>
  a.datasetId === b.datasetId
    ? ACCESS_ACTIONS.indexOf(a.action) - ACCESS_ACTIONS.indexOf(b.action)
    : a.datasetId < b.datasetId
      ? 1
      : -1;
