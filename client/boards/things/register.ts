import type { BoardObject, ObjectType } from '#collab/documents/board-model.ts'
import { card } from './card/card.ts'
import { column } from './column/column.ts'
import { connector } from './connector/connector.ts'
import { exam } from './exam/exam.ts'
import { file } from './file/file.ts'
import { frame } from './frame/frame.ts'
import { image } from './image/image.ts'
import { ink } from './ink/ink.ts'
import { link } from './link/link.ts'
import { note } from './note/note.ts'
import { session } from './session/session.ts'
import { shape } from './shape/shape.ts'
import { step } from './step/step.ts'
import { task } from './task/task.ts'
import { text } from './text/text.ts'
import type { ThingFacts } from './thing.ts'
import { timer } from './timer/timer.ts'
import { voice } from './voice/voice.ts'

/** Every type of thing, once. */
const facts: Readonly<Record<ObjectType, ThingFacts>> = {
  card,
  note,
  text,
  shape,
  link,
  frame,
  column,
  image,
  file,
  voice,
  connector,
  ink,
  timer,
  session,
  task,
  step,
  exam,
}

export const factsOf = ({ type }: Pick<BoardObject, 'type'>): ThingFacts => facts[type]

const isObjectType = (word: string): word is ObjectType => word in facts

/** What can be made by word alone, in the order in which the list offers it: that of this table. */
export const makeable = Object.keys(facts)
  .filter(isObjectType)
  .flatMap((type) => {
    const { made, icon } = facts[type]
    return made === undefined ? [] : [{ type, made, icon }]
  })
