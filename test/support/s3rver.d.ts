declare module 's3rver' {
  type Options = {
    readonly address: string;
    readonly port: number;
    readonly directory: string;
    readonly silent: boolean;
    readonly configureBuckets: readonly { readonly name: string; readonly configs: readonly unknown[] }[];
  };
  type Context = {
    readonly method: string;
    readonly path: string;
    readonly query: Readonly<Record<string, string | undefined>>;
    status: number;
    /** A plain object becomes XML. */
    body: unknown;
  };
  class S3rver {
    constructor(options: Options);
    /** What each request goes through; the last of them routes it. */
    readonly middleware: ((context: Context, next: () => Promise<void>) => Promise<void>)[];
    run(): Promise<unknown>;
    close(): Promise<void>;
  }
  export = S3rver;
}
