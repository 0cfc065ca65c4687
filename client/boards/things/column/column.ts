import { Columns3 } from 'lucide-react'
import type { ThingFacts } from '../thing.ts'

export const column: ThingFacts = {
  icon: Columns3,
  made: { size: [288, 480] },
  isSolid: true,
}
