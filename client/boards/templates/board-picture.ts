import { boardSvg } from '#collab/documents/board-svg.ts'
import { measureByTable } from '#collab/documents/board-font-widths.ts'
import { boardThemes } from '#collab/documents/board-palette.ts'
import type { BoardContent } from '#collab/documents/board.ts'
import { boardOf } from '#collab/documents/board.ts'
import { themeNow } from '#client/ui/theme-now.ts'

/** A small picture of a board that is not there yet, as an address for `img`: it runs nothing and fetches nothing. */
export function pictureOf(content: BoardContent): string {
  const { svg } = boardSvg(boardOf(content), {
    measure: measureByTable,
    theme: boardThemes[themeNow()],
    isSmall: true,
  })
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
}
