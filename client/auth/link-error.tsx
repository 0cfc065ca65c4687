import { ApiError } from '#client/api.ts'
import { ErrorState } from '#client/ui/states.tsx'

interface LinkErrorProps {
  error: Error
  onRetry: () => void
  /** Who makes another one. */
  askAgain: string
}

/** A link could not be read. One that is used up stays so: it is not offered to be tried again. */
export function LinkError({ error, onRetry, askAgain }: LinkErrorProps) {
  const isOver = error instanceof ApiError && error.status === 404
  return (
    <>
      <ErrorState error={error} {...(isOver ? {} : { onRetry })} />
      <p>{askAgain}</p>
    </>
  )
}
