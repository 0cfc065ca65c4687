/** What only adults' screens are refused, `staff-errors.${reason}`: who imports this lazily brings these words (`reach.mjs`). */
export {}
