import {
  createMongoAbility,
  subject as tagged,
  type ForcedSubject,
  type MongoAbility,
  type RawRuleOf,
} from '@casl/ability';
import type { FederationId, OrganisationId } from '#kernel';
import { FIELDS_OF, isOwnSubject, OWNER_FIELD, type Action, type Records, type SubjectName } from './vocabulary';

type Subjects = { [S in SubjectName]: S | (Records[S] & ForcedSubject<S>) }[SubjectName];

/** What the policies of one level let one person do, as CASL has it. */
export type LevelAbility = MongoAbility<[Action, Subjects]>;
export type AbilityRule = RawRuleOf<LevelAbility>;

/** What an organisation's own policies let one person do with what is the organisation's in that federation. */
export type OwnLevel = {
  readonly federationId: FederationId;
  readonly organisationId: OrganisationId;
  readonly ability: LevelAbility;
};

/**
 * What the policies in force let one person do: what the federations' allow and, with what is an organisation's that
 * has policies of its own, those allow too. Ask through `allows`, `authorise`, `whereAllowed` and `extractGrounds`: a
 * level by itself allows too much.
 */
export type Ability = {
  readonly federation: LevelAbility;
  /** By `placeOf`. */
  readonly own: ReadonlyMap<string, OwnLevel>;
};

export const levelOf = (rules: readonly AbilityRule[]): LevelAbility => createMongoAbility<LevelAbility>([...rules]);

/** @param own one an organisation and federation, for whoever has policies of its own in force */
export const abilityOf = (rules: readonly AbilityRule[], own: readonly OwnLevel[] = []): Ability => ({
  federation: levelOf(rules),
  own: new Map(own.map((level) => [placeOf(level.federationId, level.organisationId), level])),
});

export const placeOf = (federationId: string, organisationId: string) => `${federationId} ${organisationId}`;

/**
 * Whether an ability allows an action on one whole record: every level that decides about it must.
 *
 * @throws Error (a defect) where a field that rules may name was not loaded: a prohibition on it would never apply
 */
export function allows<S extends SubjectName>(ability: Ability, action: Action, noun: S, record: Records[S]): boolean {
  const whole = wholeRecord(noun, record);
  return levelsOn(ability, noun, record).every((level) => level.can(action, whole));
}

/** The levels that decide about a record: the federations', and the organisation's own if it has policies. */
export function levelsOn<S extends SubjectName>(
  { federation, own }: Ability,
  noun: S,
  record: Records[S],
): readonly LevelAbility[] {
  if (own.size === 0 || !isOwnSubject(noun)) return [federation];
  const owner = (record as unknown as Record<string, string>)[OWNER_FIELD[noun]];
  const level = own.get(placeOf(record.federationId, owner ?? ''));
  return level ? [federation, level.ability] : [federation];
}

/** The record as CASL wants it: a copy that knows its type, with every field that a rule may look at. */
export function wholeRecord<S extends SubjectName>(noun: S, record: Records[S]) {
  const facts: Record<string, unknown> = {};
  for (const field of [...Object.keys(FIELDS_OF[noun]), 'federationId']) {
    const value = (record as Record<string, unknown>)[field];
    if (value === undefined || value === null) throw new Error(`${noun}.${field} was not loaded.`);
    facts[field] = value;
  }
  return tagged(noun, facts) as unknown as Extract<Subjects, object>;
}
