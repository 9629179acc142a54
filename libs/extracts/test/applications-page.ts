import { APPLICATION_STATES } from '../src/domain/application/application';
import { APPLICATION_ACTIONS, APPLICATION_ROLES, APPLICATION_TABLE, LEADS_TO } from '../src/domain/application/states';

const MEANS: Record<(typeof APPLICATION_ACTIONS)[number], string> = {
  read: 'see the application and its public history',
  readHandlersRemarks: 'see what handlers say among themselves, consents, and reviews once they are opened',
  save: 'change what it says',
  submit: 'put it before those who decide; the policies are asked first',
  inviteCoApplicant: 'ask somebody to apply together, or go on without them',
  acceptTerms: 'accept the terms, for oneself',
  leave: 'have no part in it any more',
  withdraw: 'take it back',
  copyAsNew: 'start another that says the same',
  return: 'give it back to be changed',
  remark: 'say something about it, to everybody who reads it or among handlers',
  inviteReviewer: 'ask an independent member of the federation',
  removeReviewer: 'go on without a reviewer who has not answered',
  review: 'say what one thinks of it, without knowing of the others',
  consent: 'give or refuse consent for one’s own organisation; once approved, take it back',
  putToVote: 'put the use before a body, or join the vote on an equal use',
  approve: 'approve it, for one’s own datasets',
  approveChanged: 'approve less than was asked for',
  reject: 'say no, with a reason',
  close: 'end the rights it gave',
  revoke: 'end the rights it gave, and give no new ones',
  liftBlock: 'let somebody ask again',
};

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** The arrows of the diagram: who leads from where to where. */
function arrows(): string[] {
  return APPLICATION_STATES.flatMap((from) =>
    APPLICATION_ACTIONS.flatMap((action) => {
      const to = LEADS_TO[action];
      const roles = APPLICATION_ROLES.filter((role) => APPLICATION_TABLE[from][role].includes(action));
      return to && roles.length > 0 ? [`  ${from} --> ${to}: ${action} (${roles.join(', ')})`] : [];
    }),
  );
}

/** The page about the life of an application, as the table has it. */
export function applicationsPage(): string {
  const roles = APPLICATION_ROLES.filter((role) => role !== 'nobody');
  return `# The life of an application

Written from \`src/domain/application/states.ts\`; a test fails when it is not what the table says. What is not in the row of a
state and the column of a role is refused with \`APPLICATION.NOT_NOW\`; to whom the table does not let read it, with
\`APPLICATION.MISSING\`, as if there were none. An auditor reads, and changes nothing. Who is in none of these columns may do nothing.

\`\`\`mermaid
stateDiagram-v2
  [*] --> draft
${arrows().join('\n')}
\`\`\`

Besides, the rule itself approves at \`submit\` what the policies ask nobody about, and a vote that rejects a use rejects every
submitted application that shares it.

## Who may do what, when

${table(
  ['state', ...roles],
  APPLICATION_STATES.map((state) => [
    `**${state}**`,
    ...roles.map((role) => APPLICATION_TABLE[state][role].join(', ') || '–'),
  ]),
)}

## What the actions are

${table(
  ['action', 'to'],
  APPLICATION_ACTIONS.map((action) => [action, MEANS[action]]),
)}
`;
}
