import { DataFactory, Writer } from 'n3';
import { expanded, NAMESPACES } from '../../domain/dcat/namespaces';
import type { Value } from '../../domain/dcat/resource';
import type { Writing } from './writing';

const TYPE = DataFactory.namedNode(expanded('rdf:type'));

/** Turtle, as its community's own library writes it. */
export function turtle(): Writing {
  const output = new Output();
  const writer = new Writer(output, { format: 'text/turtle', prefixes: NAMESPACES, end: false });
  return {
    open: () => output.take(),
    write: (resources) => {
      for (const { iri, types, statements } of resources) {
        const subject = DataFactory.namedNode(iri);
        for (const type of types)
          writer.addQuad(DataFactory.quad(subject, TYPE, DataFactory.namedNode(expanded(type))));
        for (const [property, value] of statements) {
          writer.addQuad(DataFactory.quad(subject, DataFactory.namedNode(expanded(property)), termOf(value)));
        }
      }
      return output.take();
    },
    close: () => {
      writer.end();
      return output.take();
    },
  };
}

/** What the writer takes for a stream: it keeps what was written until somebody takes it. */
class Output {
  private text = '';

  write(chunk: string, _encoding?: string, done?: () => void): boolean {
    this.text += chunk;
    done?.();
    return true;
  }

  end(done?: () => void): void {
    done?.();
  }

  take(): string {
    const { text } = this;
    this.text = '';
    return text;
  }
}

function termOf(value: Value) {
  if ('iri' in value) return DataFactory.namedNode(value.iri);
  const { text, language, datatype } = value;
  return DataFactory.literal(text, language ?? (datatype && DataFactory.namedNode(expanded(datatype))));
}
