import { Injectable } from '@nestjs/common';
import { allows } from '../domain/ability';
import { isAbout, type Actor } from '../domain/actor';
import { binds, type PolicyInForce } from '../domain/policy-in-force';
import type { Records } from '../domain/vocabulary';
import { PoliciesInForce } from './policies-in-force';

/** Which policies speak of which dataset, for who describes datasets to others. */
@Injectable()
export class DatasetPolicies {
  constructor(private readonly inForce: PoliciesInForce) {}

  /**
   * The policies in force with a clause about a dataset, as far as the caller may read policies. The caller has been
   * shown all that is decided by, the number of contributors too.
   *
   * @returns for each dataset in the order given, the federation's and its publisher's own
   */
  async on(by: Actor, datasets: readonly Records['Dataset'][]): Promise<PolicyInForce[][]> {
    const { policies, now } = await this.inForce.moment();
    const readable = policies.filter(
      (policy) =>
        binds(policy, now) &&
        allows(by.ability, 'read', 'Policy', { id: policy.policyId, federationId: policy.federationId }),
    );
    return datasets.map((dataset) => readable.filter((policy) => speaksOf(policy, dataset)));
  }
}

const speaksOf = ({ document, ...owner }: PolicyInForce, dataset: Records['Dataset']): boolean =>
  [...document.permissions, ...document.prohibitions].some(
    ({ subject, where }) => subject === 'Dataset' && isAbout(owner, where, dataset),
  );
