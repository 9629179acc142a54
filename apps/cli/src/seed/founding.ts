import { dataCommittee, type Founding } from '#governance';

const AURORA = 'Cooperativa Aurora';
const DORA = 'Cooperativa Dora';
const SANGONE = 'Cooperativa Sangone';
const UNIVERSITY = 'Università della Collina';
const STRANGER = 'Cooperativa Lontana';

/** Those who share rows of the example dataset; the first of them publishes it. */
export const SHARING = [AURORA, DORA, SANGONE] as const;

/** A small federation to try everything with; nobody and nothing in it is real. */
export const EXAMPLE_FEDERATION: Founding = {
  name: 'Federazione Granaio Torino',
  statute: dataCommittee({ title: 'Regolamento della Federazione Granaio Torino' }),
  organisations: [
    { name: AURORA, kind: 'cooperative', affiliated: true },
    { name: DORA, kind: 'cooperative', affiliated: true },
    { name: SANGONE, kind: 'cooperative', affiliated: true },
    { name: UNIVERSITY, kind: 'enablingOrganisation', affiliated: false },
    { name: STRANGER, kind: 'cooperative', affiliated: false },
  ],
  people: [
    {
      name: 'Ada Ferrero',
      email: 'ada@aurora.example',
      language: 'it',
      organisation: AURORA,
      roles: ['member', 'steward'],
      offices: ['chair'],
    },
    {
      name: 'Bruno Costa',
      email: 'bruno@dora.example',
      language: 'it',
      organisation: DORA,
      roles: ['member', 'steward'],
      offices: ['secretary'],
    },
    {
      name: 'Carla Rossi',
      email: 'carla@sangone.example',
      language: 'it',
      organisation: SANGONE,
      roles: ['member', 'steward'],
    },
    { name: 'Dario Greco', email: 'dario@aurora.example', language: 'it', organisation: AURORA, roles: ['member'] },
    { name: 'Elena Popescu', email: 'elena@dora.example', language: 'en', organisation: DORA, roles: ['member'] },
    {
      name: 'Rita Moretti',
      email: 'rita@collina.example',
      language: 'en',
      organisation: UNIVERSITY,
      roles: ['researcher'],
    },
    {
      name: 'Sara Conti',
      email: 'sara@collina.example',
      language: 'it',
      organisation: UNIVERSITY,
      roles: ['researcher'],
    },
    {
      name: 'Ugo Neri',
      email: 'ugo@lontana.example',
      language: 'it',
      organisation: STRANGER,
      roles: ['member', 'steward'],
    },
  ],
  policy: (idOf) => ({
    schema: 'granaio-policy/1',
    title: 'Regole della fondazione / Founding rules',
    permissions: [
      { assignee: { type: 'members' }, actions: ['read'], subject: 'Dataset', where: 'everything' },
      { assignee: { type: 'members' }, actions: ['read', 'propose', 'vote'], subject: 'Ballot', where: 'everything' },
      { assignee: { type: 'members' }, actions: ['read'], subject: 'Policy', where: 'everything' },
      {
        assignee: { type: 'role', role: 'steward', organisations: 'federation' },
        actions: ['create', 'contribute'],
        subject: 'Dataset',
        where: 'everything',
      },
      {
        assignee: { type: 'role', role: 'researcher', organisations: [idOf(UNIVERSITY)] },
        actions: ['read'],
        subject: 'Dataset',
        where: 'everything',
      },
    ],
    prohibitions: [],
    validUntil: null,
  }),
};
