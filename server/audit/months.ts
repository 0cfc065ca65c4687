/** Nothing of the audit that is younger is let go, whatever the setting. */
export const leastMonths = 12

/** Months in UTC, whole ones: all lines of a month go together. */
export const monthsBefore = (at: Date, months: number): Date =>
  new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - months, 1))
