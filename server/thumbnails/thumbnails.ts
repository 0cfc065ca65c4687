import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import sharp from 'sharp'
import { findLastSequence } from '#db/queries/document-log.ts'
import { findFile, findFileBytes, listFileIds } from '#db/queries/files.ts'
import { requireDocument } from '../access/grants.ts'
import type { Ctx } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import type { PictureJob } from './picture.ts'
import { pictureThread } from './picture-thread.ts'

export interface Thumbnail {
  type: 'image/svg+xml' | 'image/webp'
  /** SVG is kept gzipped, and sent so. */
  isGzipped: boolean
  bytes: Uint8Array<ArrayBuffer>
  tag: string
}

interface Kept {
  sequence: number
  drawnAt: number
  thumbnail: Thumbnail
}

/** A board that many draw on is drawn again once a minute, however often its picture is asked for. */
const freshMs = 60_000
/** What an old laptop takes thirty of on one shelf; a fuller board becomes pixels. */
const svgBytesMost = 200_000
const pixelsWide = 480
const keptBytesMost = 32 * 1024 * 1024
const imagesMost = 12
const imagePixels = 160

/** By document and theme, the last asked for at the end. A restart draws again what is asked for. */
const kept = new Map<string, Kept>()
const drawing = new Map<string, Promise<Thumbnail>>()
let keptBytes = 0

/** The small picture of a board or wall, for whoever may read it. A page has none. */
export async function readThumbnail(ctx: Ctx, documentId: string, theme: PictureJob['theme']): Promise<Thumbnail> {
  const grant = await requireDocument(ctx, documentId, { content: 'read' })
  if (grant.kind === 'page') throw notFound()
  const key = `${documentId} ${theme}`
  const sequence = await findLastSequence(ctx.db, documentId)
  const found = kept.get(key)
  const now = ctx.now().getTime()
  if (found !== undefined && (found.sequence === sequence || now - found.drawnAt < freshMs)) {
    keep(key, found)
    return found.thumbnail
  }
  const running = drawing.get(key) ?? draw(ctx, { documentId, theme }, { key, sequence, now })
  drawing.set(key, running)
  try {
    return await running
  } finally {
    drawing.delete(key)
  }
}

interface Wanted {
  documentId: string
  theme: PictureJob['theme']
}

async function draw(
  ctx: Ctx,
  wanted: Wanted,
  { key, sequence, now }: { key: string; sequence: number; now: number },
): Promise<Thumbnail> {
  const svg = await svgOf(ctx, wanted)
  if (svg === null) {
    const old = kept.get(key)
    if (old !== undefined) return old.thumbnail
    throw new AppError('too_many', 'too_many_pictures')
  }
  const thumbnail = await packed(svg)
  keep(key, { sequence, drawnAt: now, thumbnail })
  return thumbnail
}

async function svgOf(ctx: Ctx, { documentId, theme }: Wanted): Promise<string | null> {
  const { update } = await ctx.rooms.read(documentId)
  const first = await pictureThread.draw({ update, theme, images: new Map() })
  if (first === null || first.assets.length === 0) return first?.svg ?? null
  const images = await smallImages(ctx, documentId, first.assets.slice(0, imagesMost))
  return (await pictureThread.draw({ update, theme, images }))?.svg ?? first.svg
}

/** Images of this very document, a few pixels each: the picture of a board is judged by that board alone. */
async function smallImages(ctx: Ctx, documentId: string, assets: string[]): Promise<Map<string, string>> {
  const images = new Map<string, string>()
  for (const id of await listFileIds(ctx.db, documentId, assets)) {
    const file = await findFile(ctx.db, id)
    if (file?.kind !== 'picture' || file.withheldAt !== null) continue
    const bytes = await findFileBytes(ctx.db, id, { from: 0, to: file.size })
    const small = bytes && (await smallImage(bytes))
    if (small) images.set(id, small)
  }
  return images
}

/** Null for bytes that are no picture after all: its place then shows the sign of one. */
async function smallImage(bytes: Uint8Array): Promise<string | null> {
  try {
    const small = await sharp(bytes)
      .resize(imagePixels, imagePixels, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 60 })
      .toBuffer()
    return `data:image/webp;base64,${small.toString('base64')}`
  } catch {
    return null
  }
}

async function packed(svg: string): Promise<Thumbnail> {
  const isLarge = svg.length > svgBytesMost
  const bytes = isLarge
    ? await sharp(Buffer.from(svg), { limitInputPixels: false, unlimited: true })
        .resize(pixelsWide, pixelsWide, { fit: 'inside' })
        .webp({ quality: 75 })
        .toBuffer()
    : await promisify(gzip)(svg, { level: 9 })
  return {
    type: isLarge ? 'image/webp' : 'image/svg+xml',
    isGzipped: !isLarge,
    bytes: new Uint8Array(bytes),
    tag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
  }
}

/** What was taken off a board shows on none of its pictures from now on. */
export function forgetThumbnails(documentId: string): void {
  for (const [key, { thumbnail }] of kept) {
    if (!key.startsWith(`${documentId} `)) continue
    kept.delete(key)
    keptBytes -= thumbnail.bytes.length
  }
}

function keep(key: string, one: Kept): void {
  keptBytes -= kept.get(key)?.thumbnail.bytes.length ?? 0
  kept.delete(key)
  kept.set(key, one)
  keptBytes += one.thumbnail.bytes.length
  for (const [oldest, { thumbnail }] of kept) {
    if (keptBytes <= keptBytesMost) break
    kept.delete(oldest)
    keptBytes -= thumbnail.bytes.length
  }
}
