import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../context.ts'
import { AppError } from '../errors.ts'

const jsonBytes = 256 * 1024
/** 10 MB of picture and some room for the form around it. */
const uploadBytes = 10 * 1024 * 1024 + 64 * 1024

const tooLarge = (reason: string) => () => {
  throw new AppError('too_large', reason)
}
const jsonLimit = bodyLimit({ maxSize: jsonBytes, onError: tooLarge('body_too_large') })
const uploadLimit = bodyLimit({ maxSize: uploadBytes, onError: tooLarge('file_too_large') })

const isUpload = (path: string) => path.endsWith('/images')

/** R18: bounded bodies; R13: a mutation's body is JSON, or a form where a file is uploaded. */
export const limitBody = () =>
  createMiddleware<AppEnv>(async (c, next) => {
    const upload = isUpload(c.req.path)
    const type = c.req.header('Content-Type') ?? ''
    const hasBody = c.req.raw.body !== null && c.req.header('Content-Length') !== '0'
    if (hasBody && !type.startsWith(upload ? 'multipart/form-data' : 'application/json')) {
      throw new AppError('invalid', upload ? 'not_form' : 'not_json')
    }
    return upload ? uploadLimit(c, next) : jsonLimit(c, next)
  })
