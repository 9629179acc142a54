import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser, Store, type Quad } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';

const FOLDER = join(__dirname, '../../../../shared/data/catalogue/shacl');

/** Whether the shapes of the profiles lie beside the project. */
export const HAS_SHAPES = existsSync(FOLDER);
if (!HAS_SHAPES) console.warn('The SHACL shapes are not here (../shared/data/catalogue/shacl): left out.');

export const PROFILES = ['dcat-ap_2.1.1_shacl_shapes.ttl', 'dcat-ap_3_shacl_shapes.ttl'] as const;

const validators = new Map<string, SHACLValidator>();

function validatorOf(profile: (typeof PROFILES)[number]): SHACLValidator {
  const known = validators.get(profile);
  if (known) return known;
  const shapes = new Store(new Parser().parse(readFileSync(join(FOLDER, profile), 'utf8')));
  const validator = new SHACLValidator(shapes);
  validators.set(profile, validator);
  return validator;
}

/** What a profile has against a graph: where, about which property, by which constraint. */
export async function violations(profile: (typeof PROFILES)[number], graph: readonly Quad[]): Promise<string[]> {
  const report = await validatorOf(profile).validate(new Store([...graph]));
  return report.results
    .filter(({ severity }) => severity.value.endsWith('#Violation'))
    .map(({ focusNode, path, sourceConstraintComponent, value }) =>
      [focusNode, path, sourceConstraintComponent, value]
        .map((term) => String((term as { value?: string } | null)?.value))
        .join(' '),
    );
}
