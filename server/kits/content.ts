import * as z from 'zod'
import { documentKinds } from '#db/schema/values.ts'

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
})
export type KitContent = z.infer<typeof kitContent>
export type KitDocument = KitContent['documents'][number]
