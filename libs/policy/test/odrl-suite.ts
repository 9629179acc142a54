import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser, type Quad } from 'n3';

const FOLDER = join(__dirname, '../../../../shared/data/policies');
const SUITE = join(FOLDER, 'odrl_test_suite');
const INPUTS = join(FOLDER, 'odrl_test_suite_inputs');

export const HAS_POLICIES = existsSync(FOLDER);
if (!HAS_POLICIES) console.warn('The ODRL files are not here (../shared/data/policies): left out.');

export const publishedPolicy = (path: string): string => readFileSync(join(FOLDER, path), 'utf8');
export const suitePolicy = (name: string): string => publishedPolicy(`odrl_test_suite_inputs/policies/${name}.ttl`);

/** One case of the suite: who asks for what, when, of which policy, and whether its rule is then active. */
export type SuiteCase = {
  readonly name: string;
  readonly policy: string;
  readonly assignee: string;
  readonly action: string;
  readonly target: string;
  readonly at: Date;
  readonly effect: 'permission' | 'prohibition';
  readonly active: boolean;
};

const quadsIn = (path: string): Quad[] => new Parser({ format: 'text/turtle' }).parse(readFileSync(path, 'utf8'));
const valueOf = (quads: readonly Quad[], word: string): string =>
  quads.find(({ predicate }) => predicate.value.endsWith(word))?.object.value ?? '';
const localOf = (iri: string): string => iri.slice(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1);

/** The inputs of a kind by the name that cases call them by. */
function inputs(kind: string): Map<string, { readonly name: string; readonly quads: readonly Quad[] }> {
  const files = readdirSync(join(INPUTS, kind));
  return new Map(
    files.map((file) => {
      const quads = quadsIn(join(INPUTS, kind, file));
      return [quads[0]?.subject.value ?? '', { name: file.replace('.ttl', ''), quads }];
    }),
  );
}

export function suiteCases(): SuiteCase[] {
  const [policies, requests, worlds] = [inputs('policies'), inputs('requests'), inputs('sotw')];
  return readdirSync(join(SUITE, 'test_cases')).map((file) => {
    const quads = quadsIn(join(SUITE, 'test_cases', file));
    const request = requests.get(valueOf(quads, '/request'))?.quads ?? [];
    return {
      name: file.slice('testcase-'.length, -'.ttl'.length),
      policy: policies.get(valueOf(quads, '/policy'))?.name ?? '',
      assignee: localOf(valueOf(request, '/assignee')),
      action: localOf(valueOf(request, '/action')),
      target: localOf(valueOf(request, '/target')),
      at: new Date(valueOf(worlds.get(valueOf(quads, '/sotw'))?.quads ?? [], '/issued')),
      effect: quads.some(({ object }) => object.value.endsWith('#ProhibitionReport')) ? 'prohibition' : 'permission',
      active: localOf(valueOf(quads, '#activationState')) === 'Active',
    };
  });
}
