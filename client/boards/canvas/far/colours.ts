import { type Colour, colourNames } from '#collab/documents/board-palette.ts'

/** What the far view paints with: the tokens that the views of things use, as they are now. */
export interface Colours {
  readonly board: readonly Colour[]
  readonly canvas: string
  readonly surface: string
  readonly sunken: string
  readonly line: string
  readonly edge: string
  readonly text: string
  readonly title: string
  readonly shade: string
  readonly lock: string
  /** Around papers where the device's colours replace all others; null elsewhere. */
  readonly paperEdge: string | null
}

/** Papers cast a soft shadow, as in `objects.module.css`. */
const shade = 'rgb(19 35 32 / 0.1)'
const forced = '(forced-colors: active)'

/** A picture is not recoloured by the browser: we take the device's colours ourselves. */
const deviceColours: Colours = {
  board: colourNames.map(() => ({ line: 'CanvasText', tint: 'Canvas', mark: 'Highlight' })),
  canvas: 'Canvas',
  surface: 'Canvas',
  sunken: 'Canvas',
  line: 'CanvasText',
  edge: 'CanvasText',
  text: 'CanvasText',
  title: 'CanvasText',
  shade: 'transparent',
  lock: 'CanvasText',
  paperEdge: 'CanvasText',
}

export function coloursOf(element: Element): Colours {
  if (matchMedia(forced).matches) return deviceColours
  const style = getComputedStyle(element)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    board: colourNames.map((_, at) => ({
      line: token(`board-${at}-line`),
      tint: token(`board-${at}-tint`),
      mark: token(`board-${at}-mark`),
    })),
    canvas: token('canvas'),
    surface: token('surface'),
    sunken: token('sunken'),
    line: token('line'),
    edge: token('line-strong'),
    text: token('text'),
    title: token('text-2'),
    shade,
    lock: token('ice-soft'),
    paperEdge: null,
  }
}
