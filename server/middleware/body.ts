import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'

const jsonBytes = 256 * 1024
/** 10 MB of file and some room for the form around it. */
const uploadBytes = 10 * 1024 * 1024 + 64 * 1024

/** A calendar file at its longest, in JSON. */
const calendarBytes = 2 * 1024 * 1024

function limitOf(maxSize: number, reason: string) {
  const tooLarge = () => {
    throw new AppError('too_large', reason)
  }
  return { maxSize, tooLarge, counted: bodyLimit({ maxSize, onError: tooLarge }) }
}
const jsonLimit = limitOf(jsonBytes, 'body_too_large')
const uploadLimit = limitOf(uploadBytes, 'file_too_large')
const calendarLimit = limitOf(calendarBytes, 'ics_too_large')

const isCalendar = (path: string) => path === '/api/school/calendar/check' || path.endsWith('/plan/timetable')
/** What a mailbox sends along is not read (RFC 8058). */
const isUnread = (path: string) => path.startsWith('/api/unsubscribe/')
/** A register of schools comes in pieces. */
const isRegister = (path: string) => /^\/api\/offices\/[^/]+\/imports(\/[^/]+\/pieces)?$/.test(path)
const isUpload = (path: string, method: string) => path.endsWith('/files') || (method === 'POST' && isRegister(path))

/** A browser's DELETE has an empty stream for a body; only its headers say that nothing comes. */
function carriesBody(request: Request): boolean {
  const length = request.headers.get('Content-Length')
  if (length !== null) return length !== '0'
  return request.headers.has('Transfer-Encoding') || (request.method !== 'DELETE' && request.body !== null)
}

/** What a request says of its length; null where its body comes in chunks. HTTP itself holds a body to it. */
function saidLength({ headers }: Request): number | null {
  const length = headers.get('Content-Length')
  return length === null || headers.has('Transfer-Encoding') || !/^\d+$/.test(length) ? null : Number(length)
}

/** R18: bounded bodies; R13: a mutation's body is JSON, or a form where a file is uploaded. */
export const limitBody = () =>
  createMiddleware<AppEnv>(async (c, next) => {
    // Asking a request for its body makes a stream of it, which takes longer than all the rest here: only where it must be.
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const upload = isUpload(c.req.path, c.req.method)
    const type = c.req.header('Content-Type') ?? ''
    const hasBody = carriesBody(c.req.raw)
    if (hasBody && !isUnread(c.req.path) && !type.startsWith(upload ? 'multipart/form-data' : 'application/json')) {
      throw new AppError('invalid', upload ? 'not_form' : 'not_json')
    }
    const limit = upload ? uploadLimit : isCalendar(c.req.path) ? calendarLimit : jsonLimit
    const length = saidLength(c.req.raw)
    if (length === null) return limit.counted(c, next)
    return length > limit.maxSize ? limit.tooLarge() : next()
  })
