import { Presentation } from 'lucide-react'
import type { ThingFacts } from '../thing.ts'

/** A lesson of a plan; it stands in the lane of its subject. Made where a plan is shown, so the list of a board does not offer it. */
export const session: ThingFacts = { icon: Presentation, isSolid: true, onMap: 'mark' }
