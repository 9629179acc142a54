import { Injectable } from '@nestjs/common';
import { DatasetService } from '#catalogue';
import { OrganisationGroups, type OrganisationGroup } from '#identity';
import type { DatasetId } from '#kernel';
import { Database, type Queryable } from '#platform';

/** Which organisations are under one control, or put together what they know, by the book of a dataset's federation. */
@Injectable()
export class RecordedGroups {
  constructor(
    private readonly datasets: DatasetService,
    private readonly groups: OrganisationGroups,
    private readonly database: Database,
  ) {}

  /** As the book says at this moment. */
  async of(id: DatasetId, on: Queryable = this.database): Promise<OrganisationGroup[]> {
    const { federationId } = await this.datasets.find(id);
    return this.groups.inForce(on, federationId);
  }
}
