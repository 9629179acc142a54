import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

/** Where an error is made: what its code and its details are said to be there. */
type Made = {
  readonly file: string;
  readonly code: ts.Expression | undefined;
  readonly details: ts.Expression | undefined;
};
type Parameter = { readonly callee: string; readonly index: number };

const SOURCES = ['libs', 'apps/api/src'];

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path);
    return /(?<!\.d|spec)\.ts$/.test(path) ? [path] : [];
  });
}

const parse = (file: string): ts.SourceFile =>
  ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => {
    visit(child, look);
  });
}

const functionsAround = (node: ts.Node): ts.SignatureDeclaration[] => {
  const around = ts.isSourceFile(node) ? [] : functionsAround(node.parent);
  return ts.isFunctionLike(node) ? [node, ...around] : around;
};

/** Of which function around a node something of this name is a parameter, and which of them. */
function parameterOf(node: ts.Node, name: string): Parameter | null {
  for (const around of functionsAround(node)) {
    const index = around.parameters.findIndex((one) => one.name.getText() === name);
    const named = ts.isVariableDeclaration(around.parent) ? around.parent.name : around.name;
    if (index >= 0 && named) return { callee: named.getText(), index };
  }
  return null;
}

const parameterNamedBy = (expression: ts.Expression | undefined): Parameter | null =>
  expression && ts.isIdentifier(expression) ? parameterOf(expression, expression.text) : null;

/** Reads from the sources, and not by running them, which errors they can make. */
export class ThrownCodes {
  /** By code, the names that its details can have; null: any. */
  readonly codes = new Map<string, ReadonlySet<string> | null>();
  /** Where a code is made that cannot be read from the sources. */
  readonly unread = new Set<string>();
  /** By the name of what is called, in the whole of the sources. */
  private readonly calls = new Map<string, ts.CallExpression[]>();

  constructor() {
    const files = SOURCES.flatMap(filesIn).map(parse);
    for (const file of files) visit(file, this.noteCall.bind(this));
    for (const file of files) visit(file, this.read.bind(this, file.fileName));
  }

  private noteCall(node: ts.Node): void {
    if (!ts.isCallExpression(node)) return;
    const name = node.expression.getText();
    this.calls.set(name, [...(this.calls.get(name) ?? []), node]);
  }

  private read(file: string, node: ts.Node): void {
    if (ts.isNewExpression(node)) this.readError(file, node);
    else if (ts.isCallExpression(node)) this.readMissing(file, node);
    else if (ts.isObjectLiteralExpression(node)) this.readRefusal(file, node);
  }

  private readError(file: string, { expression, arguments: values }: ts.NewExpression): void {
    if (expression.getText() === 'CommonsError') this.note({ file, code: values?.[1], details: values?.[3] });
  }

  private readMissing(file: string, { expression, arguments: [noun] }: ts.CallExpression): void {
    if (expression.getText() !== 'missing') return;
    for (const text of this.textsOf(file, noun)) {
      this.keep(`${text.replaceAll(' ', '').toUpperCase()}.MISSING`, ['id']);
    }
  }

  /** `{ code, message, … }`: a refusal that becomes an error later. */
  private readRefusal(file: string, node: ts.ObjectLiteralExpression): void {
    const assigned = node.properties.filter(ts.isPropertyAssignment);
    const code = assigned.find(({ name }) => name.getText() === 'code')?.initializer;
    const isRefusal = code && ts.isStringLiteral(code) && code.text.includes('.');
    if (isRefusal && namesIn(node)?.includes('message')) this.note({ file, code, details: node });
  }

  private note(made: Made): void {
    const calls = this.callsOfHelper(made);
    for (const call of calls) this.note(call);
    if (calls.length > 0) return;
    for (const code of this.textsOf(made.file, made.code)) this.keep(code, namesIn(made.details));
  }

  /** A helper is told by its calls what its code is, and what its details are. */
  private callsOfHelper({ file, code, details }: Made): Made[] {
    const [ofCode, ofDetails] = [parameterNamedBy(code), parameterNamedBy(details)];
    if (!ofCode || !ofDetails) return [];
    return this.callsOf(file, ofCode.callee).map(({ arguments: values }) => {
      return { file, code: values[ofCode.index], details: values[ofDetails.index] };
    });
  }

  private keep(code: string, names: readonly string[] | null): void {
    const kept = this.codes.get(code);
    const isAny = names === null || kept === null;
    this.codes.set(code, isAny ? null : new Set([...(kept ?? []), ...names]));
  }

  /** Every text that an expression can be. */
  private textsOf(file: string, expression: ts.Expression | undefined): string[] {
    if (!expression) return [];
    if (ts.isStringLiteralLike(expression)) return [expression.text];
    if (ts.isConditionalExpression(expression)) {
      return [expression.whenTrue, expression.whenFalse].flatMap((one) => this.textsOf(file, one));
    }
    const texts = this.textsOfParameter(file, expression);
    if (texts.length === 0) this.unread.add(file);
    return texts;
  }

  private textsOfParameter(file: string, expression: ts.Expression): string[] {
    const { name, written } = partsOf(expression.getText());
    const parameter = parameterOf(expression, name);
    const calls = parameter ? this.callsOf(file, parameter.callee) : [];
    return calls
      .flatMap((call) => this.textsOf(call.getSourceFile().fileName, call.arguments[parameter?.index ?? 0]))
      .map(written);
  }

  /** A helper of this file has its calls here; one that others import has them anywhere. */
  private callsOf(file: string, name: string): readonly ts.CallExpression[] {
    const all = this.calls.get(name) ?? [];
    const here = all.filter((call) => call.getSourceFile().fileName === file);
    return here.length > 0 ? here : all;
  }
}

type Parts = { readonly name: string; readonly written: (value: string) => string };

/** What becomes of a value by its name: it stays itself, is put into small letters, or into a text. */
function partsOf(text: string): Parts {
  const lowered = /^(\w+)\.toLowerCase\(\)$/.exec(text)?.[1];
  if (lowered !== undefined) return { name: lowered, written: (value) => value.toLowerCase() };
  const [, head = '', name = text, tail = ''] = /^`([^$`]*)\$\{(\w+)\}([^$`]*)`$/.exec(text) ?? [];
  return { name, written: (value) => `${head}${value}${tail}` };
}

/** The names in an object that is written out; null: it is not. */
function namesIn(details: ts.Expression | undefined): string[] | null {
  if (!details) return [];
  if (!ts.isObjectLiteralExpression(details)) return null;
  const names = details.properties.map((one) =>
    ts.isSpreadAssignment(one) ? namesIn(spreadBy(one.expression)) : [one.name.getText()],
  );
  return names.includes(null) ? null : names.flatMap((one) => one ?? []);
}

/** `...{ … }`, or `...(condition && { … })`. */
function spreadBy(expression: ts.Expression): ts.Expression {
  const inner = ts.isParenthesizedExpression(expression) ? expression.expression : expression;
  return ts.isBinaryExpression(inner) ? inner.right : inner;
}
