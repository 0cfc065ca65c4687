/** What the database says to its surroundings; a pino logger fits. */
export interface DatabaseLog {
  info(fields: object, text: string): void
  warn(fields: object, text: string): void
  fatal(fields: object, text: string): void
}
