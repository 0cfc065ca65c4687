import { Link2 } from 'lucide-react'
import type { ThingFacts } from '../thing.ts'

export const link: ThingFacts = {
  icon: Link2,
  made: { size: [240, 72] },
  canTurn: true,
  canResize: true,
  isSolid: true,
}
