import { z } from 'zod'
import { layouts, reactions, shapeNames } from '#collab/documents/board-model.ts'
import { objectTypes } from '#collab/documents/things/register.ts'
import boards from './boards.json' with { type: 'json' }

/** Things are called by keys of the board's own, whoever put them there. */
const key = z.string()
const point = z.tuple([z.number(), z.number()])

const look = {
  /** The frame or column it lies in. */
  in: key.exactOptional(),
  colour: z.number().exactOptional(),
  stroke: z.number().exactOptional(),
}

const putSchema = z.strictObject({
  put: key,
  type: z.enum(objectTypes),
  ...look,
  place: point.exactOptional(),
  size: point.exactOptional(),
  fill: z.number().exactOptional(),
  shape: z.union([z.enum(shapeNames), z.number()]).exactOptional(),
  text: z.string().exactOptional(),
  /** Of its words, where they are in one. */
  language: z.string().exactOptional(),
  date: z.string().exactOptional(),
  /** What a connector joins. */
  from: key.exactOptional(),
  to: key.exactOptional(),
})
export type Put = z.infer<typeof putSchema>

/** A line through these places, rounded as a hand draws it. */
const drawSchema = z.strictObject({ draw: key, ...look, through: z.array(point) })
export type Draw = z.infer<typeof drawSchema>

const stepSchema = z.union([
  putSchema,
  drawSchema,
  z.strictObject({ comment: key, text: z.string() }),
  z.strictObject({ react: key, with: z.enum(reactions) }),
  /** A teacher's: nobody else changes it, nor what lies in it. */
  z.strictObject({ lock: key }),
  z.strictObject({ pin: key }),
  /** What a vote came to. */
  z.strictObject({ tally: z.record(key, z.number()) }),
])
export type Step = z.infer<typeof stepSchema>

const boardSchema = z.strictObject({
  kind: z.enum(['board', 'wall']),
  title: z.string(),
  access: z.enum(['project', 'teachers']),
  layout: z.enum(layouts),
  /** From the first to the last; the first one began the board. `version`: it gets a named one after this turn. */
  turns: z.array(z.strictObject({ by: z.string(), version: z.string().optional(), steps: z.array(stepSchema) })),
})
export type DemoBoard = z.infer<typeof boardSchema>

/** Boards and walls, by the name of the project. */
export const demoBoards = z.record(z.string(), z.array(boardSchema)).parse(boards)
