import type { BodyId, PersonId } from '#kernel';
import type { Queryable } from '#platform';
import type { Actor } from '#policy';
import type { GovernanceStores } from '../../db/governance.stores';
import type { Office, StatuteVersion } from '../../domain/body/body';
import { assertOffice } from '../access';

/** Who asks what they may do, and where the answer is read. */
export type Asked = {
  readonly by: Actor;
  readonly on: Queryable;
  readonly stores: GovernanceStores;
  readonly now: () => Promise<Date>;
};

/** No person has this id: who did not sign in holds nothing. */
const NOBODY = '00000000-0000-0000-0000-000000000000' as PersonId;

export const personIn = ({ by }: Asked): PersonId => by.identity?.personId ?? NOBODY;

/** Checks the caller's offices in some bodies, read once for all of them. */
export async function officesIn({ by, on, stores }: Asked, bodies: readonly BodyId[]) {
  const held = await stores.actionFacts.offices(on, by, bodies);
  const holds = (bodyId: BodyId, offices: readonly Office[]) =>
    offices.some((office) => held.get(bodyId)?.has(office) ?? false);
  return {
    holds,
    /** @throws BODY.NOT_AN_OFFICER, TOKEN.SCOPE_NEEDED */
    assert: (bodyId: BodyId, ...offices: readonly Office[]) => {
      assertOffice(by, holds(bodyId, offices), offices);
    },
  };
}

/** The statutes by which some records go, read once for all of them: in force, or the version that a record names. */
export async function statutesOf(
  { on, stores }: Asked,
  records: readonly { readonly bodyId: BodyId; readonly statuteNumber?: number }[],
): Promise<(record: { readonly bodyId: BodyId; readonly statuteNumber?: number }) => StatuteVersion> {
  const current = await stores.statutes.currentOf(on, [...new Set(records.map(({ bodyId }) => bodyId))]);
  const older = new Map<string, StatuteVersion>();
  for (const { bodyId, statuteNumber } of records) {
    const key = `${bodyId} ${statuteNumber}`;
    if (statuteNumber === undefined || current.get(bodyId)?.number === statuteNumber || older.has(key)) continue;
    older.set(key, await stores.statutes.version(on, bodyId, statuteNumber));
  }
  return ({ bodyId, statuteNumber }) => {
    const found = older.get(`${bodyId} ${statuteNumber}`) ?? current.get(bodyId);
    if (!found) throw new Error(`The body ${bodyId} has no statute.`);
    return found;
  };
}

/** What a map has under a key, which is nothing where it has none. */
export const listOf = <Key, Item>(map: ReadonlyMap<Key, readonly Item[]>, key: Key): readonly Item[] =>
  map.get(key) ?? [];

/** Those of the same key together, in their order. */
export function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): ReadonlyMap<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
