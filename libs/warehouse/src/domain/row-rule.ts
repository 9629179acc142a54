/** One side of a comparison: a cell of the row, the exact sum of several of its numbers, or a value that is given. */
export type RuleTerm = { field: string } | { sum: string[] } | { value: string | number | boolean };

export const RULE_OPERATORS = ['<', '<=', '=', '!=', '>=', '>'] as const;
export type RuleOperator = (typeof RULE_OPERATORS)[number];

/** Holds where one side compares so with the other; where a value that it needs is missing, it is neither true nor false. */
export type RuleComparison = { left: RuleTerm; op: RuleOperator; right: RuleTerm };

/** Holds where a cell has a value, or has none. */
export type RulePresence = { field: string; is: 'present' | 'absent' };

export type RuleCondition = RuleComparison | RulePresence;

/** What must hold in each row where `when` is true; a rule is broken where it is false, not where values are missing. */
export type RowRule = RuleCondition & { title?: string | undefined; when?: RuleCondition | undefined };

/** @see Data Package v2, foreignKeys */
export type ForeignKey = {
  fields: string[];
  /** `datasetId` is empty where a table refers to itself. */
  reference: { datasetId: string; fields: string[] };
};

/** How far a total may be from the contributor's previous rows before people are asked to look again. */
export type Plausibility = {
  /** A measure or the weight; null for the number of rows. */
  field: string | null;
  /** A whole number of percent, 0 to 100,000. */
  mostChangePercent: number;
};
