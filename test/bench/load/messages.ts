import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { writeHello } from '#client/live/wire.ts'

/** How a server is spoken to: `bare` understands nothing, so nothing is said but updates. */
export type Dialect = 'bare' | 'y' | 'hocuspocus' | 'preau'

export const sync = { stepOne: 0, stepTwo: 1, update: 2 } as const

/** What a pupil hears, as far as the bench looks. */
type Heard =
  | { kind: 'sync'; type: number; bytes: Uint8Array }
  | { kind: 'stored'; count: number }
  | { kind: 'awareness'; bytes: Uint8Array }
  /** A whole other message, deflated. */
  | { kind: 'packed'; bytes: Uint8Array }
  | { kind: 'authenticated' }
  | { kind: 'refused'; why: string }
  | { kind: 'other' }

/** Hocuspocus puts the document's name before each message. */
export function prefixOf(dialect: Dialect, name: string): Uint8Array {
  if (dialect !== 'hocuspocus') return new Uint8Array()
  return encoding.encode((encoder) => encoding.writeVarString(encoder, name))
}

export const authMessage = (prefix: Uint8Array, token: string) =>
  encoding.encode((encoder) => {
    encoding.writeUint8Array(encoder, prefix)
    encoding.writeVarUint(encoder, 2)
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarString(encoder, token)
  })

/** Without it our relay says nothing of what is stored. */
export const helloMessage = writeHello({ schemaVersion: 1_000, epoch: null })

export const syncMessage = (prefix: Uint8Array, type: number, bytes: Uint8Array) =>
  encoding.encode((encoder) => {
    encoding.writeUint8Array(encoder, prefix)
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarUint(encoder, type)
    encoding.writeVarUint8Array(encoder, bytes)
  })

export const awarenessMessage = (prefix: Uint8Array, client: number, clock: number, state: object) =>
  encoding.encode((encoder) => {
    encoding.writeUint8Array(encoder, prefix)
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint8Array(
      encoder,
      encoding.encode((entry) => {
        encoding.writeVarUint(entry, 1)
        encoding.writeVarUint(entry, client)
        encoding.writeVarUint(entry, clock)
        encoding.writeVarString(entry, JSON.stringify(state))
      }),
    )
  })

/** Reads a message. `bytes` lie in it, and are good as long as it is. */
export function hear(dialect: Dialect, prefix: Uint8Array, message: Buffer): Heard {
  const decoder = decoding.createDecoder(message)
  decoder.pos = prefix.length
  const type = decoding.readVarUint(decoder)
  if (type === 0 || (type === 4 && dialect === 'hocuspocus'))
    return { kind: 'sync', type: decoding.readVarUint(decoder), bytes: decoding.readVarUint8Array(decoder) }
  if (type === 1) return { kind: 'awareness', bytes: decoding.readVarUint8Array(decoder) }
  if (dialect === 'hocuspocus' && type === 2)
    return decoding.readVarUint(decoder) === 2
      ? { kind: 'authenticated' }
      : { kind: 'refused', why: 'permission denied' }
  if (dialect === 'preau' && type === 100) return { kind: 'stored', count: decoding.readVarUint(decoder) }
  if (dialect === 'preau' && type === 106) return { kind: 'packed', bytes: decoding.readTailAsUint8Array(decoder) }
  if (dialect === 'preau' && type === 103) return { kind: 'refused', why: decoding.readVarString(decoder) }
  return { kind: 'other' }
}

/** A paragraph of a page with one letter in it, at its beginning: what a pupil then writes on. Brings clocks 0 to 2. */
export function firstLetter(client: number): Uint8Array {
  const ydoc = new Y.Doc()
  ydoc.clientID = client
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText('a')])
  ydoc.getXmlFragment('content').insert(0, [paragraph])
  return Y.encodeStateAsUpdate(ydoc)
}

/** A letter after this client's last one, as Yjs writes it: cheaper than asking Yjs ten thousand times a second. */
export function nextLetter(client: number, clock: number): Uint8Array {
  return encoding.encode((encoder) => {
    for (const number of [1, 1, client, clock]) encoding.writeVarUint(encoder, number)
    encoding.writeUint8(encoder, lettersAfter)
    for (const number of [client, clock - 1]) encoding.writeVarUint(encoder, number)
    encoding.writeVarString(encoder, letters[clock % letters.length] ?? 'a')
    encoding.writeVarUint(encoder, 0)
  })
}

/** Info byte of letters that say what is left of them, and nothing else. */
const lettersAfter = 0x84
const letters = 'the quick brown fox jumps over the lazy dog '
