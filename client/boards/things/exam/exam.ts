import { GraduationCap } from 'lucide-react'
import type { ThingFacts } from '../thing.ts'

/** A week of exams in a plan. Made where a plan is shown, so the list of a board does not offer it. */
export const exam: ThingFacts = { icon: GraduationCap, isSolid: true, onMap: 'mark' }
