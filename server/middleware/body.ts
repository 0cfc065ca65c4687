import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../context.ts'
import { AppError } from '../errors.ts'

const jsonBytes = 256 * 1024
/** 10 MB of file and some room for the form around it. */
const uploadBytes = 10 * 1024 * 1024 + 64 * 1024

/** A calendar file at its longest, in JSON. */
const calendarBytes = 2 * 1024 * 1024

const tooLarge = (reason: string) => () => {
  throw new AppError('too_large', reason)
}
const jsonLimit = bodyLimit({ maxSize: jsonBytes, onError: tooLarge('body_too_large') })
const uploadLimit = bodyLimit({ maxSize: uploadBytes, onError: tooLarge('file_too_large') })

const calendarLimit = bodyLimit({ maxSize: calendarBytes, onError: tooLarge('ics_too_large') })

const isCalendar = (path: string) => path === '/api/school/calendar/check'
const isUpload = (path: string) => path.endsWith('/files')

/** A browser's DELETE has an empty stream for a body; only its headers say that nothing comes. */
function carriesBody(request: Request): boolean {
  const length = request.headers.get('Content-Length')
  if (length !== null) return length !== '0'
  return request.headers.has('Transfer-Encoding') || (request.method !== 'DELETE' && request.body !== null)
}

/** R18: bounded bodies; R13: a mutation's body is JSON, or a form where a file is uploaded. */
export const limitBody = () =>
  createMiddleware<AppEnv>(async (c, next) => {
    const upload = isUpload(c.req.path)
    const type = c.req.header('Content-Type') ?? ''
    const hasBody = carriesBody(c.req.raw)
    if (hasBody && !type.startsWith(upload ? 'multipart/form-data' : 'application/json')) {
      throw new AppError('invalid', upload ? 'not_form' : 'not_json')
    }
    if (upload) return uploadLimit(c, next)
    return isCalendar(c.req.path) ? calendarLimit(c, next) : jsonLimit(c, next)
  })
