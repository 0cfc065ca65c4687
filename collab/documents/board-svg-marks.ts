import type { Box } from './board-connector.ts'
import type { Point } from './board-model.ts'
import { colourOf } from './board-palette.ts'
import { element } from './board-svg-markup.ts'
import type { Drawing } from './board-svg-items.ts'

/** What became of an object between two times. */
export type Mark = 'added' | 'changed' | 'removed'

/** Places in the board's palette: green, blue, rose. Each has a sign and a line of its own beside its colour. */
const colours = { added: 7, changed: 5, removed: 3 } as const
const dashes = { added: null, changed: '10 5', removed: '3 5' } as const
const signs = { added: 'M-5 0H5M0 -5V5', changed: 'M-4 4L4 -4M0 -4H4V0', removed: 'M-5 0H5' } as const

const gap = 6
const signRadius = 11

/** A frame around an object's box, in its own coordinates, with a sign at its corner. */
export function drawMark(mark: Mark, { width, height }: Pick<Box, 'width' | 'height'>, drawing: Drawing): string {
  const { line } = colourOf(drawing.theme, colours[mark])
  const frame = element('rect', {
    ...{ x: -gap, y: -gap, width: width + 2 * gap, height: height + 2 * gap, rx: 8 },
    ...{ fill: 'none', stroke: line, 'stroke-width': 4, 'stroke-dasharray': dashes[mark] },
  })
  return frame + drawSign(mark, [width + gap, -gap], drawing)
}

/** The sign alone, where there is no box to frame. */
export function drawSign(mark: Mark, [x, y]: Point, { theme }: Drawing): string {
  const { line } = colourOf(theme, colours[mark])
  return element(
    'g',
    { transform: `translate(${Math.round(x)} ${Math.round(y)})` },
    element('circle', { cx: 0, cy: 0, r: signRadius, fill: line, stroke: theme.surface, 'stroke-width': 2 }),
    element('path', {
      d: signs[mark],
      fill: 'none',
      stroke: theme.surface,
      'stroke-width': 2.5,
      'stroke-linecap': 'round',
    }),
  )
}
