/** How much of a federation is in a dataset: whole counts, of organisations and of people. */
export type ContributorCoverage = {
  /** Affiliated organisations with rows in the latest version. */
  readonly contributors: number;
  readonly organisations: number;
  /** People who are members of these organisations, each once. */
  readonly members: number;
  readonly allMembers: number;
};

/** A share in whole per cent, rounded half up. @param of ≥ part; of nothing, it is 0 */
export const percentOf = (part: number, of: number): number =>
  of === 0 ? 0 : Number((200n * BigInt(part) + BigInt(of)) / (2n * BigInt(of)));

/** As people say it: “9 of 14 organisations, 71 % of members”. */
export function coverageSentence(
  { contributors, organisations, members, allMembers }: ContributorCoverage,
  language: 'it' | 'en',
): string {
  const percent = percentOf(members, allMembers);
  return language === 'it'
    ? `${contributors} organizzazioni su ${organisations}, il ${percent} % dei soci`
    : `${contributors} of ${organisations} organisations, ${percent} % of members`;
}
