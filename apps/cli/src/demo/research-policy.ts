/** What researchers of one organisation may ask of one dataset, in the story. */
export type Research = {
  readonly title: string;
  readonly organisationId: string;
  readonly datasetId: string;
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
};

/** A policy as a member would write it: academic research, ten people and three cooperatives behind each number; it ends when the statute says. */
export const researchPolicy = ({ title, organisationId, datasetId, dimensions, measures }: Research): object => ({
  schema: 'granaio-policy/1',
  title,
  permissions: [
    {
      assignee: { type: 'role', role: 'researcher', organisations: [organisationId] },
      actions: ['requestExtract'],
      subject: 'Dataset',
      where: { id: { $eq: datasetId } },
      purposes: ['AcademicResearch'],
      dimensions,
      measures,
      terms: { minPeople: 10, minContributors: 3 },
    },
  ],
  prohibitions: [],
  validUntil: null,
});
