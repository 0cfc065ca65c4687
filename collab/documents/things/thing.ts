import type { Looks } from '../board-card.ts'
import type { Box, Route } from '../board-connector.ts'
import type { BoardObject, Point } from '../board-model.ts'
import type { Item } from './display.ts'
import type { TextLook } from './looks.ts'

/** Where a thing is drawn. */
export interface Setting {
  /** Pictures leave the board: they have softer papers than the screen, and say where an image is missing. */
  readonly isPicture: boolean
  readonly looks: Looks
  /** What a frame or column is called that has no name; empty for nothing. */
  readonly untitled: string
}

type Size = Pick<Box, 'width' | 'height'>

/** What there is to know of a type of thing, said once. What is left out is not so. */
export interface Thing {
  /** It has words, written letter by letter. */
  readonly hasText?: true
  /** Its words are light Markdown. */
  readonly isMarkdown?: true
  /** How its words are set, for the stroke it holds. */
  readonly look?: (stroke: number) => TextLook
  /** Of one that was given none. */
  readonly usualSize: Point
  /** How large it is drawn, where that hangs on what it says. */
  readonly sizeOf?: (object: BoardObject, given: Point, looks: Looks) => Point
  /** How high it is where its width is not its own: in a column. */
  readonly heightIn?: (object: BoardObject, given: Point, looks: Looks) => number
  /** Other things lie in it: where they were put, or one under the other. */
  readonly holds?: 'placed' | 'stacked'
  /** A card of a wall too, if only with words. Others have a place and nothing to read: they are on the canvas alone. */
  readonly isTile?: true | 'with-words'
  /** In a column it is as wide as that. */
  readonly fillsColumn?: true
  /** In a column it is made no wider than that, in its form. */
  readonly shrinksInColumn?: true
  /** Until it was given a size it stands in a row with others. */
  readonly flowsAtFirst?: true
  /** What it says is its author's to change, not everybody's. */
  readonly isOfAuthor?: true
  /** A link and one picture, file or voice note may be put into it, and taken out again. */
  readonly takesFiles?: true
  /** It leads somewhere: its name and its description are those of what is there. */
  readonly isLink?: true
  /** Drawn by hand: templates and copies of a board leave it out. */
  readonly isByHand?: true
  /** What a new one lacks, as the reason it is refused with. */
  readonly lacks?: (object: BoardObject) => string | null
  /** What a connector finds of it, where that is not its box. */
  readonly outline?: (object: Pick<BoardObject, 'shape'>) => Box['outline']
  /** How far it is drawn beyond its box in a picture, and above it. */
  readonly edge?: (object: BoardObject) => number
  readonly above?: number
  /** How it looks in a box of this size. */
  readonly display: (object: BoardObject, size: Size, setting: Setting) => readonly Item[]
  /** Of what has no box and goes where its ends are: how it looks along its route, in the coordinates of the board. */
  readonly along?: (object: BoardObject, route: Route, setting: Setting) => readonly Item[]
}
