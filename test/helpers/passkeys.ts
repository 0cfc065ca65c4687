import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/* A passkey made of software, which says what it is told to say: for what no browser would send. */

const isPresent = 0x01
const isVerifiedFlag = 0x04
const hasKey = 0x40

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest()
const url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')

/** As much of CBOR as an attestation of no maker and a key of P-256 need. */
function cbor(value: number | string | Uint8Array | Map<number | string, unknown>): Buffer {
  if (typeof value === 'number') return value < 0 ? head(0x20, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(0x60, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Uint8Array) return Buffer.concat([head(0x40, value.length), value])
  const parts = [...value].flatMap(([key, inner]) => [cbor(key), cbor(inner as Parameters<typeof cbor>[0])])
  return Buffer.concat([head(0xa0, value.size), ...parts])
}

function head(kind: number, count: number): Buffer {
  if (count < 24) return Buffer.from([kind | count])
  return count < 256 ? Buffer.from([kind | 24, count]) : Buffer.from([kind | 25, count >> 8, count & 255])
}

interface Said {
  challenge: string
  origin?: string
  rpId?: string
  isVerified?: boolean
  counter?: number
}

export function softPasskey({ origin: usual = 'http://preau.test', rpId: usualRp = 'preau.test' } = {}) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const coordinate = (text: string) => Buffer.from(text, 'base64url')
  const key = cbor(
    new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, coordinate(x)],
      [-3, coordinate(y)],
    ]),
  )
  const clientData = (type: string, { challenge, origin = usual }: Said) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  const authenticatorData = ({ rpId = usualRp, isVerified = true, counter = 0 }: Said, extra: Buffer | null) => {
    const flags = isPresent | (isVerified ? isVerifiedFlag : 0) | (extra ? hasKey : 0)
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, extra ?? Buffer.alloc(0)])
  }
  const named = { id: url(id), rawId: url(id), type: 'public-key' as const }
  return {
    /** What a browser answers where one is made. */
    register(said: Said) {
      const made = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key])
      const attestation = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authenticatorData(said, made)],
      ])
      const response = {
        clientDataJSON: url(clientData('webauthn.create', said)),
        attestationObject: url(cbor(attestation)),
        transports: ['internal', 'of tomorrow'],
      }
      return { ...named, response, clientExtensionResults: {} }
    },
    /** What a browser answers where one signs in. */
    signIn(said: Said) {
      const data = authenticatorData(said, null)
      const client = clientData('webauthn.get', said)
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)
      const response = { clientDataJSON: url(client), authenticatorData: url(data), signature: url(signature) }
      return { ...named, response, clientExtensionResults: {} }
    },
  }
}
