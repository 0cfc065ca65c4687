import { type CardPart, cardLayout, chipHeight, type Looks, smallLook } from './board-card.ts'
import type { Box, Route } from './board-connector.ts'
import { inkPath } from './board-ink-path.ts'
import { inkPoints } from './board-svg-ink.ts'
import { columnLook, type Placed } from './board-layout.ts'
import type { BoardObject } from './board-model.ts'
import { type BoardTheme, type Colour, colourOf } from './board-palette.ts'
import {
  frameTitleHeight,
  isOpenShape,
  lineWidth,
  shapePath,
  textBox,
  type TextLook,
  textLook,
} from './board-shapes.ts'
import { element, escapeXml, textLines } from './board-svg-markup.ts'
import { shortened, textHeight, wrapText } from './board-text.ts'
import { isLinkTarget } from './board-values.ts'

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

const isSafeImage = (address: string) => /^(data:image\/(png|jpeg|webp|gif);base64,|\/(?!\/))/.test(address)

/** An object in its own coordinates: its box begins at 0,0. */
export function drawObject({ object, box, isCard }: Placed, drawing: Drawing): string {
  if (isCard) return drawCard(object, box, { ...drawing, isWall: true })
  switch (object.type) {
    case 'ink':
      return drawInk(object, drawing)
    case 'note':
      return drawNote(object, box, drawing)
    case 'shape':
      return drawShape(object, box, drawing)
    case 'text':
      return drawText(object, box, drawing)
    case 'image':
      return drawImage(object, box, drawing)
    case 'frame':
      return drawFrame(object, box, drawing)
    case 'column':
      return drawColumn(object, box, drawing)
    case 'link':
    case 'file':
    case 'voice':
    case 'card':
      return drawCard(object, box, drawing)
    case 'connector':
      return ''
  }
}

function drawInk(object: BoardObject, { theme, isSmall }: Drawing): string {
  const colour = colourOf(theme, object.colour)
  const { d, width, opacity } = isSmall ? inkPoints(object) : inkPath(object)
  if (d === '') return ''
  const paint = opacity < 1 ? colour.mark : colour.line
  const rest = { d, opacity: opacity < 1 ? opacity : null }
  if (width === null) return element('path', { ...rest, fill: paint })
  const round = { 'stroke-linecap': 'round', 'stroke-linejoin': 'round' } as const
  return element('path', { ...rest, fill: 'none', stroke: paint, 'stroke-width': width, ...round })
}

function drawNote(object: BoardObject, { width, height }: Box, { theme, looks }: Drawing): string {
  const look = textLook(object)
  const lines = wrapText(object.text, width - 2 * look.padding, look, looks.measure)
  const paper = colourOf(theme, object.colour)
  return (
    element('rect', { width, height, rx: 4, fill: paper.tint, stroke: paper.line, 'stroke-opacity': 0.25 }) +
    textLines(lines, { x: look.padding, y: look.padding, look, colour: theme.text })
  )
}

function shapePaint({ fill, stroke }: BoardObject, colour: Colour, isOpen: boolean) {
  return {
    fill: isOpen || fill === 0 ? 'none' : fill === 1 ? colour.tint : colour.line,
    stroke: colour.line,
    'stroke-width': lineWidth(stroke),
    'stroke-linejoin': 'round',
    'stroke-linecap': isOpen ? 'round' : null,
  } as const
}

function drawShape(object: BoardObject, { width, height }: Box, { theme, looks }: Drawing): string {
  const isOpen = isOpenShape(object.shape)
  const path = element('path', {
    d: shapePath(object.shape, [width, height]),
    ...shapePaint(object, colourOf(theme, object.colour), isOpen),
  })
  const colour = object.fill === 2 && !isOpen ? theme.surface : theme.text
  return path + middleText(object, textBox(object.shape, [width, height]), { colour, looks })
}

type Area = Pick<Box, 'x' | 'y' | 'width' | 'height'>

function middleText(object: BoardObject, area: Area, { colour, looks }: { colour: string; looks: Looks }): string {
  if (object.text === '') return ''
  const look = textLook(object)
  const lines = wrapText(object.text, area.width - look.padding, look, looks.measure)
  const y = area.y + (area.height - textHeight(lines.length, look)) / 2
  return textLines(lines, { x: area.x + area.width / 2, y, look, colour })
}

function drawText(object: BoardObject, { width }: Box, { theme, looks }: Drawing): string {
  const look = textLook(object)
  const lines = wrapText(object.text, width + 0.5, look, looks.measure)
  return textLines(lines, { x: 0, y: 0, look, colour: colourOf(theme, object.colour).line })
}

function drawImage(object: BoardObject, { width, height }: Box, drawing: Drawing): string {
  const { asset, alt } = object
  const address = asset === null ? null : drawing.imageOf(asset)
  if (address !== null && isSafeImage(address))
    return element('image', { href: address, width, height, preserveAspectRatio: 'xMidYMid meet' })
  const { theme, looks } = drawing
  const label = shortened(alt, width - 16, smallLook, looks.measure)
  const look: TextLook = { ...smallLook, align: 'middle' }
  return (
    element('rect', { width, height, rx: 6, fill: theme.sunken, stroke: theme.edge }) +
    element('path', { d: pictureIcon(width / 2, height / 2 - 12), ...iconPaint(theme.faint) }) +
    textLines([label], { x: width / 2, y: height / 2 + 8, look, colour: theme.faint })
  )
}

const iconPaint = (stroke: string) =>
  ({ fill: 'none', stroke, 'stroke-width': 1.9, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }) as const

const pictureIcon = (x: number, y: number) => `M${x - 10} ${y - 8}h20v16h-20zM${x - 10} ${y + 4}l6 -6l5 5l3 -3l6 6`

