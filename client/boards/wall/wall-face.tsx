import { ListView } from '../list/list-view.tsx'

/** The cards of a wall. */
export function WallFace() {
  return <ListView />
}
