import type { Assignee } from '../document/assignee';
import type { Names } from './names';
import type { Phrases } from './phrases';

/** Says whom a rule is about. */
export function sayPeople({ people, quote }: Phrases, assignee: Assignee, names: Names): string {
  const called = (ids: readonly string[]) => ids.map((id) => quote(names.organisation(id)));
  switch (assignee.type) {
    case 'role':
      return people.role(
        assignee.role,
        assignee.organisations === 'federation' ? null : called(assignee.organisations),
      );
    case 'organisation':
      return people.organisation(called(assignee.organisations));
    case 'kind':
      return people.kind(assignee.kinds);
    default:
      return people[assignee.type];
  }
}
