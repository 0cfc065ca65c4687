import { ListTodo } from 'lucide-react'
import type { ThingFacts } from '../thing.ts'

/** A task of a plan. Made where a plan is shown, so the list of a board does not offer it. */
export const task: ThingFacts = { icon: ListTodo, isSolid: true, onMap: 'mark' }
