/** The name of the index that refused a row, where one says that there is no second one; else null. */
export function takenTwice(error: unknown): string | null {
  const cause = error instanceof Error ? (error.cause ?? error) : null
  if (cause === null || typeof cause !== 'object' || !('code' in cause) || cause.code !== '23505') return null
  return 'constraint_name' in cause ? String(cause.constraint_name) : ''
}
