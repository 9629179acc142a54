import type { PolicyDocument } from '#policy';

type GovernanceAction = 'read' | 'propose' | 'vote';

/** A policy by which members may do these things with everything of their federation. */
export function membersMay(...actions: GovernanceAction[]): PolicyDocument {
  const assignee = { type: 'members' } as const;
  const reading = actions.filter((action) => action === 'read');
  return {
    schema: 'granaio-policy/1',
    title: `Members may ${actions.join(', ')}`,
    permissions: [
      { assignee, actions, subject: 'Ballot', where: 'everything' },
      ...(reading.length > 0
        ? [
            { assignee, actions: reading, subject: 'Policy', where: 'everything' } as const,
            { assignee, actions: reading, subject: 'Dataset', where: 'everything' } as const,
          ]
        : []),
      {
        assignee: { type: 'role', role: 'steward', organisations: 'federation' },
        actions: ['create', 'contribute'],
        subject: 'Dataset',
        where: 'everything',
      },
    ],
    prohibitions: [],
    validUntil: null,
  };
}
