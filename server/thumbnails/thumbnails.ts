import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import sharp from 'sharp'
import { findLastSequence } from '#db/queries/document-log.ts'
import { findFile, findFileBytes, listFileIds } from '#db/queries/files.ts'
import { requireDocument } from '../access/grants.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
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
  /** Null: it could not be drawn. */
  thumbnail: Thumbnail | null
}

/** A board that many draw on is drawn again once a minute, however often its picture is asked for. */
const freshMs = 60_000
/** What could not be drawn is not begun anew by each who asks; a machine that was busy is soon asked again. */
const failedMs = 10_000
/** What an old laptop takes thirty of on one shelf; a fuller board becomes pixels. */
const svgBytesMost = 200_000
const pixelsWide = 480
/** Pixels of the fullest board take two seconds; libvips ends what takes longer. */
const longestPixelsSeconds = 5
const keptBytesMost = 32 * 1024 * 1024
const keptMost = 5_000
const imagesMost = 12
const imagePixels = 160

/** By document and theme, the last asked for at the end. A restart draws again what is asked for. */
const kept = new Map<string, Kept>()
const drawing = new Map<string, Promise<Kept>>()
let keptBytes = 0

/** The small picture of a board or wall, for whoever may read it. A page has none. */
export async function readThumbnail(ctx: Ctx, documentId: string, theme: PictureJob['theme']): Promise<Thumbnail> {
  const grant = await requireDocument(ctx, documentId, { content: 'read' })
  if (grant.kind === 'page') throw notFound()
  const key = `${documentId} ${theme}`
  const sequence = await findLastSequence(ctx.db, documentId)
  const found = kept.get(key)
  const now = ctx.now().getTime()
  if (found !== undefined && isFresh(found, sequence, now)) {
    keep(key, found)
    return drawn(found.thumbnail)
  }
  const running = drawing.get(key) ?? draw(ctx, { documentId, theme }, { key, sequence, now })
  drawing.set(key, running)
  try {
    return drawn((await running).thumbnail)
  } finally {
    if (drawing.get(key) === running) drawing.delete(key)
  }
}

function isFresh({ thumbnail, drawnAt, sequence: drawnOf }: Kept, sequence: number, now: number): boolean {
  if (thumbnail === null) return now - drawnAt < failedMs
  return drawnOf === sequence || now - drawnAt < freshMs
}

function drawn(thumbnail: Thumbnail | null): Thumbnail {
  if (thumbnail === null) throw new AppError('too_many', 'too_many_pictures')
  return thumbnail
}

interface Wanted {
  documentId: string
  theme: PictureJob['theme']
}

async function draw(
  ctx: Ctx,
  wanted: Wanted,
  { key, sequence, now }: { key: string; sequence: number; now: number },
): Promise<Kept> {
  const svg = await svgOf(ctx, wanted)
  const thumbnail = svg === null ? (kept.get(key)?.thumbnail ?? null) : await packed(ctx, wanted, svg)
  const made = { sequence, drawnAt: now, thumbnail }
  // Something may have been hidden meanwhile: then this picture is nobody's.
  if (drawing.has(key)) keep(key, made)
  return made
}

async function svgOf(ctx: Ctx, { documentId, theme }: Wanted): Promise<string | null> {
  const { update } = await ctx.rooms.read(documentId)
  const first = await pictureThread.ask({ update, theme, images: new Map() })
  if (first === null || first.assets.length === 0) return first?.svg ?? null
  const images = await smallImages(ctx, documentId, first.assets.slice(0, imagesMost))
  return (await pictureThread.ask({ update, theme, images }))?.svg ?? first.svg
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

/** Null where pixels take too long. */
async function packed(ctx: Ctx, { documentId }: Wanted, svg: string): Promise<Thumbnail | null> {
  const isLarge = svg.length > svgBytesMost
  const bytes = isLarge
    ? await pixelsOf(svg).catch((error: unknown) => {
        ctx.log.warn({ err: error, documentId }, 'a board has no pixels')
        return null
      })
    : await promisify(gzip)(svg, { level: 9 })
  if (bytes === null) return null
  return {
    type: isLarge ? 'image/webp' : 'image/svg+xml',
    isGzipped: !isLarge,
    bytes: new Uint8Array(bytes),
    tag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
  }
}

const pixelsOf = (svg: string) =>
  sharp(Buffer.from(svg), { limitInputPixels: false, unlimited: true })
    .timeout({ seconds: longestPixelsSeconds })
    .resize(pixelsWide, pixelsWide, { fit: 'inside' })
    .webp({ quality: 75 })
    .toBuffer()

/** What was taken off a board shows on none of its pictures from now on, those that are being drawn included. */
export function forgetThumbnails(documentId: string): void {
  for (const key of drawing.keys()) if (key.startsWith(`${documentId} `)) drawing.delete(key)
  for (const key of kept.keys()) if (key.startsWith(`${documentId} `)) drop(key)
}

const bytesOf = (one: Kept | undefined) => one?.thumbnail?.bytes.length ?? 0

function drop(key: string): void {
  keptBytes -= bytesOf(kept.get(key))
  kept.delete(key)
}

function keep(key: string, one: Kept): void {
  drop(key)
  kept.set(key, one)
  keptBytes += bytesOf(one)
  for (const oldest of kept.keys()) {
    if (keptBytes <= keptBytesMost && kept.size <= keptMost) break
    drop(oldest)
  }
}
