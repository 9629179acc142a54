import { createMongoAbility, type ForcedSubject, type MongoAbility, type RawRuleOf } from '@casl/ability';
import type { FederationId, OrganisationId } from '#kernel';
import { mergeConditions, testFor, type Conditions } from './conditions';
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
 * has policies of its own, those allow too. Ask through `allows`, `authorise`, `whereAllowed` and `useGrounds`: a
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
  return levelsOn(ability, noun, record).every(
    (level) => decisive(level, action, noun).find(({ isMet }) => isMet(whole))?.permits === true,
  );
}

/** A condition, and what is decided about the records that meet it. */
export type DecisiveRule = {
  readonly permits: boolean;
  readonly conditions: Conditions;
  readonly isMet: ReturnType<typeof testFor>;
};

const DECISIVE = new WeakMap<LevelAbility, Map<string, readonly DecisiveRule[]>>();

/**
 * What decides about one action on one subject: of these rules, in this order, the first whose condition a record meets;
 * if there is none, it is not permitted. They decide as the whole level does, and are as few as it takes; which clause it
 * was that decided, only the level itself knows.
 */
export function decisive(level: LevelAbility, action: Action, noun: SubjectName): readonly DecisiveRule[] {
  const made = DECISIVE.get(level) ?? new Map<string, readonly DecisiveRule[]>();
  DECISIVE.set(level, made);
  const key = `${action} ${noun}`;
  const rules = made.get(key) ?? runsOf(level.rulesFor(action, noun)).flatMap(decisiveOf);
  made.set(key, rules);
  return rules;
}

type Run = { readonly permits: boolean; readonly conditions: Conditions[] };

const decisiveOf = ({ permits, conditions }: Run): DecisiveRule[] =>
  mergeConditions(conditions).map((merged) => ({ permits, conditions: merged, isMet: testFor(merged) }));

/** Rules one after the other that all permit or all prohibit: in which order they come makes no difference. */
function runsOf(rules: readonly Pick<AbilityRule, 'inverted' | 'conditions'>[]): Run[] {
  const runs: Run[] = [];
  for (const { inverted = false, conditions } of rules) {
    if (!conditions) throw new Error('A rule has no conditions.');
    const last = runs.at(-1);
    if (last?.permits === !inverted) last.conditions.push(conditions as Conditions);
    else runs.push({ permits: !inverted, conditions: [conditions as Conditions] });
  }
  return runs;
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

type Whole = Extract<Subjects, object> & Readonly<Record<string, string | number>>;

/** The record, as soon as it is sure to have every field that a rule may look at. */
export function wholeRecord<S extends SubjectName>(noun: S, record: Records[S]): Whole {
  for (const field of NEEDED[noun]) {
    const value = (record as Readonly<Record<string, unknown>>)[field];
    if (value === undefined || value === null) throw new Error(`${noun}.${field} was not loaded.`);
  }
  return record as unknown as Whole;
}

const NEEDED = Object.fromEntries(
  Object.entries(FIELDS_OF).map(([noun, fields]) => [noun, [...Object.keys(fields), 'federationId']]),
) as unknown as Readonly<Record<SubjectName, readonly string[]>>;
