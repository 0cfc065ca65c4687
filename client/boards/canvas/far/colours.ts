import { type Colour, colourNames } from '#collab/documents/board-palette.ts'
import type { BoardPaint } from '#collab/documents/things/display.ts'

/** What the far view paints with: the tokens that the views of things use, as they are now. */
export interface Colours {
  /** Of things, by their place in the palette. */
  readonly own: readonly Colour[]
  /** Null for what is not seen: papers have an edge where the device's colours replace all others. */
  readonly board: Readonly<Record<BoardPaint, string | null>>
  readonly lock: string
}

/** Papers cast a soft shadow, as in `objects.module.css`. */
const shade = 'rgb(19 35 32 / 0.1)'
const forced = '(forced-colors: active)'

/** A picture is not recoloured by the browser: we take the device's colours ourselves. */
const deviceColours: Colours = {
  own: colourNames.map(() => ({ line: 'CanvasText', tint: 'Canvas', mark: 'Highlight' })),
  board: {
    canvas: 'Canvas',
    surface: 'Canvas',
    sunken: 'Canvas',
    edge: 'CanvasText',
    'strong-edge': 'CanvasText',
    text: 'CanvasText',
    faint: 'CanvasText',
    shade: null,
    'device-edge': 'CanvasText',
  },
  lock: 'CanvasText',
}

export function coloursOf(element: Element): Colours {
  if (matchMedia(forced).matches) return deviceColours
  const style = getComputedStyle(element)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    own: colourNames.map((_, at) => ({
      line: token(`board-${at}-line`),
      tint: token(`board-${at}-tint`),
      mark: token(`board-${at}-mark`),
    })),
    board: {
      canvas: token('canvas'),
      surface: token('surface'),
      sunken: token('sunken'),
      edge: token('line'),
      'strong-edge': token('line-strong'),
      text: token('text'),
      faint: token('text-2'),
      shade,
      'device-edge': null,
    },
    lock: token('ice-soft'),
  }
}
