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
