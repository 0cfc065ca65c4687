import { thinOut } from './board-ink.ts'
import { type InkPath, inkPointsOf, inkWidth } from './board-ink-path.ts'
import { type BoardObject, inkNames } from './board-model.ts'

/** Off by this much, a stroke looks the same on a picture that is a tenth as large. */
const smallTolerance = 8

/** A stroke as few straight lines of one width, for small pictures: a tenth of the bytes. */
export function inkPoints(object: Pick<BoardObject, 'points' | 'size' | 'shape' | 'stroke'>): InkPath {
  const kept = thinOut(inkPointsOf(object), smallTolerance)
  const line = kept.map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`).join('L')
  const isMarker = inkNames[object.shape] === 'highlighter'
  return {
    // A dot is a line of no length, which a round cap makes visible.
    d: kept.length === 0 ? '' : kept.length === 1 ? `M${line}h0` : `M${line}`,
    width: inkWidth(object) * (isMarker ? 1 : 1.5),
    opacity: isMarker ? 0.4 : 1,
  }
}
