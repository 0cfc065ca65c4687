import { Shapes } from 'lucide-react'
import { shapeNames } from '#collab/documents/board-model.ts'
import { isOpenShape } from '#collab/documents/board-shapes.ts'
import type { ThingFacts } from '../thing.ts'

export const shape: ThingFacts = {
  icon: Shapes,
  made: { size: [160, 120], shape: shapeNames.indexOf('rounded'), fill: 1 },
  canTurn: true,
  canResize: true,
  isSolid: true,
  named: { shape: 'shape', fill: 'fill', hasStroke: true },
  choices: ({ shape: name }) => (isOpenShape(name) ? ['stroke'] : ['fill', 'shape', 'stroke']),
}
