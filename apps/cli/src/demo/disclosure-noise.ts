import { LEDGER, type LedgerSeen } from './disclosure-queries';
import { draw, rowsOf, type Stage } from './disclosure-steps';
import { mustBe, narrator, refusalOf } from './narrator';

/** Numbers with noise, what they cost everybody in the rows, and what is left of the budget. */
export async function noise(stage: Stage): Promise<void> {
  const { cast, noisyId } = stage;
  narrator.sees('Elena', `a member, reads the privacy ledger of the third dataset: ${await spent(stage)}`);
  const question = { dimensions: ['need'], measures: ['hours.mean', 'hours.median'] };
  const first = await draw(cast.rita, noisyId, question);
  const [column] = first.noise?.columns ?? [];
  if (!column) throw new Error('A release under this policy has noise.');
  narrator.sees(
    'Rita',
    `draws people, mean and median hours by need; with 95 % confidence no count is more than ${column.halfWidth95} off,`,
    'no mean more than its own margin, and so many people lie between a median and the true one:',
  );
  const [header = [], ...rows] = await rowsOf(cast.rita, first);
  const status = header.indexOf('conf_status');
  const said = rows.map((row) => row.toSpliced(status, 1));
  narrator.table(header.toSpliced(status, 1), said);
  narrator.sees('Elena', `reads the ledger again: ${await spent(stage)}`);

  const again = await draw(cast.sara, noisyId, question);
  mustBe(again.csv.sha256 === first.csv.sha256, 'the same question has the same noise');
  narrator.sees('Sara', `asks the same: the very same file, and the ledger stays: ${await spent(stage)}`);
  await draw(cast.sara, noisyId, { dimensions: ['sex'] });
  narrator.sees('', `asks for people by sex, another question: ${await spent(stage)}`);
  const refusal = await refusalOf(draw(cast.rita, noisyId, { dimensions: ['zone'] }));
  mustBe(refusal.code === 'EXTRACT.BUDGET_SPENT', `the budget is spent, not ${refusal.code}`);
  narrator.sees('Rita', `asks for people by zone: ${refusal.code}: ${refusal.message}`);
}

async function spent({ cast: { elena }, noisyId }: Stage): Promise<string> {
  const { privacyLedger } = await elena.ask<LedgerSeen>(LEDGER, { id: noisyId });
  const { budget, spent: all, charges } = privacyLedger;
  const of = budget ? ` of ${budget.lifetimeEpsilon}` : '';
  return `ε = ${all.epsilon}${of} is spent, in ${charges.items.length} charges`;
}
