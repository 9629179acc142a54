import { OBLIGATION_STATES, type ObligationState } from './obligation';
import { DUTY_ACTIONS, DUTY_ROLES, DUTY_TABLE, LEADS_TO, type DutyAction } from './states';

const STATES: Readonly<Record<ObligationState, string>> = {
  standing: 'holds as long as the results do; never due',
  open: 'to be fulfilled by its due date',
  fulfilled: 'evidence was given, and waits for a handler',
  accepted: 'a handler accepted the evidence',
  rejected: 'a handler rejected the evidence; due again 14 days later, or when it was due anyway',
  overdue: 'its due date is over: the grant is not usable until evidence is given',
  lapsed: 'a report on a time that never came, because the grant ended before',
};
const ACTIONS: Readonly<Record<DutyAction, string>> = {
  read: 'see the obligation, its dates and all evidence',
  giveEvidence: 'say how it was fulfilled, with a link if there is one',
  acceptEvidence: 'take the evidence for good',
  rejectEvidence: 'send it back with a reason',
};

/** The life of an obligation for people to read, written from the table that the code decides by. */
export const dutiesPage = (): string => `# Duties of a grant

Written from the table in \`src/domain/duty/states.ts\`; a test fails where the two differ.

## Who may do what, when

${table(
  ['state', ...DUTY_ROLES],
  OBLIGATION_STATES.map((state) => [state, ...DUTY_ROLES.map((role) => DUTY_TABLE[state][role].join(', ') || '–')]),
)}

## States

${table(
  ['state', 'meaning'],
  OBLIGATION_STATES.map((state) => [state, STATES[state]]),
)}

## Actions

${table(
  ['action', 'meaning', 'leads to'],
  DUTY_ACTIONS.map((action) => [action, ACTIONS[action], LEADS_TO[action] ?? '–']),
)}

## What the clock does

${table(
  ['days from the due date', 'what happens'],
  [
    ['-14, -3, -1', 'the holders are reminded; of a report, only while no earlier one is to come'],
    ['0', 'the obligation is overdue: the grant is not usable until evidence is given'],
    ['30', 'the grant ends for good, for the reason `dutyOverdue`'],
  ],
)}

A recalled release has no grant to end: who has not shown in time that it was deleted draws nothing out of its dataset until
they do, and its publisher's stewards are told on the day and 30 days later.
`;

/** As wide as its widest cells, the way the formatter of the repository writes it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => (row[at] ?? '').length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
