import type { BoardObject, Point } from './board-model.ts'
import { type Measure, plainWords, shortened, textHeight, wrapText } from './board-text.ts'
import { assetKindOf } from './things/asset-kind.ts'
import { plainLook, smallLook } from './things/looks.ts'

/** What decides how large things are, beside the board itself. */
export interface Looks {
  readonly measure: Measure
  /** Pixels of an image, where they are known. */
  readonly imageSizeOf?: (asset: string) => Point | null
  /** Who made it, where names are wanted. */
  readonly authorOf?: (object: BoardObject) => string | null
  /** Reactions, comments, votes: one short line. */
  readonly footerOf?: (object: BoardObject) => string
  /** A day of a timeline in the reader's words; empty for none. */
  readonly dayOf?: (date: string) => string
}

export type CardPart =
  | { readonly kind: 'image'; readonly y: number; readonly height: number }
  | { readonly kind: 'lines'; readonly y: number; readonly lines: readonly string[] }
  | { readonly kind: 'chip'; readonly y: number; readonly icon: 'file' | 'voice' | 'link'; readonly label: string }
  | { readonly kind: 'small'; readonly y: number; readonly text: string }

interface CardLayout {
  readonly height: number
  readonly parts: readonly CardPart[]
}

export const chipHeight = 36
const smallHeight = 18
const gap = 10
/** An image whose size is not known is shown in this shape. */
const unknownRatio = 0.62
const tallestRatio = 1.4

/** 1:05 */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** Where a link leads, short enough to read. */
function addressText(href: string): string {
  try {
    const { host, pathname, protocol } = new URL(href)
    return protocol === 'mailto:' ? pathname : `${host.replace(/^www\./, '')}${pathname === '/' ? '' : pathname}`
  } catch {
    return ''
  }
}

/** What a card shows from top to bottom in this width: its picture, words, file, voice, link and who made it. */
export function cardLayout(object: BoardObject, width: number, looks: Looks): CardLayout {
  const look = plainLook
  const { padding } = look
  const inner = width - 2 * padding
  const parts: CardPart[] = []
  let y = 0
  const put = (height: number, make: (y: number) => CardPart) => {
    if (y === 0) y = padding
    parts.push(make(y))
    y += height + gap
  }
  if (assetKindOf(object) === 'image') {
    const height = imageHeight(object, width, looks)
    parts.push({ kind: 'image', y: 0, height })
    y = height + gap
  }
  const words = plainWords(object.text).trim()
  if (words !== '') {
    const lines = wrapText(words, inner, look, looks.measure)
    put(textHeight(lines.length, look), (at) => ({ kind: 'lines', y: at, lines }))
  }
  for (const [icon, label] of chipsOf(object)) {
    const text = shortened(label, inner - chipHeight, smallLook, looks.measure)
    put(chipHeight, (at) => ({ kind: 'chip', y: at, icon, label: text }))
  }
  for (const line of [looks.authorOf?.(object) ?? '', looks.footerOf?.(object) ?? '']) {
    const text = shortened(line, inner, smallLook, looks.measure)
    if (text !== '') put(smallHeight, (at) => ({ kind: 'small', y: at, text }))
  }
  const isOnlyImage = parts.length === 1 && parts[0]?.kind === 'image'
  return { height: isOnlyImage ? y - gap : Math.max(y - gap + padding, 2 * padding + 20), parts }
}

function chipsOf(object: BoardObject): (readonly ['file' | 'voice' | 'link', string])[] {
  const { name, alt, durationMs, href, type } = object
  const kind = assetKindOf(object)
  const chips: (readonly ['file' | 'voice' | 'link', string])[] = []
  if (kind === 'file') chips.push(['file', name || alt])
  if (kind === 'voice') chips.push(['voice', `${durationText(durationMs)} ${alt}`])
  if (href !== '') chips.push(['link', (type === 'link' ? name || alt : '') || addressText(href)])
  return chips
}

function imageHeight({ asset }: BoardObject, width: number, { imageSizeOf }: Looks): number {
  const size = asset === null ? null : (imageSizeOf?.(asset) ?? null)
  const ratio = size === null || size[0] <= 0 ? unknownRatio : size[1] / size[0]
  return Math.round(width * Math.min(tallestRatio, Math.max(0.1, ratio)))
}
