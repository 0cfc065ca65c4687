import type { Point } from '../board-model.ts'
import { type Measure, textHeight, wrapText } from '../board-text.ts'
import type { TextLook } from './looks.ts'

/** Smaller letters are read by nobody. */
const smallest = 12
const step = 2
/** A thing that grows for its words grows in its form up to this width, and then downwards alone. */
const widestGrown = 640
const growth = 20

interface Fitting {
  readonly text: string
  readonly look: TextLook
  readonly measure: Measure
  /** The part of a thing of this size in which its words stand. */
  readonly roomIn: (size: Point) => Point
}

const heightOf = ({ text, measure }: Fitting, look: TextLook, width: number) =>
  textHeight(wrapText(text, width, look, measure).length, look)

function fits(fitting: Fitting, look: TextLook, size: Point): boolean {
  const [width, height] = fitting.roomIn(size)
  return width > 0 && heightOf(fitting, look, width) <= height
}

/** The largest letters, from the usual ones down, with which the words have room; else the smallest. */
export function fittedLook(fitting: Fitting, size: Point): TextLook {
  let look = fitting.look
  while (look.size > smallest && !fits(fitting, look, size))
    look = { ...look, size: Math.max(smallest, look.size - step) }
  return look
}

/** How large a thing is that holds these words: as it was made, where the smallest letters fit; else larger in its form. */
export function fittedSize(fitting: Fitting, size: Point): Point {
  if (fitting.text.trim() === '') return size
  const [width, height] = size
  const look = { ...fitting.look, size: Math.min(smallest, fitting.look.size) }
  if (fits(fitting, look, size)) return size
  const grown = (steps: number): Point => {
    const across = width + steps * growth
    return [across, (height * across) / width]
  }
  let [tooSmall, enough] = [0, Math.max(0, Math.ceil((widestGrown - width) / growth))]
  if (!fits(fitting, look, grown(enough))) return [grown(enough)[0], heightFor(fitting, look, grown(enough))]
  while (enough - tooSmall > 1) {
    const middle = (tooSmall + enough) >> 1
    if (fits(fitting, look, grown(middle))) enough = middle
    else tooSmall = middle
  }
  return grown(enough)
}

/** As high as it takes in this width. Its room is a part of its height. */
function heightFor(fitting: Fitting, look: TextLook, [width, height]: Point): number {
  const [across, down] = fitting.roomIn([width, height])
  const needed = heightOf(fitting, look, across)
  // What is not room is either a margin or a part of the height: the larger of the two is enough for both.
  return Math.ceil(Math.max(needed + (height - down), down > 0 ? (needed * height) / down : 0))
}
