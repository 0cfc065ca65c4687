import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Context, TypedResponse } from 'hono'
import type { AppEnv } from './context.ts'

/** JSON, gzipped. `Content` says what it holds once it is read. */
export interface PackedContent<Content> {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Nothing at run time. */
  readonly holds?: Content
}

/** Packed content as it is; for who takes no gzip, unpacked as they take it. */
export function sendContent<Content>(c: Context<AppEnv>, { bytes }: PackedContent<Content>) {
  c.header('Content-Type', 'application/json')
  c.header('Vary', 'Accept-Encoding')
  if (!/\bgzip\b/.test(c.req.header('Accept-Encoding') ?? '')) return asJsonOf<Content>(c.body(unpacked(bytes)))
  c.header('Content-Encoding', 'gzip')
  return asJsonOf<Content>(c.body(bytes))
}

function unpacked(bytes: Uint8Array): ReadableStream {
  // Guarantee: Node's web streams are the global ones; its types name them twice.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return Readable.toWeb(Readable.from([bytes]).pipe(createGunzip())) as ReadableStream
}

/** Guarantee: `PackedContent<Content>` holds the JSON of a `Content`, so the typed client reads what it is told. */
const asJsonOf = <Content>(response: Response) =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  response as Response & TypedResponse<Content, 200, 'json'>
