import { ApiError } from '#client/api.ts'

/** The server's limit (`server/kit/file-limits.ts`), known before ten megabytes have gone up in vain. */
const mostBytes = 10 * 1024 * 1024

/** The server's own answer to what is too large, without asking it; null where it fits. */
export const whyTooLarge = (file: File | undefined) =>
  file !== undefined && file.size > mostBytes
    ? new ApiError(413, { code: 'too_large', reason: 'file_too_large' })
    : null
