import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipPart {
  name: string
  content?: string | Uint8Array
  isStored?: boolean
  /** What the zip says of it, where that is not true. */
  claims?: { unpacked?: number; localName?: string; flags?: number }
}

/** A zip of these parts, as office software writes them; lies where it is told to. */
export function zipOf(parts: readonly ZipPart[]): Uint8Array {
  const locals: Buffer[] = []
  const entries: Buffer[] = []
  let at = 0
  for (const { name, content = '', isStored = false, claims = {} } of parts) {
    const plain = Buffer.from(content)
    const packed = isStored ? plain : deflateRawSync(plain)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(claims.flags ?? 0, 2)
    facts.writeUInt16LE(isStored ? 0 : 8, 4)
    facts.writeUInt32LE(crc32(plain), 10)
    facts.writeUInt32LE(packed.length, 14)
    facts.writeUInt32LE(claims.unpacked ?? plain.length, 18)
    facts.writeUInt16LE(Buffer.byteLength(name), 22)
    const localName = Buffer.from(claims.localName ?? name)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), facts, localName, packed])
    local.writeUInt16LE(localName.length, 26)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), facts, tail, Buffer.from(name)]))
    locals.push(local)
    at += local.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return new Uint8Array(Buffer.concat([...locals, directory, end]))
}

/** An open document of this kind (`text`, `spreadsheet`, `presentation`), with more parts where given. */
export const openDocumentOf = (kind: string, more: readonly ZipPart[] = []) =>
  zipOf([
    { name: 'mimetype', content: `application/vnd.oasis.opendocument.${kind}`, isStored: true },
    { name: 'content.xml', content: '<office:document-content/>' },
    ...more,
  ])

/** A document of Microsoft's with this main part. */
export const officeOf = (part: string, more: readonly ZipPart[] = []) =>
  zipOf([{ name: '[Content_Types].xml', content: '<Types/>' }, { name: part, content: '<x/>' }, ...more])
