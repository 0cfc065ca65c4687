import { PenLine } from 'lucide-react'
import type { ThingFacts } from '../thing.ts'

export const ink: ThingFacts = {
  icon: PenLine,
  canTurn: true,
  canResize: 'in-form',
  isDescribed: true,
  named: { shape: 'ink', hasStroke: true },
  choices: () => ['stroke'],
}
