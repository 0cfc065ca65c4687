import { DescribeDrawing } from '../../ink/describe-drawing.tsx'
import { Presentation } from '../present/presentation.tsx'
import { Attaching } from './attaching.tsx'
import { ContextMenu } from './context-menu.tsx'
import { Find } from './find.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { SelectionDialogs } from './selection-dialogs.tsx'

/* What there is on a board once something is chosen, drawn or asked for: it comes in one file after the board itself. */

/** Beside what it is about. */
export function PapersBeside() {
  return (
    <>
      <SelectionBar />
      <DescribeDrawing />
      <Find />
    </>
  )
}

/** Over everything, or instead of it. */
export function PapersOver() {
  return (
    <>
      <Presentation />
      <ContextMenu />
      <SelectionDialogs />
      <Attaching />
    </>
  )
}

export { Minimap } from './minimap.tsx'
export { LinkDialog } from './dialogs.tsx'
