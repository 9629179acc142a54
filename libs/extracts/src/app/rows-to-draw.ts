import { Injectable } from '@nestjs/common';
import { VersionService, type Dataset, type DatasetVersion } from '#catalogue';
import { besideEarlier, type LaterTable } from '../domain/beside-earlier';
import { heldBack } from '../domain/errors';
import type { Line } from '../domain/left-table';
import { areBesideOthers } from '../domain/microdata-facts';
import type { Terms, UseRequest } from '../domain/permit';
import { Entitlement, type RowsFor } from './entitlement';
import { DatasetLine } from './dataset-line';

/** So many versions of which nothing was drawn are tried. */
const MOST_FRESH = 50;

/** A table that somebody may have under these terms. */
export type TableAsk = { readonly by: RowsFor; readonly request: UseRequest; readonly terms: Terms };

/** The rows of one version that each table is made of, in the order in which they were asked for. */
export type ChosenRows = {
  readonly usable: readonly DatasetVersion[];
  /** Number of the latest version, which is not the chosen one where it could not stand beside earlier tables. */
  readonly newest: number;
};

/** Chooses the version that a table is made of. */
@Injectable()
export class RowsToDraw {
  constructor(
    private readonly entitlement: Entitlement,
    private readonly versions: VersionService,
    private readonly line: DatasetLine,
  ) {}

  /**
   * The newest version whose rows may stand beside everything that left the dataset before: where too few contributors have
   * changed since an earlier table, the rows of that one, without those whose contributors object now. Nobody's numbers are
   * looked at for that.
   *
   * @param asks tables that leave together
   * @returns null while nothing was accepted
   * @throws EXTRACT.HELD_BACK where no version may, because rows of earlier ones were taken back; EXTRACT.TOO_MUCH_SHOWN
   */
  async newest(dataset: Dataset, asks: readonly TableAsk[]): Promise<ChosenRows | null> {
    const latest = await this.versions.latest(dataset.id);
    if (!latest) return null;
    const line = await this.line.of(dataset.id);
    let found: readonly DatasetVersion[] | null = null;
    for (const number of candidates(latest.number, line)) {
      const { usable, standing } = await this.look(dataset, await this.version(latest, number), { asks, line });
      if (standing === 'whole') return { usable, newest: latest.number };
      if (standing === 'inPart') found ??= usable;
    }
    if (!found) throw heldBack();
    return { usable: found, newest: latest.number };
  }

  private async version(latest: DatasetVersion, number: number): Promise<DatasetVersion> {
    return number === latest.number ? latest : this.versions.at(latest.datasetId, number);
  }

  /** The usable rows of a version for each table, and whether all of these may stand whole, in part, or not all of them. */
  private async look(
    dataset: Dataset,
    version: DatasetVersion,
    { asks, line }: { readonly asks: readonly TableAsk[]; readonly line: Line },
  ) {
    const usable: DatasetVersion[] = [];
    // An amended schema has a version of its own, with the rows that can be read as it.
    const standings: Standing[] = version.schemaNumber === dataset.schemaNumber ? [] : ['not'];
    for (const { by, request, terms } of asks) {
      const rows = await this.entitlement.usableOf(version, by, dataset, request);
      standings.push(standingOf({ ...request, terms, parts: rows.parts }, line));
      usable.push(rows);
    }
    return { usable, standing: WORST.find((one) => standings.includes(one)) ?? 'whole' };
  }
}

/** Whether a table stands beside earlier ones: with the margins that it has in common with them, without these, or not. */
type Standing = 'not' | 'inPart' | 'whole';
const WORST: readonly Standing[] = ['not', 'inPart', 'whole'];

/** What rows one by one tell beside others like them is decided where they are made (`MicrodataBeside`). */
function standingOf(later: LaterTable & Pick<UseRequest, 'action'>, line: Line): Standing {
  if (later.action === 'exportRecords')
    return areBesideOthers(later.parts, line.tables) && !areOfTooFew(later, line) ? 'not' : 'whole';
  const beside = besideEarlier(later, line);
  if (!beside) return 'not';
  return beside.unsafe.length > 0 ? 'inPart' : 'whole';
}

/** Rows one by one of too few contributors are refused for that, whatever left before. */
const areOfTooFew = ({ parts, terms }: LaterTable, { contributor }: Line) =>
  new Set(parts.map(({ organisationId }) => contributor(organisationId))).size < terms.minContributors;

/** Versions that nothing was drawn of since the latest that something was drawn of, and those; the newest first. */
function candidates(latest: number, { tables }: Line): number[] {
  const drawn = tables.flatMap(({ datasetVersion }) => datasetVersion ?? []);
  const since = Math.max(0, ...drawn);
  const fresh = Array.from({ length: Math.min(MOST_FRESH, Math.max(0, latest - since)) }, (_, at) => latest - at);
  return [...new Set([...fresh, ...drawn.toSorted((one, other) => other - one), latest])];
}
