import { ListView } from '../list/list-view.tsx'

/** The board as a surface. */
export function CanvasFace() {
  return <ListView />
}
