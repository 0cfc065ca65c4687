import { Image } from 'lucide-react'
import type { ThingFacts } from '../thing.ts'

export const image: ThingFacts = {
  icon: Image,
  canTurn: true,
  canResize: 'in-form',
  isSolid: true,
  isDescribed: true,
}