function drawFrame(object: BoardObject, { width, height }: Box, { theme, looks }: Drawing): string {
  const look = textLook(object)
  const colour = colourOf(theme, object.colour)
  const title = shortened(object.text, width, look, looks.measure)
  return (
    element('rect', {
      ...{ width, height, rx: 10, fill: colour.tint, 'fill-opacity': object.colour === 0 ? 0 : 0.35 },
      ...{ stroke: theme.faint, 'stroke-width': 2 },
    }) + textLines([title], { x: 6, y: -frameTitleHeight + 3, look, colour: theme.faint })
  )
}

function drawColumn(object: BoardObject, { width, height }: Box, { theme, looks }: Drawing): string {
  const look = textLook(object)
  const colour = colourOf(theme, object.colour)
  const title = shortened(object.text, width - 2 * columnLook.padding, look, looks.measure)
  return (
    paper({ width, height, colour: colour.line, fill: theme.sunken, edge: null }) +
    textLines([title], { x: columnLook.padding, y: columnLook.padding, look, colour: theme.text })
  )
}

interface Paper {
  width: number
  height: number
  /** Null for none: most cards have no colour of their own. */
  colour: string | null
  fill: string
  edge: string | null
}

const paperRadius = 10
const bandHeight = 4

/** A sheet with a band of colour along its top. */
function paper({ width, height, colour, fill, edge }: Paper): string {
  const [r, w] = [paperRadius, width - paperRadius]
  const band = `M0 ${r}a${r} ${r} 0 0 1 ${r} ${-r}H${w}a${r} ${r} 0 0 1 ${r} ${r}a${r} ${r - bandHeight} 0 0 0 ${-r} ${bandHeight - r}H${r}a${r} ${r - bandHeight} 0 0 0 ${-r} ${r - bandHeight}Z`
  return (
    element('rect', { width, height, rx: r, fill, stroke: edge }) +
    (colour !== null && width > 2 * r ? element('path', { d: band, fill: colour }) : '')
  )
}

function drawCard(object: BoardObject, { width, height }: Box, drawing: Drawing & { isWall?: boolean }): string {
  const { theme, looks, isWall = false } = drawing
  const { line, tint } = colourOf(theme, object.colour)
  const hasColour = object.colour !== 0
  // A wall has coloured cards; on a canvas, among so much colour, white ones with a band.
  const colour = hasColour && !isWall ? line : null
  const sheet = paper({ width, height, colour, fill: hasColour && isWall ? tint : theme.surface, edge: theme.edge })
  const parts = cardLayout(object, width, looks).parts.map((part) => drawPart(object, part, width, drawing))
  return sheet + parts.join('')
}

function drawPart(object: BoardObject, part: CardPart, width: number, drawing: Drawing): string {
  const { theme } = drawing
  const look = textLook({ type: 'card', stroke: object.stroke })
  const x = look.padding
  switch (part.kind) {
    case 'image': {
      const image = drawImage(object, { ...noBox, width, height: part.height }, drawing)
      return image
    }
    case 'lines':
      return textLines(part.lines, { x, y: part.y, look, colour: theme.text })
    case 'small':
      return textLines([part.text], { x, y: part.y, look: smallLook, colour: theme.faint })
    case 'chip':
      return drawChip(object, part, width - 2 * x, drawing)
  }
}

const noBox: Box = { x: 0, y: 0, width: 0, height: 0, rotation: 0, outline: 'box' }

const chipIcons = {
  file: 'M11 10h9l5 5v12h-14zM20 10v5h5',
  voice: 'M13 11l12 7l-12 7z',
  link: 'M17 21l6 -6M15 18l-2 2a3.5 3.5 0 0 0 5 5l2 -2M21 13l2 -2a3.5 3.5 0 0 1 5 5l-2 2',
} as const

function drawChip(
  { href }: BoardObject,
  { icon, label, y }: CardPart & { kind: 'chip' },
  width: number,
  { theme, hasLinks }: Drawing,
): string {
  const { padding } = textLook({ type: 'card', stroke: 2 })
  const chip =
    element('rect', { x: padding, y, width, height: chipHeight, rx: 6, fill: theme.sunken }) +
    element('path', { d: chipIcons[icon], transform: `translate(${padding - 4} ${y})`, ...iconPaint(theme.faint) }) +
    textLines([label], { x: padding + 30, y: y + 9, look: smallLook, colour: theme.text })
  const isLink = icon === 'link' && hasLinks && href !== '' && isLinkTarget(href)
  return isLink ? element('a', { href, target: '_blank', rel: 'noopener noreferrer' }, chip) : chip
}

/** A connector in the coordinates of the board. */
export function drawConnector(object: BoardObject, route: Route, { theme, looks }: Drawing): string {
  const colour = colourOf(theme, object.colour)
  const round = { fill: 'none', 'stroke-linecap': 'round', 'stroke-linejoin': 'round' } as const
  const line = element('path', {
    d: route.path + route.heads,
    stroke: colour.line,
    'stroke-width': lineWidth(object.stroke),
    ...round,
  })
  if (object.text.trim() === '') return line
  const look = textLook(object)
  const label = shortened(object.text, 240, look, looks.measure)
  const [width, height] = [looks.measure(label, look) + 2 * look.padding, textHeight(1, look) + look.padding]
  const [x, y] = route.middle
  const paper = { x: x - width / 2, y: y - height / 2, width, height, rx: 4, fill: theme.surface }
  return (
    line + element('rect', paper) + textLines([label], { x, y: y - textHeight(1, look) / 2, look, colour: theme.text })
  )
}

export const titleOf = (title: string) => element('title', {}, escapeXml(title))
