import { readMailbox } from '#platform';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

const MAIN = resolve(__dirname, '../../dist/apps/cli/src/main.js');

type Counted = { isReady: boolean; rows: { people: string | null }[] };

/** The built program, as an operator runs it. */
describe('granaio start', () => {
  let directory: string;
  let running: ChildProcess;
  let printed = '';
  const environment = (extra: Record<string, string> = {}) => ({
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    GRANAIO_DATA: directory,
    GRANAIO_PORT: '0',
    ...extra,
  });

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'granaio-start-'));
    running = spawn(process.execPath, [MAIN, 'start'], { env: environment() });
    running.stdout?.on('data', (text: Buffer) => (printed += text.toString()));
    while (!printed.includes('Stop it with') && running.exitCode === null) await after(100);
  });
  const api = () => /The API is at (http:\S+)\/graphql/.exec(printed)?.[1] ?? '';
  const asking = (query: string, token = '') =>
    fetch(`${api()}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query }),
    });
  /** No rows as long as they are not checked, or not counted. */
  const counted = async (query: string, token: string): Promise<Counted> => {
    const { data } = (await (await asking(query, token)).json()) as { data?: { liveAggregates: Counted } | null };
    return data?.liveAggregates ?? { isReady: false, rows: [] };
  };
  const signedIn = async (email: string): Promise<string> => {
    await asking(`mutation { requestSignIn(email: "${email}") }`);
    for (;;) {
      const mail = (await readMailbox(join(directory, 'mail'))).find(({ to }) => to === email);
      const link = /token=(\S+)/.exec(mail?.text ?? '')?.[1];
      if (link) {
        const headers = { accept: 'application/json', 'content-type': 'application/json' };
        const answer = await fetch(`${api()}/sign-in`, {
          method: 'POST',
          headers,
          body: JSON.stringify({ token: link }),
        });
        return ((await answer.json()) as { token: string }).token;
      }
      await after(100);
    }
  };

  afterAll(async () => {
    if (running.exitCode === null) running.kill('SIGKILL');
    await rm(directory, { recursive: true, force: true });
  });

  it('brings everything up and says where it is, who is there and what to try', async () => {
    expect((await fetch(`${api()}/health`)).status).toBe(200);
    expect(await (await fetch(`${api()}/ready`)).json()).toMatchObject({ status: 'ok', jobs: { failed: 0 } });
    expect((await fetch(`${api()}/`)).status).toBe(200);
    expect(printed).toMatch(/ada@aurora.example/);
    expect(printed).toMatch(/Sign in: open/);
  });

  it('has a dataset to try: anybody finds it, and a member counts what its policy allows', async () => {
    const [, page = ''] = /what anybody sees: (\S+)/.exec(printed) ?? [];
    expect(await (await fetch(page, { headers: { accept: 'text/turtle' } })).text()).toContain(
      'Persone seguite (esempio)',
    );
    const [, query = ''] = /as dario@aurora\.example: (.+)/.exec(printed) ?? [];
    const token = await signedIn('dario@aurora.example');
    let rows: Counted['rows'] = [];
    while (rows.length === 0) {
      await after(200);
      rows = (await counted(query, token)).rows;
    }
    expect(rows.length).toBeGreaterThanOrEqual(6);
    expect(rows.some(({ people }) => Number(people) > 100)).toBe(true);
  });

  it('refuses a second start on the same folder, in plain words', () => {
    const second = spawnSync(process.execPath, [MAIN, 'start'], { env: environment(), encoding: 'utf8' });
    expect(second.status).toBe(1);
    expect(second.stderr).toMatch(/runs already/);
    expect(second.stderr).not.toMatch(/ at .*\.js:/);
  });

  it('refuses production without a secret', () => {
    const naked = spawnSync(process.execPath, [MAIN, 'start'], {
      env: environment({ NODE_ENV: 'production' }),
      encoding: 'utf8',
    });
    expect(naked.status).toBe(1);
    expect(naked.stderr).toMatch(/GRANAIO_SECRET/);
  });

  it('says that the log is whole while it runs', () => {
    const verify = spawnSync(process.execPath, [MAIN, 'verify'], { env: environment(), encoding: 'utf8' });
    expect([verify.status, verify.stdout]).toEqual([0, expect.stringMatching(/The log is whole: \d+ events/)]);
  });

  it('ends with everything it started when it is told to', async () => {
    running.kill('SIGTERM');
    const [code] = (await once(running, 'exit')) as [number];
    expect(code).toBe(0);
    const left = spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).stdout;
    expect(left.split('\n').filter((line) => line.includes(directory))).toEqual([]);
  });

  it('does not start without its keys, says where they should be, and starts again when they are there', async () => {
    const [keys, elsewhere] = [join(directory, 'keys'), join(directory, 'keys-elsewhere')];
    await rename(keys, elsewhere);
    const lost = spawnSync(process.execPath, [MAIN, 'start'], { env: environment(), encoding: 'utf8' });
    expect([lost.status, lost.stderr]).toEqual([1, expect.stringMatching(/KEYS\.NOT_HERE.*--accept/)]);
    expect(lost.stderr).toContain(keys);
    const asked = spawnSync(process.execPath, [MAIN, 'keys'], { env: environment(), encoding: 'utf8' });
    expect([asked.status, asked.stderr]).toEqual([1, expect.stringContaining('KEYS.NOT_HERE')]);
    expect((await readdir(keys)).filter((name) => name !== '.incoming')).toEqual([]);
    await rm(keys, { recursive: true });
    await rename(elsewhere, keys);
    const found = spawnSync(process.execPath, [MAIN, 'keys'], { env: environment(), encoding: 'utf8' });
    expect([found.status, found.stdout]).toEqual([0, `The keys of this installation are in ${keys}.\n`]);
    const verify = spawnSync(process.execPath, [MAIN, 'verify'], {
      env: environment({ GRANAIO_KEYS: join(directory, 'nowhere') }),
      encoding: 'utf8',
    });
    expect([verify.status, verify.stdout]).toEqual([0, expect.stringContaining('The log is whole')]);
  });
});
