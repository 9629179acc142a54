import type { StatuteDocument } from '../statute-language';

/** Two things a statute says that cannot both be, or one that its law does not let it say. */
export type Contradiction = {
  /** `NOUN.REASON`, never renamed. */
  readonly code: string;
  /** Where it stands in the document: `matters.statuteChange.calls.1.quorum`. */
  readonly path: string;
  /** A sentence that members understand, in their languages. */
  readonly it: string;
  readonly en: string;
};

export type Check = (document: StatuteDocument) => readonly Contradiction[];

export const when = (isFound: boolean, contradiction: Contradiction): readonly Contradiction[] =>
  isFound ? [contradiction] : [];
