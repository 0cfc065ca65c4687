import type { Looks } from './board-card.ts'
import { type Box, connectorRoute } from './board-connector.ts'
import { type BoardLayout, type Heading, inDrawingOrder, type Placed, wordsOf } from './board-layout.ts'
import { type BoardObject, type ObjectType, type Point, reactions } from './board-model.ts'
import type { BoardTheme } from './board-palette.ts'
import { boardThemes } from './board-palette.ts'
import type { Board } from './board-read.ts'
import { element, escapeXml, textLines } from './board-svg-markup.ts'
import { drawMark, drawSign, type Mark } from './board-svg-marks.ts'
import { drawItems, type Drawing, titleOf } from './board-svg-items.ts'
import { shortened } from './board-text.ts'
import { layoutOf } from './board-wall-layout.ts'
import { tileDisplay } from './things/card.ts'
import { titleLook } from './things/looks.ts'
import { isLine, thingOf } from './things/register.ts'
import type { Setting } from './things/thing.ts'

/** What a picture of a board is made with. Nothing of it is a name unless `authorOf` gives one. */
export interface SvgOptions extends Omit<Looks, 'footerOf'> {
  readonly theme?: BoardTheme
  /** Title of the picture: the board's. */
  readonly title?: string
  /** Of the title. */
  readonly titleLanguage?: string | null
  /** What each type is called, for the titles of objects; without it they have none. */
  readonly typeName?: (type: ObjectType) => string
  readonly imageOf?: (asset: string) => string | null
  /** For thumbnails: simple ink, no titles, no links, no counts, and no larger than a card on a shelf. */
  readonly isSmall?: boolean
  /** What became of each object since another time, to be marked on it. */
  readonly markOf?: (object: BoardObject) => Mark | null
  /** False where the list beside it has the links. */
  readonly hasLinks?: boolean
  /** Around what is drawn. */
  readonly margin?: number
  /** Markup of a `style` element with fonts, where the picture must carry its own. */
  readonly fontFaces?: string
}

export interface BoardSvg {
  readonly svg: string
  readonly width: number
  readonly height: number
}

const fontFamily = "'Commissioner Variable', Commissioner, 'Noto Sans', 'Segoe UI', system-ui, sans-serif"
/** An empty board is a picture too. */
const emptyArea = { x: 0, y: 0, width: 640, height: 360 }
const titleLetters = 300
const smallPixels = 480

/** What a picture as small as a card can show of the fullest board: more of either costs seconds and is not seen. */
const smallThings = 2_000
const smallLetters = { ofAll: 40_000, ofOne: 400 }

/** The same board with what a small picture shows of it: the topmost things, and the beginnings of their words. */
function cutToSmall(board: Board): Board {
  const there = board.objects.filter((object) => !object.isRemoved).slice(-smallThings)
  const most = Math.min(smallLetters.ofOne, Math.floor(smallLetters.ofAll / Math.max(1, there.length)))
  const cutWords = (object: BoardObject) => ({
    ...object,
    text: object.text.slice(0, most),
    alt: object.alt.slice(0, most),
  })
  return { ...board, objects: there.map(cutWords) }
}

