import type { FederationId, OrganisationId } from '#kernel';
import type { CodeListId, Period } from '../metadata';

/** What something is called, by language (`it`, `en`, …); Italian and English are always there. */
export type Labels = Readonly<Record<string, string>>;

/** One step of a hierarchy, such as all zones of a city. */
export type Level = { readonly name: string; readonly title: Labels };

/** What one value of a column means. Codes are told apart by their level: a zone and a district may both be `1`. */
export type Code = {
  readonly level: string;
  readonly code: string;
  /** The code of the next coarser level that it lies in; null on the coarsest level, and nowhere else. */
  readonly parent: string | null;
  readonly labels: Labels;
  /** When the thing itself began and ended to be: a municipality that was merged into another. */
  readonly valid: Period;
};

/** A classification that columns of many datasets share, such as the sections, zones and districts of a city. */
export type CodeList = {
  readonly id: CodeListId;
  /** null: it comes with the product, and every federation shares it. */
  readonly federationId: FederationId | null;
  readonly publisherId: OrganisationId | null;
  readonly title: Labels;
  /** Number of the latest version, from 1. */
  readonly version: number;
};

/** A list as it was published at one time; it never changes. */
export type CodeListVersion = {
  readonly listId: CodeListId;
  readonly number: number;
  /** From the finest to the coarsest. */
  readonly levels: readonly Level[];
  /** Codes of all levels together. */
  readonly codes: number;
  /** When the classification is or was in force. */
  readonly valid: Period;
  /** For people: what changed. */
  readonly note: string;
  /** Known by its content: over its levels and codes. */
  readonly hash: string;
  readonly createdAt: Date;
};

export type ListedCode = Pick<Code, 'code' | 'parent'>;

/** For each code of a level, the code of a coarser one that it lies in. */
export function ancestorsOf(levels: readonly (readonly ListedCode[])[]): ReadonlyMap<string, string> {
  const [finest = []] = levels;
  const steps = levels.slice(0, -1).map((codes) => new Map(codes.map(({ code, parent }) => [code, parent])));
  const climbed = finest.map(
    ({ code }) => [code, steps.reduce<string | null>((at, step) => climb(step, at), code)] as const,
  );
  return new Map(climbed.flatMap(([code, ancestor]) => (ancestor === null ? [] : [[code, ancestor] as const])));
}

const climb = (step: ReadonlyMap<string, string | null>, code: string | null) =>
  code === null ? null : (step.get(code) ?? null);
