import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, brotliCompressSync, constants, gzip } from 'node:zlib'
import { type FirstLoads, firstLoadsFile, linksFor, readFirstLoads } from './first-loads.ts'
import { cookieIn } from './kit/reader.ts'

/** Answers a GET outside the API: a file of the client, or the page that starts it. */
export type Pages = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.txt': 'text/plain; charset=utf-8',
}
const compressible = /^(text|application|image\/svg)/
const smallestCompressed = 1024

type Encoding = 'br' | 'gzip'
const encoders: Record<Encoding, (bytes: Uint8Array) => Promise<Uint8Array>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 9 }),
}

interface StaticFile {
  bytes: Uint8Array
  type: string
  etag: string
  cacheControl: string
  /** Brotli comes from the build; else made at the first request that asks for it. */
  encoded: Map<Encoding, Promise<Uint8Array>>
}

/** Serves the built client from memory: a few megabytes, read once, so a file added or changed later is not seen. */
export function builtPages(folder: string): Pages {
  const indexFile = join(folder, 'index.html')
  if (!existsSync(indexFile)) throw new Error(`${indexFile} is missing: run npm run build`)
  const index = readFileSync(indexFile, 'utf8')
  const files = readFiles(folder)
  const loads = readFirstLoads(folder)
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405)
    const path = pathOf(request)
    const file = files.get(path)
    if (file) return sendFile(file, request, response)
    // A missing file is no page: answering HTML to a script would hide a broken deployment.
    if (!isNavigation(request) || extname(path) !== '') return refuse(response, 404)
    sendPage(loads === null ? index : addLinks(index, loads, request), request, response)
  }
}

/** What every page says of itself; which screen it is hangs on the address. */
function addLinks(index: string, loads: FirstLoads, request: IncomingMessage): string {
  const { cookie = '', 'accept-language': languages = '' } = request.headers
  return index.replace(
    '</head>',
    () => `${linksFor(loads, { path: pathOf(request), cookies: cookie, languages })}</head>`,
  )
}

function sendPage(undressed: string, request: IncomingMessage, response: ServerResponse): void {
  const page = Buffer.from(dressPage(undressed, request.headers.cookie ?? ''))
  const isPacked = takes(request.headers['accept-encoding'] ?? '', 'br')
  // Some kilobytes: a millisecond, and half a second on a slow line.
  const bytes = isPacked ? brotliCompressSync(page, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) : page
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': bytes.byteLength,
    'Cache-Control': 'no-cache',
    Vary: 'Cookie, Accept-Language, Accept-Encoding',
    ...(isPacked && { 'Content-Encoding': 'br' }),
  })
  response.end(request.method === 'HEAD' ? undefined : bytes)
}

/** Writes theme, density and language from cookies on <html>, so the first paint is right without an inline script. */
export function dressPage(page: string, cookies: string): string {
  const lang = cookieIn(cookies, 'lang', /^[a-z]{2,3}(-[A-Za-z]{2,4})?$/)
  const theme = cookieIn(cookies, 'theme', /^(light|dark|contrast)$/)
  const density = cookieIn(cookies, 'density', /^[a-z]{1,16}$/)
  return page.replace(/<html\b([^>]*)>/, (_, attributes: string) => {
    const others = [
      [/\s?\blang="[^"]*"/, lang && ` lang="${lang}"`],
      [/\s?\bdata-theme="[^"]*"/, theme && ` data-theme="${theme}"`],
      [/\s?\bdata-density="[^"]*"/, density && ` data-density="${density}"`],
    ] as const
    const dressed = others.reduce((text, [old, now]) => (now ? text.replace(old, '') + now : text), attributes)
    return `<html${dressed}>`
  })
}

export const pathOf = (request: IncomingMessage) => (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/'

export function isNavigation(request: IncomingMessage): boolean {
  return /text\/html|\*\/\*/.test(request.headers.accept ?? '*/*')
}

const notServed = new Set(['/index.html', `/${firstLoadsFile}`])

function readFiles(folder: string): Map<string, StaticFile> {
  const files = new Map<string, StaticFile>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    const path = file.slice(folder.length).split(sep).join('/')
    if (!entry.isFile() || notServed.has(path) || /\.(map|br)$/.test(path)) continue
    const bytes = readFileSync(file)
    const packed = existsSync(`${file}.br`) ? readFileSync(`${file}.br`) : null
    files.set(path, {
      bytes,
      type: types[extname(path)] ?? 'application/octet-stream',
      etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
      // The build names everything under /assets after its content.
      cacheControl: path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      encoded: new Map(packed === null ? [] : [['br', Promise.resolve(packed)]]),
    })
  }
  return files
}

async function sendFile(file: StaticFile, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const headers = { ETag: file.etag, 'Cache-Control': file.cacheControl, Vary: 'Accept-Encoding' }
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304, headers).end()
    return
  }
  const encoding = encodingFor(file, request.headers['accept-encoding'] ?? '')
  const bytes = encoding ? await encodedAs(file, encoding) : file.bytes
  response.writeHead(200, {
    ...headers,
    'Content-Type': file.type,
    'Content-Length': bytes.byteLength,
    ...(encoding && { 'Content-Encoding': encoding }),
  })
  response.end(request.method === 'HEAD' ? undefined : bytes)
}

function encodingFor(file: StaticFile, accepted: string): Encoding | null {
  if (!compressible.test(file.type) || file.bytes.byteLength < smallestCompressed) return null
  if (takes(accepted, 'br')) return 'br'
  return takes(accepted, 'gzip') ? 'gzip' : null
}

/** What is named with a quality of nothing is not wanted. */
const takes = (accepted: string, encoding: Encoding) =>
  accepted.split(',').some((one) => {
    const [name, quality = ''] = one.split(';').map((part) => part.trim())
    return name === encoding && !/^q=0(\.0*)?$/.test(quality)
  })

function encodedAs(file: StaticFile, encoding: Encoding): Promise<Uint8Array> {
  const made = file.encoded.get(encoding) ?? encoders[encoding](file.bytes)
  file.encoded.set(encoding, made)
  // Who comes after a failure tries again.
  made.catch(() => file.encoded.delete(encoding))
  return made
}

function refuse(response: ServerResponse, status: 404 | 405): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
  response.end(status === 404 ? 'Not found\n' : 'Method not allowed\n')
}
