import { CommonsError } from '#kernel';

export const notYourOrganisation = (organisationId: string) =>
  new CommonsError(
    'forbidden',
    'ORGANISATION.NOT_YOURS',
    'Only a steward of this organisation, in this federation, may act in its name.',
    { organisationId },
  );

export const dimensionWithoutCategories = (columns: readonly string[]) =>
  new CommonsError(
    'invalid',
    'SCHEMA.DIMENSION_WITHOUT_CATEGORIES',
    `List the categories of ${columns.join(', ')}: what is left out of a table must not tell that nobody is there.`,
    { columns },
  );

export const datasetWithdrawn = (at: Date) =>
  new CommonsError(
    'refused',
    'DATASET.WITHDRAWN',
    `This dataset was withdrawn on ${at.toISOString().slice(0, 10)}: nothing is drawn out of it or put into it any more.`,
    { withdrawnAt: at.toISOString() },
  );

export const invalidDataset = (problem: string) =>
  new CommonsError('invalid', 'DATASET.INVALID', `This dataset cannot be published: ${problem}.`, { problem });

export const invalidObjection = (problem: string) =>
  new CommonsError('invalid', 'OBJECTION.INVALID', `This objection cannot be filed: ${problem}.`, { problem });

export const objectionInForce = () =>
  new CommonsError(
    'refused',
    'OBJECTION.IN_FORCE',
    'Your organisation objects to exactly this already, so nothing is left to file.',
  );

export const objectionWithdrawn = (id: string) =>
  new CommonsError(
    'refused',
    'OBJECTION.WITHDRAWN',
    'This objection was withdrawn before. File a new one to object again.',
    { id },
  );

export const invalidMetadata = (problem: string) =>
  new CommonsError('invalid', 'DATASET.INVALID_METADATA', `This dataset cannot be described so: ${problem}.`, {
    problem,
  });

export const datasetEmbargoed = (until: Date) =>
  new CommonsError(
    'refused',
    'DATASET.EMBARGOED',
    `Nothing is drawn out of this dataset before ${until.toISOString().slice(0, 10)}: its publisher keeps it back until then.`,
    { availableFrom: until.toISOString() },
  );

export const invalidLife = (problem: string) =>
  new CommonsError('invalid', 'DATASET.INVALID_LIFE', `This dataset cannot be kept so: ${problem}.`, { problem });
