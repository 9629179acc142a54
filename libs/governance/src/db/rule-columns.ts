import type { Rule } from '../domain/tally';

export type RuleColumns = { quorum_part: number; quorum_of: number; majority_part: number; majority_of: number };

export const ruleOf = (row: RuleColumns): Rule => ({
  quorum: { part: row.quorum_part, of: row.quorum_of },
  majority: { part: row.majority_part, of: row.majority_of },
});
