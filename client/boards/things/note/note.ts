import { StickyNote } from 'lucide-react'
import type { ThingFacts } from '../thing.ts'

export const note: ThingFacts = {
  icon: StickyNote,
  made: { size: [200, 200], colour: 1 },
  canTurn: true,
  canResize: true,
  isSolid: true,
  onMap: 'mark',
  colourOf: 'tint',
}
