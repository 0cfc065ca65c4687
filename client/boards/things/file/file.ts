import { Paperclip } from 'lucide-react'
import type { ThingFacts } from '../thing.ts'

export const file: ThingFacts = {
  icon: Paperclip,
  attachedSize: [260, 80],
  canTurn: true,
  canResize: true,
  isSolid: true,
}
