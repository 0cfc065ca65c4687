import { createHash, createHmac, randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

export const shortestSecretKey = 32

export interface SecretKey {
  /** 32 bytes, whatever the length of the text. */
  bytes: Uint8Array
  /** As it was given, and as a copy of it must say. */
  text: string
  /** Where it lies, or would; null where a variable gives it. */
  file: string | null
  /** Made by this process and not written down: good only for an installation without data. */
  isNew: boolean
}

/** The key that the variable gives, else the one in `dataDir`, else a new one, which is not written yet. Throws on a short file. */
export function readSecretKey(given: string | undefined, dataDir: string): SecretKey {
  if (given) return keyFrom(given, null)
  const file = join(dataDir, 'secret.key')
  if (!existsSync(file)) return { ...keyFrom(randomBytes(32).toString('base64url'), file), isNew: true }
  return readKeyFile(file)
}

/** Throws where the file is not there or holds no key. */
export function readKeyFile(file: string): SecretKey {
  const text = readFileSync(file, 'utf8').trim()
  if (text.length < shortestSecretKey)
    throw new Error(`${file}: too short; put back the copy that you keep apart from your backups`)
  return keyFrom(text, file)
}

/** Writes a new key down, and gives the one that is kept: where two processes start at once, the first one's. */
export function storeSecretKey(key: SecretKey): SecretKey {
  if (!key.isNew || key.file === null) return key
  mkdirSync(dirname(key.file), { recursive: true, mode: 0o700 })
  writeKeyFile(key.file, key.text)
  return readKeyFile(key.file)
}

/** There whole or not at all, also after a power cut; a file that is there stays as it is. */
export function writeKeyFile(file: string, text: string): void {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, text, { mode: 0o600, flush: true })
  try {
    linkSync(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    unlinkSync(draft)
  }
  const folder = openSync(dirname(file), 'r')
  fsyncSync(folder)
  closeSync(folder)
}

/** Tells keys apart and tells nothing of them: may be stored, printed and sent. */
export function fingerprintOf(key: Uint8Array): string {
  const hex = createHmac('sha256', key).update('preau key fingerprint').digest('hex')
  return hex.slice(0, 16).replaceAll(/(.{4})(?=.)/g, '$1-')
}

function keyFrom(text: string, file: string | null): SecretKey {
  return { bytes: createHash('sha256').update(text).digest(), text, file, isNew: false }
}
