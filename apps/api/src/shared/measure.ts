import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import { limitExceeded, LIMITS, nulCharacter } from './limits';

type Extent = { depth: number; aliases: number; directives: number };
type Fragments = (name: string) => FragmentDefinitionNode | null | undefined;

/**
 * Refuses documents whose shape alone is too much: before anything runs, once for every text, because Apollo keeps
 * documents that were found valid.
 */
export const shapeLimits = (context: ValidationContext): ASTVisitor => ({
  Document: ({ definitions }) => {
    for (const definition of definitions) {
      if (definition.kind === Kind.OPERATION_DEFINITION) reportExcess(context, definition.selectionSet);
    }
  },
  StringValue: ({ value }) => {
    if (value.includes('\0')) report(context, nulCharacter());
  },
});

function reportExcess(context: ValidationContext, selections: SelectionSetNode): void {
  const extent = extentOf(selections, (name) => context.getFragment(name));
  for (const what of ['depth', 'aliases', 'directives'] as const) {
    if (extent[what] > LIMITS[what]) report(context, limitExceeded(what, extent[what]));
  }
}

const report = (context: ValidationContext, error: Error) => {
  context.reportError(new GraphQLError(error.message, { originalError: error }));
};

/**
 * How deep a selection goes, and how many aliases and directives it holds once its fragments are written out. Each
 * fragment is walked once, so that fragments doubling each other cost nothing; a cycle counts as nothing (another rule
 * refuses it). Inside of introspection depth does not count: the question every client asks of a schema is deeper than
 * any about data, and graphql-js has a rule of its own against the recursion there.
 */
export function extentOf(selections: SelectionSetNode, fragments: Fragments): Extent {
  const known = new Map<string, Extent>();

  const ofSet = (set: SelectionSetNode | undefined): Extent => {
    const sum = { depth: 0, aliases: 0, directives: 0 };
    for (const selection of set?.selections ?? []) {
      const extent = ofSelection(selection);
      sum.depth = Math.max(sum.depth, extent.depth);
      sum.aliases += extent.aliases;
      sum.directives += extent.directives;
    }
    return sum;
  };

  const ofFragment = (name: string): Extent => {
    const found = known.get(name);
    if (found) return found;
    known.set(name, { depth: 0, aliases: 0, directives: 0 });
    const fragment = fragments(name);
    const extent = ofSet(fragment?.selectionSet);
    extent.directives += fragment?.directives?.length ?? 0;
    known.set(name, extent);
    return extent;
  };

  const ofSelection = (node: SelectionNode): Extent => {
    const inner = node.kind === Kind.FRAGMENT_SPREAD ? ofFragment(node.name.value) : ofSet(node.selectionSet);
    const directives = inner.directives + (node.directives?.length ?? 0);
    if (node.kind !== Kind.FIELD) return { ...inner, directives };
    return {
      depth: 1 + (node.name.value.startsWith('__') ? 0 : inner.depth),
      aliases: inner.aliases + (node.alias ? 1 : 0),
      directives,
    };
  };

  return ofSet(selections);
}
