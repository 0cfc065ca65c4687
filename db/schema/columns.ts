import { customType, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Postgres bytea as Uint8Array, both ways. */
export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })

export const id = () => uuid().primaryKey().defaultRandom()
export const at = () => timestamp({ withTimezone: true, mode: 'date' })
export const createdAt = () => at().notNull().defaultNow()

/** Made of words that were folded beforehand (`array_to_tsvector`): the server's own parsers know few scripts. */
export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })
