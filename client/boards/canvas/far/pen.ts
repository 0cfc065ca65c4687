import type { Paint } from '#collab/documents/things/display.ts'
import type { TextLook } from '#collab/documents/things/looks.ts'
import type { Colours } from './colours.ts'
import type { Pictures } from './pictures.ts'

/** What things are painted with. The context is in the coordinates of the board. */
export interface Pen {
  readonly context: CanvasRenderingContext2D
  readonly colours: Colours
  readonly pictures: Pictures
  /** Pixels of the screen for one of the board. */
  readonly zoom: number
  readonly font: string
}

/** A colour for a thing of this place in the palette; null for what is not to be seen. */
export function colourOf({ colours }: Pen, paint: Paint | undefined, colour: number): string | null {
  if (paint === undefined) return null
  if (paint === 'line' || paint === 'tint' || paint === 'mark') return colours.own[colour]?.[paint] ?? null
  return colours.board[paint]
}

/** Thinner lines would fade away: in pixels of the screen. */
const thinnest = 0.6
export const seen = ({ zoom }: Pen, width: number) => Math.max(width, thinnest / zoom)

/** Letters smaller than this on the screen are a bar for each line. */
const lettersLeast = 3
/** Of a line of letters, a bar as strong as they are from afar. */
const bar = { height: 0.5, strength: 0.4 } as const

interface Lines {
  readonly lines: readonly string[]
  /** Widths of the lines, in pixels of the board. */
  readonly widths: readonly number[]
  readonly look: Pick<TextLook, 'size' | 'weight' | 'lineHeight' | 'align'>
  /** Where the first line begins, or its middle is. */
  readonly x: number
  readonly y: number
  readonly colour: string | null
}

/** Paints a thing in the coordinates of its box; a connector in those of the board. */
export type Painting = (pen: Pen, hasWords: boolean) => void

/** Words as one sees them from there: their letters, or their lines. */
export function paintLines({ context, zoom, font }: Pen, { lines, widths, look, x, y, colour }: Lines): void {
  if (colour === null) return
  context.fillStyle = colour
  const step = look.size * look.lineHeight
  const isMiddle = look.align === 'middle'
  if (look.size * zoom < lettersLeast) {
    const before = context.globalAlpha
    context.globalAlpha = before * bar.strength
    const height = look.size * bar.height
    for (const [at, width] of widths.entries())
      if (width > 0) context.fillRect(isMiddle ? x - width / 2 : x, y + at * step + (step - height) / 2, width, height)
    context.globalAlpha = before
    return
  }
  context.font = `${look.weight} ${look.size}px ${font}`
  // As wide as elsewhere: small letters would be set on whole pixels.
  context.textRendering = 'geometricPrecision'
  context.textAlign = isMiddle ? 'center' : 'start'
  context.textBaseline = 'middle'
  for (const [at, line] of lines.entries()) context.fillText(line, x, y + (at + 0.5) * step)
}
