import type { Form } from './statute-language';

/** The size of a body, in whole numbers ≥ 0. */
export type BodySize = {
  readonly members: number;
  /** Provinces in which it is active. */
  readonly provinces: number;
  /** Mutual managements that it carries on (social services and housing, say). */
  readonly managements: number;
  readonly form: Form;
};

const MEMBERS_IN_PROVINCES = 3_000;
const MEMBERS_IN_MANAGEMENTS = 500;

/**
 * Whether the law may make a cooperative of so many members hold separate assemblies, where nobody wrote down in how many
 * provinces it is active, or how many managements it has.
 *
 * @param members a whole number ≥ 0
 * @returns what it depends on; null if it does not have members enough
 * @see Codice civile, art. 2540 co. 2
 */
export function separateAssembliesPerhaps(
  members: number,
  form: Form,
): { readonly it: string; readonly en: string } | null {
  if ((form !== 'cooperativeSpa' && form !== 'cooperativeSrl') || members <= MEMBERS_IN_MANAGEMENTS) return null;
  const provinces = members > MEMBERS_IN_PROVINCES;
  return {
    it: `I soci sono ${members}: servono assemblee separate se le gestioni mutualistiche sono più di una${provinces ? ', o l’attività si svolge in più province' : ''} (art. 2540 co. 2 c.c.).`,
    en: `There are ${members} members: separate assemblies are needed if there is more than one mutual management${provinces ? ', or activity in more than one province' : ''} (art. 2540 co. 2 c.c.).`,
  };
}

/**
 * Whether the law makes a cooperative hold separate assemblies that elect delegates, and why.
 *
 * Both sizes must be exceeded, not reached: 3,000 members in two provinces are still one assembly. Associations and
 * European Cooperative Societies may hold them and never must, so the answer for them is null.
 *
 * @returns the reason in words that members understand; null if separate assemblies are not mandatory
 * @see Codice civile, art. 2540 co. 2; d.lgs. 117/2017, art. 24 co. 5; Reg. (EC) 1435/2003, art. 63
 */
export function separateAssembliesNeeded(size: BodySize): { readonly it: string; readonly en: string } | null {
  const { members, provinces, managements, form } = size;
  if (form !== 'cooperativeSpa' && form !== 'cooperativeSrl') return null;
  if (members > MEMBERS_IN_PROVINCES && provinces > 1) {
    return {
      it: `Servono assemblee separate: i soci sono ${members}, più di ${MEMBERS_IN_PROVINCES}, e l’attività si svolge in ${provinces} province (art. 2540 co. 2 c.c.).`,
      en: `Separate assemblies are needed: there are ${members} members, more than ${MEMBERS_IN_PROVINCES}, and activity in ${provinces} provinces (art. 2540 co. 2 c.c.).`,
    };
  }
  if (members > MEMBERS_IN_MANAGEMENTS && managements > 1) {
    return {
      it: `Servono assemblee separate: i soci sono ${members}, più di ${MEMBERS_IN_MANAGEMENTS}, e le gestioni mutualistiche sono ${managements} (art. 2540 co. 2 c.c.).`,
      en: `Separate assemblies are needed: there are ${members} members, more than ${MEMBERS_IN_MANAGEMENTS}, and ${managements} mutual managements (art. 2540 co. 2 c.c.).`,
    };
  }
  return null;
}
