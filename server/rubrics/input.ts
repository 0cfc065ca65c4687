import * as z from 'zod'
import { peerCircles } from '#db/schema/rubrics.ts'
import { line } from '../kit/text.ts'

const mostCriteria = 20
const mostProducts = 30

const criterion = z.strictObject({
  id: z.uuid().toLowerCase(),
  words: line(300),
  itemId: z.uuid().toLowerCase().nullable(),
  levels: z.array(line(300, 0)).length(4),
})

const product = z.strictObject({
  id: z.uuid().toLowerCase(),
  title: line(120),
  steps: z.array(z.strictObject({ words: line(200), isDone: z.boolean() })).max(20),
  groupIds: z.array(z.uuid().toLowerCase()).max(60),
  userIds: z.array(z.uuid().toLowerCase()).max(120),
})

const areDifferent = (things: readonly { id: string }[]) => new Set(things.map(({ id }) => id)).size === things.length

export const rubricGiven = z.strictObject({
  /** Of the one that it was made from; 0 where there was none. */
  version: z.int().min(0),
  isOpen: z.boolean(),
  peers: z.enum(peerCircles),
  criteria: z.array(criterion).max(mostCriteria).refine(areDifferent, 'id_twice'),
  products: z.array(product).max(mostProducts).refine(areDifferent, 'id_twice'),
})
export type RubricGiven = z.infer<typeof rubricGiven>
