import { RectangleHorizontal } from 'lucide-react'
import type { ThingFacts } from '../thing.ts'

/** It stands upright, and is as large as what is in it. */
export const card: ThingFacts = {
  icon: RectangleHorizontal,
  made: { size: [240, 160] },
  isSolid: true,
  onMap: 'mark',
}
