import { hc } from 'hono/client'
import type { ClientResponse } from 'hono/client'
import type { AppType } from '#server/app.ts'
import type { Puzzle } from '#server/kit/errors.ts'

/** The server takes JSON from a mutation, and wants it said even where there is nothing to say, as in a DELETE. */
function fetchJson(input: RequestInfo | URL, init: RequestInit = {}) {
  if (init.body || !init.method || init.method === 'GET') return fetch(input, init)
  const headers = new Headers(init.headers)
  headers.set('Content-Type', 'application/json')
  return fetch(input, { ...init, headers })
}

/** The server's routes, typed: `call(api.api.projects.$get())`. The cookie goes along; it is the same origin. */
export const api = hc<AppType>('/', { fetch: fetchJson, init: { credentials: 'same-origin' } })

interface FieldProblem {
  path: string
  reason: string
}

/** What the server answered when it did not do what was asked. Shown by useErrorText. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly reason: string | null
  readonly requestId: string | null
  readonly fields: FieldProblem[]
  readonly retryAfterMs: number | null
  /** A sum that opens at once what is else to be waited for. */
  readonly puzzle: Puzzle | null

  constructor(status: number, body: ErrorBody) {
    super(body.reason ?? body.code)
    this.name = 'ApiError'
    this.status = status
    this.code = body.code
    this.reason = body.reason ?? null
    this.requestId = body.requestId ?? null
    this.fields = body.fields ?? []
    this.retryAfterMs = body.retryAfterMs ?? null
    this.puzzle = body.puzzle ?? null
  }
}

/** Longer than this nobody looks at a screen that waits: the refusal is shown, and says what to do. */
const longestWaitMs = 10_000
/** Who was sent away together does not come back together. */
const spreadMs = 1_000

/** Was it asked too fast, and is soon taken? */
export const isLater = (error: unknown): error is ApiError & { retryAfterMs: number } =>
  error instanceof ApiError && error.status === 429 && (error.retryAfterMs ?? Infinity) <= longestWaitMs

/** When to ask again: not before its time. */
export const spread = (waitMs: number) => waitMs + Math.random() * spreadMs

/** Nothing came back: no network, or the server is away. */
export class OfflineError extends Error {
  override name = 'OfflineError'
}

interface ErrorBody {
  code: string
  reason?: string
  requestId?: string
  fields?: FieldProblem[]
  retryAfterMs?: number
  puzzle?: Puzzle
}

type Answer<R> = R extends ClientResponse<infer Body, infer _Status, 'json'> ? Body : undefined

/** Waits for an answer and gives its body (undefined for 204). Throws ApiError or OfflineError. */
export async function call<R extends ClientResponse<unknown>>(request: Promise<R>): Promise<Answer<R>> {
  const response = await answered(request)
  return asAnswer<R>(response.status === 204 ? undefined : await response.json())
}

/** The same where the answer is a file. */
export async function callFile(request: Promise<Response>): Promise<Blob> {
  return (await answered(request)).blob()
}

async function answered<R extends Pick<Response, 'ok' | 'status' | 'json'>>(request: Promise<R>): Promise<R> {
  const response = await request.catch((error: unknown) => {
    throw new OfflineError('no answer', { cause: error })
  })
  if (!response.ok) throw new ApiError(response.status, await readError(response))
  return response
}

/** The route's own type says what a good answer holds; the server's handler is checked against it. */
function asAnswer<R>(body: unknown) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return body as Answer<R>
}

async function readError(response: { status: number; json: () => Promise<unknown> }): Promise<ErrorBody> {
  const body = await response.json().catch(() => null)
  if (isErrorAnswer(body)) return body.error
  // A proxy or a crash answered, not our server.
  return { code: response.status >= 500 ? 'unexpected' : `http_${response.status}` }
}

function isErrorAnswer(body: unknown): body is { error: ErrorBody } {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false
  const { error } = body
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
}
