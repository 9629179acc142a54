/**
 * What this process has worked since then: on a machine that is busy with other things the wall's clock says less.
 *
 * @param before what `process.cpuUsage()` said
 * @returns processor time, in seconds
 */
export function secondsOfWork(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
}
