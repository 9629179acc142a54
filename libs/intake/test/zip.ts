import { crc32, deflateRawSync } from 'node:zlib';

export type ZipPart = {
  readonly name: string;
  readonly data: Buffer | string;
  /** What the archive says of the size, where it lies. */
  readonly statedBytes?: number;
  readonly encrypted?: boolean;
};

/** An archive as hostile as a test needs it. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const packed = packedOf(part);
    const header = headerOf(part, packed);
    locals.push(Buffer.concat([Buffer.from('PK\x03\x04'), header, Buffer.from(part.name), packed.bytes]));
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), header, place, Buffer.from(part.name)]));
    offset += locals.at(-1)?.length ?? 0;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end]);
}

type Packed = { readonly bytes: Buffer; readonly size: number; readonly crc: number };

function packedOf({ data }: ZipPart): Packed {
  const raw = Buffer.from(data);
  return { bytes: deflateRawSync(raw), size: raw.length, crc: crc32(raw) };
}

function headerOf(part: ZipPart, { bytes, size, crc }: Packed): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(part.encrypted ? 1 : 0, 2);
  header.writeUInt16LE(8, 4);
  header.writeUInt32LE(crc, 10);
  header.writeUInt32LE(bytes.length, 14);
  header.writeUInt32LE(part.statedBytes ?? size, 18);
  header.writeUInt16LE(Buffer.byteLength(part.name), 22);
  return header;
}
