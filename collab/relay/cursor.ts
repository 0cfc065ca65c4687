import { isUtf8 } from 'node:buffer'
import { Malformed } from './options.ts'

/** How deep values may lie in values. */
export const maxNesting = 64
const maxClient = 0xffffffff

export const fail = (reason: string): never => {
  throw new Malformed(reason)
}

const proto = [...'__proto__'].map((letter) => letter.charCodeAt(0))

const underscore = [...'u005'].map((letter) => letter.charCodeAt(0))

/** Of letters of which some take more than one byte, or are none. */
function unitsOf(text: Uint8Array): number {
  if (!isUtf8(text)) fail('not UTF-8')
  let units = 0
  for (const byte of text) if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1
  return units
}

/** C0 but tab, line feed and carriage return, and DEL (SPEC 81). */
function holdsControl(text: Uint8Array): boolean {
  for (const byte of text)
    if (byte === 0x7f || (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)) return true
  return false
}

/** Reads lib0's encodings without ever going past the end. */
export class Cursor {
  readonly bytes: Uint8Array
  at = 0
  isPlain = true
  /** Blocks, texts and objects begun. */
  types = 0
  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  byte(): number {
    const byte = this.bytes[this.at++]
    return byte === undefined ? fail('ends too early') : byte
  }

  /** Most are of one byte, and a long document holds a million. */
  uint(): number {
    const first = this.byte()
    return first < 128 ? first : this.#longUint(first)
  }

  #longUint(first: number): number {
    let value = first & 127
    for (let factor = 128; ; factor *= 128) {
      const byte = this.byte()
      value += (byte & 127) * factor
      if (value > Number.MAX_SAFE_INTEGER) fail('number out of range')
      if (byte < 128) return value
      if (factor > 2 ** 49) fail('number out of range')
    }
  }

  client(): number {
    const client = this.uint()
    return client > maxClient ? fail('client id out of range') : client
  }

  /** A count of things that take at least one byte each. */
  count(): number {
    const count = this.uint()
    return count > this.bytes.length - this.at ? fail('count beyond the end') : count
  }

  skip(length: number): void {
    if (length > this.bytes.length - this.at) fail('ends too early')
    this.at += length
  }

  skipVarInt(): void {
    for (let index = 0; index < 9; index++) if (this.byte() < 128) return
    fail('number out of range')
  }

  /** Returns the length in UTF-16 units, as Yjs counts. */
  skipString(): number {
    const { bytes } = this
    const length = this.uint()
    const start = this.at
    const stop = start + length
    if (stop > bytes.length) fail('ends too early')
    this.at = stop
    for (let at = start; at < stop; at++) {
      const byte = bytes[at] ?? 0
      if (byte < 0x20 || byte > 0x7e) return this.#oddString(bytes.subarray(start, stop))
    }
    return length
  }

  #oddString(text: Uint8Array): number {
    if (holdsControl(text)) this.isPlain = false
    return unitsOf(text)
  }

  /** Keys are read as bytes: `__proto__` is refused, and so is a way to write it that no honest writer takes. */
  skipJson(): void {
    const stop = this.uint() + this.at
    if (stop > this.bytes.length) fail('ends too early')
    let depth = 0
    let textAt = -1
    for (; this.at < stop; this.at++) {
      const byte = this.bytes[this.at]
      if (byte === 0x22) {
        if (textAt >= 0 && this.#isProtoBefore(this.at, textAt)) fail('forbidden key')
        textAt = textAt < 0 ? this.at + 1 : -1
      } else if (textAt >= 0) this.at += byte === 0x5c ? this.#escape() : 0
      else if (byte === 0x5b || byte === 0x7b) depth++
      else if (byte === 0x5d || byte === 0x7d) depth--
      if (depth > maxNesting) fail('nested too deep')
    }
    this.at = stop
  }

  /** Bytes after the backslash that belong to it. An underscore needs no escape. */
  #escape(): number {
    const last = this.bytes[this.at + 5]
    const isUnderscore =
      underscore.every((code, index) => this.bytes[this.at + 1 + index] === code) && (last === 0x66 || last === 0x46)
    return isUnderscore ? fail('forbidden key') : 1
  }

  #isProtoBefore(end: number, start: number): boolean {
    if (end - start !== proto.length || !this.#isProtoAt(start)) return false
    let next = end + 1
    while ((this.bytes[next] ?? 0) <= 0x20 && next < this.bytes.length) next++
    return this.bytes[next] === 0x3a
  }

  #isProtoAt(start: number): boolean {
    return proto.every((code, index) => this.bytes[start + index] === code)
  }

  isProto(): boolean {
    const length = this.uint()
    const start = this.at
    this.skip(length)
    return length === proto.length && this.#isProtoAt(start)
  }
}
