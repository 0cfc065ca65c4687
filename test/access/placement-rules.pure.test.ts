import { expect, it } from 'vitest'
import {
  canInPlacement,
  type PlacementAction,
  placementActions,
  type PlacementPart,
} from '#server/access/placement-rules.ts'

/* The table again, by hand, as in `rules.pure.test.ts`. */

const parts: PlacementPart[] = ['trainee', 'tutor', 'institution', 'host', 'colleague']
const table: Record<PlacementAction, string> = {
  'placement.read': 'y y y y y',
  'placement.agree': '- - - y -',
  'placement.end': '- - y y -',
  'journal.read': 'y y y - -',
  'journal.write': 'y - - - -',
}

it('says what a placement is to each, and nothing to anybody else', () => {
  expect(Object.keys(table).toSorted()).toEqual(Object.keys(placementActions).toSorted())
  for (const action of Object.keys(placementActions) as PlacementAction[]) {
    for (const [index, part] of parts.entries())
      expect(canInPlacement([part], action), `${part} ${action}`).toBe(table[action].split(' ')[index] === 'y')
    expect(canInPlacement([], action)).toBe(false)
  }
})
