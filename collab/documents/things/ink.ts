import { inkWidth } from '../board-ink-path.ts'
import { inkNames } from '../board-model.ts'
import type { Thing } from './thing.ts'

export const ink: Thing = {
  usualSize: [0, 0],
  isByHand: true,
  lacks: ({ points }) => (points === null ? 'ink without points' : null),
  edge: (object) => inkWidth(object) / 2,
  display: ({ points, shape, stroke }, { width, height }) => [
    {
      kind: 'ink',
      ink: { points, shape, stroke, size: [width, height] },
      paint: inkNames[shape] === 'highlighter' ? 'mark' : 'line',
    },
  ],
}
