import * as z from 'zod'
import { planLimits } from '#collab/documents/things/plan-values.ts'
import { documentKinds } from '#db/schema/values.ts'

/** A line of a framework that every school here has. */
const item = z.strictObject({ framework: z.string(), code: z.string() })
export type KitItem = z.infer<typeof item>

/** What a kit holds. Whoever copies it has each content judged by its kind again. */
export const kitContent = z.strictObject({
  documents: z
    .array(
      z.strictObject({
        kind: z.enum(documentKinds),
        title: z.string(),
        language: z.string().nullable(),
        access: z.enum(['project', 'teachers']),
        isTemplate: z.boolean(),
        content: z.looseObject({}),
      }),
    )
    .max(40),
  /** Subjects and what is planned in them, by how many days after the Monday on which it begins. */
  plan: z
    .strictObject({
      lanes: z.array(z.string()).max(40),
      things: z
        .array(
          z.strictObject({
            type: z.enum(['session', 'task', 'step']),
            text: z.string(),
            language: z.string().nullable(),
            lane: z.int().nullable(),
            day: z.int().nullable(),
            startsAt: z.int().nullable(),
            planned: z.int(),
            /** On what the session works. */
            items: z.array(item).max(planLimits.itemIds).default([]),
          }),
        )
        .max(1_000),
    })
    .nullable()
    .default(null),
  rubric: z
    .strictObject({
      criteria: z.array(
        z.strictObject({
          words: z.string(),
          item: item.nullable(),
          levels: z.array(z.string()).length(4),
        }),
      ),
      products: z.array(z.strictObject({ title: z.string(), steps: z.array(z.string()) })),
    })
    .nullable()
    .default(null),
})
export type KitContent = z.infer<typeof kitContent>
export type KitDocument = KitContent['documents'][number]
export type KitPlan = NonNullable<KitContent['plan']>
export type KitRubric = NonNullable<KitContent['rubric']>
