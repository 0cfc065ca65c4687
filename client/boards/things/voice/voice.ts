import { Mic } from 'lucide-react'
import type { ThingFacts } from '../thing.ts'

export const voice: ThingFacts = {
  icon: Mic,
  attachedSize: [280, 80],
  canTurn: true,
  isSolid: true,
}
