import { CommonsError } from '#kernel';
import { parsePolicy, type PolicyDocument } from '../src/domain/policy-document';
import type { Names } from '../src/domain/sentence/names';
import { idOf } from './arbitrary-policy';

/** Things with names that people know them by. */
export const [DORA, UNIVERSITY] = [idOf(11), idOf(12)];
export const [USERS, HOUSES] = [idOf(21), idOf(22)];
const CALLED = new Map<string, string>([
  [DORA, 'Cooperativa Dora'],
  [UNIVERSITY, 'Università di Collina'],
  [USERS, 'Utenti dei servizi'],
  [HOUSES, 'Alloggi'],
]);
export const NAMES: Names = { organisation: (id) => CALLED.get(id) ?? id, dataset: (id) => CALLED.get(id) ?? id };

export const MEMBERS = { type: 'members' };
export const role = (name: string, organisations: unknown = 'federation') => ({
  type: 'role',
  role: name,
  organisations,
});
export const rule = (change: object) => ({
  assignee: MEMBERS,
  actions: ['read'],
  subject: 'Dataset',
  where: 'everything',
  ...change,
});
export const extracts = (change: object) => ({
  assignee: role('researcher', [UNIVERSITY]),
  actions: ['requestExtract'],
  subject: 'Dataset',
  where: { id: { $eq: USERS } },
  purposes: ['AcademicResearch'],
  dimensions: ['zona', 'bisogno'],
  measures: [],
  terms: { minPeople: 10, minContributors: 3 },
  ...change,
});
export const document = (change: object): PolicyDocument =>
  parsePolicy({
    schema: 'granaio-policy/1',
    title: 'Una regola',
    permissions: [],
    prohibitions: [],
    validUntil: null,
    ...change,
  });
export const permitting = (permission: object) => document({ permissions: [permission] });
export const forbidding = (prohibition: object) => document({ prohibitions: [prohibition] });

/** Where a document is wrong; none: it is a policy. */
export function placesOf(input: unknown): string[] {
  try {
    parsePolicy(input);
    return [];
  } catch (error) {
    if (!(error instanceof CommonsError) || error.code !== 'POLICY.INVALID') throw error;
    return (error.details['problems'] as { path: string }[]).map(({ path }) => path);
  }
}