/** A board as one SVG: everything escaped, no script, no foreign content, the same bytes for the same board. */
export function boardSvg(whole: Board, options: SvgOptions): BoardSvg {
  const theme = options.theme ?? boardThemes.light
  const isSmall = options.isSmall === true
  const board = isSmall ? cutToSmall(whole) : whole
  const hasLinks = !isSmall && options.hasLinks !== false
  const looks: Looks = isSmall ? options : { ...options, footerOf: footersOf(board) }
  const drawing: Drawing = { theme, looks, imageOf: options.imageOf ?? (() => null), isSmall, hasLinks }
  const layout = layoutOf(board, looks)
  const boxes = new Map(layout.placed.map(({ object, box }) => [object.id, box]))
  const bounds = new Bounds()
  for (const heading of layout.headings) bounds.add(heading.x, heading.y, heading.width, 20)
  const boxById = (id: string) => boxes.get(id) ?? null
  const parts = layout.placed.map((placed) => {
    bounds.addPlaced(placed)
    return { object: placed.object, markup: drawPlaced(placed, drawing, options) }
  })
  if (board.meta.layout === 'canvas') {
    parts.push(...drawConnectors(board, boxById, bounds, { drawing, options }))
    parts.sort((a, b) => inDrawingOrder(a.object, b.object))
  }
  const area = bounds.area(options.margin ?? 32)
  return {
    svg: wrap(area, [...headings(layout, drawing), ...parts.map(({ markup }) => markup)], { theme, options }),
    ...sizeOf(area),
  }
}

const sizeOf = ({ width, height }: Area) => ({ width: Math.ceil(width), height: Math.ceil(height) })

function shownSize(size: { width: number; height: number }, isSmall: boolean) {
  const scale = isSmall ? Math.min(1, smallPixels / Math.max(size.width, size.height)) : 1
  return { width: Math.max(1, Math.round(size.width * scale)), height: Math.max(1, Math.round(size.height * scale)) }
}

interface Picture {
  theme: BoardTheme
  options: SvgOptions
}

function wrap(area: Area, parts: readonly string[], { theme, options }: Picture): string {
  const { title, titleLanguage, fontFaces } = options
  const { width, height } = sizeOf(area)
  const edges = [area.x, area.y].map(Math.floor).join(' ')
  const [x, y] = [Math.floor(area.x), Math.floor(area.y)]
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `${edges} ${width} ${height}`,
      ...shownSize({ width, height }, options.isSmall === true),
      'font-family': fontFamily,
      // An `img` has the letters of its device, which are wider than ours.
      'letter-spacing': options.isSmall === true ? '-0.04em' : null,
      'xml:space': 'preserve',
    },
    title === undefined ? '' : titleOf(title, titleLanguage),
    fontFaces === undefined ? '' : element('style', {}, escapeXml(fontFaces)),
    element('rect', { x, y, width, height, fill: theme.surface }),
    ...parts,
  )
}

const settingOf = ({ looks }: Drawing): Setting => ({ isPicture: true, looks, untitled: '' })

function drawPlaced({ object, box, isCard }: Placed, drawing: Drawing, options: SvgOptions): string {
  const display = isCard ? tileDisplay : thingOf(object).display
  const inside = drawItems(display(object, box, settingOf(drawing)), object, drawing)
  if (inside === '') return ''
  const turn = box.rotation === 0 ? '' : ` rotate(${box.rotation} ${half(box.width)} ${half(box.height)})`
  const transform = `translate(${cut(box.x)} ${cut(box.y)})${turn}`
  const mark = options.markOf?.(object) ?? null
  const lang = object.language || null
  if (mark === null) return element('g', { transform, lang }, objectTitle(object, options), inside)
  const faded = element('g', { opacity: mark === 'removed' ? 0.4 : null }, inside)
  return element(
    'g',
    { transform, lang, 'data-mark': object.id },
    objectTitle(object, options),
    faded,
    drawMark(mark, box, drawing),
  )
}

const cut = (value: number) => Math.round(value * 100) / 100
const half = (value: number) => cut(value / 2)

/** What a screen reader says of an object, and what a pointer over it shows. */
function objectTitle(object: BoardObject, { typeName, authorOf }: SvgOptions): string {
  if (typeName === undefined) return ''
  const words = wordsOf(object) || object.alt || object.name
  const author = authorOf?.(object) ?? null
  const said = [typeName(object.type), author, words.replaceAll(/\s+/g, ' ').trim()]
  return titleOf(
    said
      .filter((word) => word !== null && word !== '')
      .join(': ')
      .slice(0, titleLetters),
  )
}

