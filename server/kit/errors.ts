export const statusOf = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid: 400,
  conflict: 409,
  too_many: 429,
  too_large: 413,
} as const

type ErrorCode = keyof typeof statusOf

export interface FieldError {
  path: string
  reason: string
}

/** A sum that a browser may do instead of waiting: `server/auth/puzzle.ts`. */
export interface Puzzle extends PuzzleCost {
  challenge: string
}

/**
 * Of each of `sums` a number is looked for with which scrypt of the challenge, of this cost and block size, is among the
 * lowest: one of `odds` is.
 */
export interface PuzzleCost {
  sums: number
  odds: number
  cost: number
  blockSize: number
}

interface ErrorDetail {
  fields?: FieldError[]
  retryAfterMs?: number
  puzzle?: Puzzle
  /** What is there instead of what somebody began from, and whose it is: both keep what they wrote. */
  stands?: { value: unknown; revision: number; author: string | null; changedAt: string | null }
}

/**
 * What a person did that cannot be done. `reason` names the sentence of the client's catalogue (`errors.<reason>`).
 * Anything else that is thrown is a bug and shown as a plain 500.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly reason: string
  readonly detail: ErrorDetail

  constructor(code: ErrorCode, reason: string = code, detail: ErrorDetail = {}) {
    super(`${code}: ${reason}`)
    this.name = 'AppError'
    this.code = code
    this.reason = reason
    this.detail = detail
  }
}

export const notFound = () => new AppError('not_found')

/** One field of what was given, by its path, and the sentence about it. */
export const invalidField = (path: string, reason: string) =>
  new AppError('invalid', 'invalid_input', { fields: [{ path, reason }] })
