import type { Looks } from './board-card.ts'
import { inkPath } from './board-ink-path.ts'
import type { BoardObject } from './board-model.ts'
import { type BoardTheme, colourOf } from './board-palette.ts'
import { inkPoints } from './board-svg-ink.ts'
import { element, escapeXml, textLines } from './board-svg-markup.ts'
import { isLinkTarget } from './board-values.ts'
import type { BoxItem, InkItem, Item, LinkItem, Paint, PathItem, PictureItem, WordsItem } from './things/display.ts'
import { groundOf, setWords } from './things/words-set.ts'

/* A display list as SVG. */

/** What the drawing of one object may ask for. */
export interface Drawing {
  readonly theme: BoardTheme
  readonly looks: Looks
  /** Bytes of an image as a `data:` address of a raster image, or of our own origin; null where it is not there. */
  readonly imageOf: (asset: string) => string | null
  /** Small pictures: ink as thin lines. */
  readonly isSmall: boolean
  readonly hasLinks: boolean
}

/** What items are written with: colours are looked up by what they are for. */
interface Pen extends Drawing {
  readonly paint: (paint: Paint | undefined) => string | null
}

export function drawItems(items: readonly Item[], { colour }: Pick<BoardObject, 'colour'>, drawing: Drawing): string {
  return markupOf(items, {
    ...drawing,
    paint: (paint) => (paint === undefined ? null : inTheme(paint, colour, drawing)),
  })
}

const markupOf = (items: readonly Item[], pen: Pen): string => items.map((item) => itemMarkup(item, pen)).join('')

function itemMarkup(item: Item, pen: Pen): string {
  switch (item.kind) {
    case 'box':
      return boxMarkup(item, pen)
    case 'path':
      return pathMarkup(item, pen)
    case 'words':
      return wordsMarkup(item, pen)
    case 'lines':
      return textLines(item.lines, { ...item, colour: pen.paint(item.colour) })
    case 'picture':
      return pictureMarkup(item, pen)
    case 'ink':
      return inkMarkup(item, pen)
    case 'link':
      return linkMarkup(item, pen)
  }
}

/** What is seen on a screen alone has no colour here. */
function inTheme(paint: Paint, colour: number, { theme }: Drawing): string | null {
  if (paint === 'line' || paint === 'tint' || paint === 'mark') return colourOf(theme, colour)[paint]
  if (paint === 'shade' || paint === 'device-edge') return null
  if (paint === 'canvas') return theme.surface
  return theme[paint === 'strong-edge' ? 'faint' : paint]
}

const unlessZero = (value: number | undefined) => (value === 0 ? null : value)

function boxMarkup(item: BoxItem, { paint }: Pen): string {
  const [corner] = [item.corners ?? null].flat()
  return element('rect', {
    ...{ x: unlessZero(item.x), y: unlessZero(item.y), width: item.width, height: item.height, rx: corner },
    ...{ fill: paint(item.fill) ?? 'none', 'fill-opacity': item.fillOpacity },
    ...{ stroke: paint(item.stroke), 'stroke-opacity': item.strokeOpacity, 'stroke-width': item.strokeWidth },
  })
}

const round = { 'stroke-linecap': 'round', 'stroke-linejoin': 'round' } as const

function pathMarkup({ d, x = 0, y = 0, fill, stroke, strokeWidth, hasEnds }: PathItem, { paint }: Pen): string {
  const transform = x === 0 && y === 0 ? null : `translate(${x} ${y})`
  const ends = hasEnds === true ? round : { 'stroke-linejoin': 'round' }
  const line = stroke === undefined ? {} : { stroke: paint(stroke), 'stroke-width': strokeWidth, ...ends }
  return element('path', { d, transform, fill: paint(fill) ?? 'none', ...line })
}

function wordsMarkup(item: WordsItem, { looks, paint }: Pen): string {
  const { look, ground } = item
  const set = setWords(item, looks.measure)
  const words = textLines(set.lines, { ...set, look, colour: paint(item.colour) })
  if (ground === undefined || words === '') return words
  const widest = Math.max(...set.lines.map((line) => looks.measure(line, look)))
  return element('rect', { ...groundOf(set, widest, ground), rx: ground.corners, fill: paint(ground.paint) }) + words
}

const isSafeImage = (address: string) => /^(data:image\/(png|jpeg|webp|gif);base64,|\/(?!\/))/.test(address)

function pictureMarkup({ asset, instead, x, y, width, height }: PictureItem, pen: Pen): string {
  const address = asset === null ? null : pen.imageOf(asset)
  if (address === null || !isSafeImage(address)) return markupOf(instead, pen)
  const area = { x: unlessZero(x), y: unlessZero(y), width, height }
  return element('image', { href: address, ...area, preserveAspectRatio: 'xMidYMid meet' })
}

function inkMarkup({ ink, paint }: InkItem, pen: Pen): string {
  const { d, width, opacity } = pen.isSmall ? inkPoints(ink) : inkPath(ink)
  if (d === '') return ''
  const colour = pen.paint(paint)
  const rest = { d, opacity: opacity < 1 ? opacity : null }
  if (width === null) return element('path', { ...rest, fill: colour })
  return element('path', { ...rest, fill: 'none', stroke: colour, 'stroke-width': width, ...round })
}

function linkMarkup({ href, items }: LinkItem, pen: Pen): string {
  const inside = markupOf(items, pen)
  if (!pen.hasLinks || !isLinkTarget(href)) return inside
  return element('a', { href, target: '_blank', rel: 'noopener noreferrer' }, inside)
}

export const titleOf = (title: string, language: string | null = null) =>
  element('title', { lang: language }, escapeXml(title))
