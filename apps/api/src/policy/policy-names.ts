import { DatasetService, SeriesService } from '#catalogue';
import { BodyService } from '#governance';
import { Directory } from '#identity';
import { idsIn, type FederationId } from '#kernel';
import { belongsTo, namesFrom, type Actor, type Names } from '#policy';
import { Injectable } from '@nestjs/common';

/** Finds what people call the things that a policy document names by id. */
@Injectable()
export class PolicyNames {
  constructor(
    private readonly datasets: DatasetService,
    private readonly series: SeriesService,
    private readonly bodies: BodyService,
    private readonly directory: Directory,
  ) {}

  /**
   * Names of what the caller may know of; anything else stands for itself. Datasets, series and bodies are named
   * where they are the federation's own, whose policies rule no other: the sentences of a proposal are read by all its members, and what
   * its author may see elsewhere is not theirs to see.
   */
  async of(by: Actor, document: unknown, federationId: FederationId): Promise<Names> {
    const ids = idsIn(document);
    const known = belongsTo(by, federationId) ? ids : [];
    const [dataset, series, body, organisation] = await Promise.all([
      this.datasets.titles(by, federationId, ids),
      this.series.titlesIn(federationId, known),
      this.bodies.namesIn(federationId, known),
      this.directory.names(ids),
    ]);
    return namesFrom({ dataset, series, body, organisation });
  }
}
