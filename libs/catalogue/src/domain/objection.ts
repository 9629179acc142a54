import type { DatasetId, FederationId, Id, OrganisationId } from '#kernel';
import type { Purpose, UseAction } from '#policy';
import type { Dataset, Part } from './dataset';
import { invalidObjection } from './errors';
import { UNPRINTABLE } from './texts';

export type ObjectionId = Id<'Objection'>;

export const OBJECTION_KINDS = ['veto', 'optOut', 'withdrawal'] as const;
/**
 * A veto is against showing single rows; an opt-out, against any use of rows about people, in sums too; a withdrawal takes
 * purposes back, whatever the rows are about, and what was made for them before goes with it.
 */
export type ObjectionKind = (typeof OBJECTION_KINDS)[number];

/** A contributor's no to a use of its own rows. It is kept when it is withdrawn. */
export type Objection = {
  readonly id: ObjectionId;
  readonly federationId: FederationId;
  /** Whose rows it is about, and no others. */
  readonly organisationId: OrganisationId;
  /** null: every dataset of the federation, later ones too. */
  readonly datasetId: DatasetId | null;
  readonly kind: ObjectionKind;
  /** null: whatever for. */
  readonly purposes: readonly Purpose[] | null;
  readonly reason: string;
  readonly since: Date;
  readonly withdrawnAt: Date | null;
};

/** A use of the rows of a dataset that somebody asks for. */
export type RowUse = {
  readonly action: UseAction;
  /** What for: a purpose, with every broader and narrower one, because a no to either is a no to it. */
  readonly purposes: readonly Purpose[];
  /** The organisations that the asker belongs to: nobody's rows are kept from their own people. */
  readonly askedBy: readonly OrganisationId[];
};

/** What an objection looks at in a dataset. */
export type ObjectedDataset = Pick<Dataset, 'id' | 'federationId' | 'personalData'>;

const ROW_LEVEL: readonly UseAction[] = ['exportRecords'];
const MOST_CHARACTERS = 2_000;

/**
 * Which parts of a version may be used: those whose contributors do not object. No vote and no policy changes that.
 *
 * A veto is against the use of single rows, of any dataset; an opt-out against every use, of datasets about people; a
 * withdrawal against every use for the purposes that it names, of any dataset. A contributor's own rows stay usable for
 * its own people.
 *
 * @param objections any, also withdrawn ones and those on other datasets, which count for nothing
 * @returns the parts in their order, and the contributors that were left out, each once
 */
export function partsAllowed(
  parts: readonly Part[],
  objections: readonly Objection[],
  dataset: ObjectedDataset,
  use: RowUse,
): { readonly allowed: readonly Part[]; readonly excluded: readonly OrganisationId[] } {
  const objectors = objectorsTo(objections, dataset, use);
  const allowed = parts.filter(({ organisationId }) => !objectors.has(organisationId));
  const left = parts.map(({ organisationId }) => organisationId).filter((id) => objectors.has(id));
  return { allowed, excluded: [...new Set(left)] };
}

/** The organisations whose rows must not be used so, whether they have any or not. */
export function objectorsTo(
  objections: readonly Objection[],
  dataset: ObjectedDataset,
  use: RowUse,
): ReadonlySet<OrganisationId> {
  const objecting = objections
    .filter((objection) => isAbout(objection, dataset) && isAgainst(objection, dataset, use))
    .map(({ organisationId }) => organisationId);
  return new Set(objecting.filter((id) => !use.askedBy.includes(id)));
}

const isAbout = ({ withdrawnAt, federationId, datasetId }: Objection, dataset: ObjectedDataset) =>
  withdrawnAt === null && federationId === dataset.federationId && (datasetId === null || datasetId === dataset.id);

function isAgainst({ kind, purposes }: Objection, { personalData }: ObjectedDataset, use: RowUse): boolean {
  const concerns = { veto: ROW_LEVEL.includes(use.action), optOut: personalData, withdrawal: true }[kind];
  return concerns && (purposes === null || purposes.some((purpose) => use.purposes.includes(purpose)));
}

/**
 * Checks what people will read of an objection, and that it is against something.
 *
 * @throws OBJECTION.INVALID
 */
export function assertObjection({ kind, purposes, reason }: Pick<Objection, 'kind' | 'purposes' | 'reason'>): void {
  if (reason.trim().length === 0 || reason.length > MOST_CHARACTERS || UNPRINTABLE.test(reason)) {
    throw invalidObjection('its reason has 1 to 2,000 characters, and no control characters');
  }
  if (purposes?.length === 0) throw invalidObjection('it names no purpose; leave them out to object to all');
  if (kind === 'withdrawal' && purposes === null) {
    throw invalidObjection('it names the purposes that are taken back; to take back all, withdraw the rows');
  }
}
