import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { type Ctx, requireUser } from '../kit/context.ts'
import type { PackedContent } from '../kit/packed.ts'
import { foldingTurns } from '../paces/folding-turns.ts'
import { Joined } from '../paces/joined.ts'

/* Whole documents on their way to readers: brought together once for all who ask at one moment, and never one long string. */

/** Base64 grows by thirds: a portion of a multiple of three bytes ends without padding. */
const portionBytes = 3 * 64 * 1024

type Large = Record<string, Uint8Array | null>

/** Thousands of small ones lie between all else, and what is freed around them cannot be given back. */
const packedPortionBytes = 512 * 1024

/** Of a long list, so many at once: what was deleted in a day may be a hundred thousand places. */
const portionOfList = 5_000

function* jsonOf(small: object, large: Large): Generator<string> {
  yield '{'
  for (const [key, bytes] of Object.entries(large)) {
    yield `${JSON.stringify(key)}:`
    yield* bytes === null ? ['null'] : base64Of(bytes)
    yield ','
  }
  for (const [at, [key, value]] of Object.entries<unknown>({ ...small }).entries()) {
    yield `${at > 0 ? ',' : ''}${JSON.stringify(key)}:`
    yield* Array.isArray(value) ? listOf(value) : [JSON.stringify(value)]
  }
  yield '}'
}

function* listOf(list: readonly unknown[]): Generator<string> {
  yield '['
  for (let at = 0; at < list.length; at += portionOfList)
    yield (at > 0 ? ',' : '') + JSON.stringify(list.slice(at, at + portionOfList)).slice(1, -1)
  yield ']'
}

function* base64Of(bytes: Uint8Array): Generator<string> {
  yield '"'
  for (let at = 0; at < bytes.length; at += portionBytes) {
    const length = Math.min(portionBytes, bytes.length - at)
    yield Buffer.from(bytes.buffer, bytes.byteOffset + at, length).toString('base64')
  }
  yield '"'
}

/**
 * `small` has at least one member; those of `large` become base64. Packed portion by portion in zlib's threads: others are
 * served meanwhile.
 */
export async function packContent<Small extends object, Given extends Large>(
  small: Small,
  large: Given,
): Promise<PackedContent<Small & { [Key in keyof Given]: string | Extract<Given[Key], null> }>> {
  const portions: Buffer[] = []
  // Letters in base64 give way little: the quickest level is as good as the others.
  await pipeline(
    Readable.from(jsonOf(small, large)),
    createGzip({ level: 1, chunkSize: packedPortionBytes }),
    async (packed: AsyncIterable<Buffer>) => {
      for await (const portion of packed) portions.push(portion)
    },
  )
  return { bytes: joinedBytes(portions) }
}

/** Into one buffer of its own, each of them let go once it is there. */
function joinedBytes(portions: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(portions.reduce((sum, portion) => sum + portion.length, 0))
  let at = bytes.length
  for (let portion = portions.pop(); portion !== undefined; portion = portions.pop()) {
    at -= portion.length
    bytes.set(portion, at)
  }
  return bytes
}

const joined = new Joined<PackedContent<unknown>>(foldingTurns)

/** One answer for all who ask for `thing` while it waits for its turn. Their rights are asked for before. */
export function shareContent<Content>(
  ctx: Ctx,
  thing: string,
  make: () => Promise<PackedContent<Content>>,
): Promise<PackedContent<Content>> {
  // Guarantee: a thing is named by what makes it, so that all who share an answer asked for the same kind of content.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return joined.ask(thing, requireUser(ctx).id, make) as Promise<PackedContent<Content>>
}
