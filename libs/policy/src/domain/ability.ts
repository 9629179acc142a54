import {
  createMongoAbility,
  subject as tagged,
  type ForcedSubject,
  type MongoAbility,
  type RawRuleOf,
} from '@casl/ability';
import { FIELDS_OF, type Action, type Records, type SubjectName } from './vocabulary';

type Subjects = { [S in SubjectName]: S | (Records[S] & ForcedSubject<S>) }[SubjectName];
export type Ability = MongoAbility<[Action, Subjects]>;
export type AbilityRule = RawRuleOf<Ability>;

export const abilityOf = (rules: readonly AbilityRule[]): Ability => createMongoAbility<Ability>([...rules]);

/**
 * Whether an ability allows an action on one whole record.
 *
 * @throws Error (a defect) where a field that rules may name was not loaded: a prohibition on it would never apply
 */
export function allows<S extends SubjectName>(ability: Ability, action: Action, noun: S, record: Records[S]): boolean {
  return ability.can(action, wholeRecord(noun, record));
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
