import { Type } from 'lucide-react'
import type { ThingFacts } from '../thing.ts'

export const text: ThingFacts = {
  icon: Type,
  made: { size: [240, 60] },
  canTurn: true,
  canResize: true,
  isSolid: true,
  needsWords: true,
  choices: () => ['size'],
}
