import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { ValidationTargets } from 'hono'
import { validator } from 'hono-openapi'
import { AppError } from './errors.ts'

const pathOf = (issue: StandardSchemaV1.Issue) =>
  (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.')

/** Checks one part of a request at the door and documents it. Bad input is `invalid` with the paths that are wrong. */
export const validate = <Schema extends StandardSchemaV1, Target extends keyof ValidationTargets>(
  target: Target,
  schema: Schema,
) =>
  validator(target, schema, (result) => {
    if (result.success) return
    const fields = result.error.map((issue) => ({ path: pathOf(issue), reason: issue.message }))
    throw new AppError(
      target === 'param' ? 'not_found' : 'invalid',
      target === 'param' ? 'not_found' : 'invalid_input',
      {
        fields: target === 'param' ? [] : fields,
      },
    )
  })
