import { Spline } from 'lucide-react'
import type { ThingFacts } from '../thing.ts'

/** It goes where its ends are, and has no size. */
export const connector: ThingFacts = {
  icon: Spline,
  named: { shape: 'heads', fill: 'way', hasStroke: true },
  choices: () => ['way', 'head', 'stroke'],
}
