import type { ComponentType } from 'react'
import type { BoardObject, ObjectType, Point } from '#collab/documents/board-model.ts'
import type { Box } from '../canvas/box.ts'
import { CardView } from './card/view.tsx'
import { ConnectorView } from './connector/view.tsx'
import { FrameView } from './frame/view.tsx'
import { isOnHolder } from './frame/is-on.ts'
import { ImageView } from './image/view.tsx'
import { isOnInk } from './ink/is-on.ts'
import { InkView } from './ink/view.tsx'
import { NoteView } from './note/view.tsx'
import { isOnShape } from './shape/is-on.ts'
import { ShapeView } from './shape/view.tsx'
import { TextView } from './text/view.tsx'
import { TimerView } from './timer/view.tsx'
import type { SizedProps } from './view-props.ts'

/** A thing as an element of the canvas. */
interface OnCanvas {
  /** What is in its box. */
  readonly View?: ComponentType<SizedProps>
  /** Of what has no box: all of it. */
  readonly Line?: ComponentType<{ object: BoardObject }>
  /** Whether a place of the board is on it, give or take a reach; without this, anywhere in its box. */
  readonly isOn?: (object: BoardObject, box: Box, place: { point: Point; reach: number }) => boolean
}

const holder: OnCanvas = { View: FrameView, isOn: isOnHolder }
const card: OnCanvas = { View: CardView }

export const onCanvas: Readonly<Record<ObjectType, OnCanvas>> = {
  note: { View: NoteView },
  text: { View: TextView },
  shape: { View: ShapeView, isOn: isOnShape },
  ink: { View: InkView, isOn: isOnInk },
  image: { View: ImageView },
  frame: holder,
  column: holder,
  link: card,
  file: card,
  voice: card,
  card,
  connector: { Line: ConnectorView },
  timer: { View: TimerView },
  session: card,
  task: card,
  step: card,
  exam: card,
}
