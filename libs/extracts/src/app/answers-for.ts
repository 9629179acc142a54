import { seatsAs } from '#identity';
import type { Actor, Records, SubjectName } from '#policy';

export type Placed = Pick<Records[SubjectName], 'federationId'> & { readonly publisherId?: string };

/** Whether somebody is a steward of the publisher or an auditor of the federation: they learn what others do not. */
export const answersFor = ({ identity }: Actor, { federationId, publisherId }: Placed): boolean =>
  identity !== null &&
  (seatsAs('auditor', identity).some((seat) => seat.federationId === federationId) ||
    seatsAs('steward', identity).some(
      (seat) => seat.federationId === federationId && seat.organisationId === publisherId,
    ));