function drawConnectors(
  board: Board,
  boxById: (id: string) => Box | null,
  bounds: Bounds,
  { drawing, options }: { drawing: Drawing; options: SvgOptions },
): { object: BoardObject; markup: string }[] {
  return board.objects
    .filter((object) => isLine(object) && !object.isRemoved)
    .flatMap((object) => {
      const route = connectorRoute(object, boxById)
      if (route === null) return []
      for (const [x, y] of route.points) bounds.add(x - 12, y - 12, 24, 24)
      const mark = options.markOf?.(object) ?? null
      const sign = mark === null ? '' : drawSign(mark, route.middle, drawing)
      const attributes = {
        lang: object.language || null,
        'data-mark': mark === null ? null : object.id,
        opacity: mark === 'removed' ? 0.5 : null,
      }
      const line = drawItems(thingOf(object).along?.(object, route, settingOf(drawing)) ?? [], object, drawing)
      return [{ object, markup: element('g', attributes, objectTitle(object, options), line, sign) }]
    })
}

function headings(layout: BoardLayout, { theme, looks }: Drawing): string[] {
  return layout.headings.map(({ text, x, y, width }: Heading) => {
    const line = element('rect', { x, y: y + 36, width, height: 2, rx: 1, fill: theme.edge })
    const dot = element('circle', { cx: x + 6, cy: y + 37, r: 6, fill: theme.faint })
    const title = shortened(text, width, titleLook, looks.measure)
    return line + dot + textLines([title], { x, y: y + 2, look: titleLook, colour: theme.text })
  })
}

/** 👍 3 · 💬 2: counts without names. */
function footersOf({ reactions: given, comments, meta }: Board): (object: BoardObject) => string {
  const counts = new Map<string, Map<string, number>>()
  const count = (objectId: string, sign: string, more = 1) => {
    const own = counts.get(objectId) ?? new Map<string, number>()
    counts.set(objectId, own.set(sign, (own.get(sign) ?? 0) + more))
  }
  for (const [id, votes] of meta.tally) if (votes > 0) count(id, '✓', votes)
  for (const { objectId, reaction } of given) count(objectId, reactions[reaction] ?? '')
  for (const { objectId, isRemoved } of comments) if (!isRemoved) count(objectId, '💬')
  return ({ id }) => [...(counts.get(id) ?? [])].map(([sign, times]) => `${sign} ${times}`).join(' · ')
}

interface Area {
  x: number
  y: number
  width: number
  height: number
}

/** What a picture must show. */
class Bounds {
  #least: Point = [Infinity, Infinity]
  #most: Point = [-Infinity, -Infinity]

  add(x: number, y: number, width: number, height: number): void {
    this.#least = [Math.min(this.#least[0], x), Math.min(this.#least[1], y)]
    this.#most = [Math.max(this.#most[0], x + width), Math.max(this.#most[1], y + height)]
  }

  addPlaced({ object, box, isCard }: Placed): void {
    const { x, y, width, height, rotation } = box
    const angle = (rotation * Math.PI) / 180
    const [sin, cos] = [Math.abs(Math.sin(angle)), Math.abs(Math.cos(angle))]
    const [w, h] = [width * cos + height * sin, width * sin + height * cos]
    const thing = thingOf(object)
    const edge = thing.edge?.(object) ?? 4
    const above = isCard ? 0 : (thing.above ?? 0)
    const [left, top] = [x + (width - w) / 2 - edge, y + (height - h) / 2 - edge - above]
    this.add(left, top, w + 2 * edge, h + 2 * edge + above)
  }

  area(margin: number): Area {
    const [[x, y], [right, bottom]] = [this.#least, this.#most]
    const found = x === Infinity ? emptyArea : { x, y, width: right - x, height: bottom - y }
    return {
      x: found.x - margin,
      y: found.y - margin,
      width: found.width + 2 * margin,
      height: found.height + 2 * margin,
    }
  }
}
