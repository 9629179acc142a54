import {
  CST,
  isScalar,
  Lexer,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type DocumentOptions,
  type ParseOptions,
  type SchemaOptions,
  type YAMLMap,
} from 'yaml';
import { tooLarge, unreadable } from '../domain/errors';
import { cut } from '../domain/texts';
import { assertBounded } from './bounded-json';
import { LIMITS } from './limits';

/** What JSON can say and nothing else, whatever version of YAML a file claims to be of. */
const PLAIN: ParseOptions & DocumentOptions & SchemaOptions = {
  version: '1.2',
  ...{ schema: 'core', merge: false, resolveKnownTags: false, stringKeys: true },
  // When it is silent, it says nothing of a second document either.
  logLevel: 'error',
  // The library compares each key with each, and quotes the line for every error: both are done here, once.
  ...{ uniqueKeys: false, prettyErrors: false },
};

/**
 * YAML of strangers that is safe to walk by recursion: one document, without tags, merged or double keys, and with no
 * more use of its anchors than people make.
 *
 * @throws HARVEST.UNREADABLE, HARVEST.TOO_LARGE
 */
export function boundedYaml(text: string): unknown {
  assertSmall(text);
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { ...PLAIN, lineCounter });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem?.code === 'RESOURCE_EXHAUSTION') throw tooDeep();
  if (problem) {
    const { line, col } = lineCounter.linePos(problem.pos[0]);
    throw unreadable(`${cut(problem.message, 200)}, at line ${String(line)}, column ${String(col)}`);
  }
  visit(document, {
    Map: (_, map) => {
      assertPlainKeys(map);
    },
  });
  return assertBounded(valueOf(document));
}

/** What a bracket does to how deep a text is. */
const BRACKETS: Readonly<Record<string, number>> = {
  ...{ 'flow-map-start': 1, 'flow-seq-start': 1, 'flow-map-end': -1, 'flow-seq-end': -1 },
};
/** What a line can go deeper by, outside of brackets. */
const STEPS = new Set(['space', 'seq-item-ind', 'explicit-key-ind', 'map-value-ind']);

/**
 * The library takes a hundred times the room of a text, and goes as deep as the stack is, where a process can break: so
 * words, brackets and indentation are counted before.
 */
function assertSmall(text: string): void {
  if (text.length > LIMITS.yamlCharacters) throw tooLarge('characters of YAML', LIMITS.yamlCharacters);
  const sizes = { tokens: 0, open: 0, indentation: 0 };
  for (const token of new Lexer().lex(text)) {
    measure(sizes, token);
    if (sizes.tokens > LIMITS.yamlTokens) throw tooLarge('words and marks of YAML', LIMITS.yamlTokens);
    if (sizes.open > LIMITS.depth || sizes.indentation > 2 * LIMITS.depth) throw tooDeep();
  }
}

function measure(sizes: { tokens: number; open: number; indentation: number }, token: string): void {
  const type = CST.tokenType(token) ?? '';
  sizes.tokens += 1;
  sizes.open = Math.max(0, sizes.open + (BRACKETS[type] ?? 0));
  if (type === 'newline') sizes.indentation = 0;
  else if (sizes.open === 0 && STEPS.has(type)) sizes.indentation += token.length;
}

const tooDeep = () => tooLarge('things within each other', LIMITS.depth);

function assertPlainKeys({ items }: YAMLMap): void {
  const keys = items.map(({ key }) => (isScalar(key) ? String(key.value) : ''));
  if (keys.includes('<<')) throw unreadable('it merges one thing into another (<<)');
  if (keys.some(({ length }) => length > LIMITS.yamlKey)) throw tooLarge('characters in one key', LIMITS.yamlKey);
  if (new Set(keys).size < keys.length) throw unreadable('a key stands twice in one place');
}

function valueOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: LIMITS.yamlAliases });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw error.message.startsWith('Excessive')
      ? tooLarge('uses of one anchor', LIMITS.yamlAliases)
      : unreadable('it uses an anchor that it does not set before');
  }
}
