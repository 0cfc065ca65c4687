import { Frame } from 'lucide-react'
import type { ThingFacts } from '../thing.ts'

export const frame: ThingFacts = {
  icon: Frame,
  made: { size: [640, 480] },
  canResize: true,
  isSolid: true,
  onMap: 'edge',
}
