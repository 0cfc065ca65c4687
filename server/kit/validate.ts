import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { ValidationTargets } from 'hono'
import { validator } from 'hono-openapi'
import { controlAt } from '#collab/documents/controls.ts'
import { AppError } from './errors.ts'

const pathOf = (issue: StandardSchemaV1.Issue) =>
  (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.')

/** Whatever the schema takes: a text with controls fits no column, and a field that is added tomorrow forgets this. */
function controlsIn(data: unknown) {
  const path = controlAt(data)
  return path === null ? [] : [{ path, reason: 'bad_characters' }]
}

/** For `validate`: the schema takes controls out of what people paste. */
export const cleansControls = { cleansControls: true } as const

/** Checks one part of a request at the door and documents it. Bad input is `invalid` with the paths that are wrong. */
export const validate = <Schema extends StandardSchemaV1, Target extends keyof ValidationTargets>(
  target: Target,
  schema: Schema,
  options: Partial<typeof cleansControls> = {},
) =>
  validator(target, schema, (result) => {
    const fields = result.success
      ? options.cleansControls
        ? []
        : controlsIn(result.data)
      : result.error.map((issue) => ({ path: pathOf(issue), reason: issue.message }))
    if (result.success && fields.length === 0) return
    throw new AppError(
      target === 'param' ? 'not_found' : 'invalid',
      target === 'param' ? 'not_found' : 'invalid_input',
      {
        fields: target === 'param' ? [] : fields,
      },
    )
  })
