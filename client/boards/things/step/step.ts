import { Milestone } from 'lucide-react'
import type { ThingFacts } from '../thing.ts'

/** A step of a plan. Made where a plan is shown, so the list of a board does not offer it. */
export const step: ThingFacts = { icon: Milestone, isSolid: true, onMap: 'mark' }
