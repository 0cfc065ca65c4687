import { customType, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Postgres bytea as Uint8Array, both ways. */
export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })

export const id = () => uuid().primaryKey().defaultRandom()
export const at = () => timestamp({ withTimezone: true, mode: 'date' })
export const createdAt = () => at().notNull().defaultNow()

/** Made of words that were folded beforehand (`array_to_tsvector`): the server's own parsers know few scripts. */
export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

/** jsonb takes neither U+0000 nor half of a letter: content never stops what is done with it (a thing is hidden, whatever it says). */
function storable(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').replaceAll(/\p{Cs}/gu, '\ufffd')
  return value
}

/** What comes back of a value that was stored as JSON. */
export const asStored = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value, storable))

/** A value as JSON, without what Postgres refuses in one. */
export const json = customType<{ data: unknown; driverData: unknown }>({
  dataType: () => 'jsonb',
  toDriver: (value) => JSON.stringify(value, storable),
  fromDriver: (stored) => (typeof stored === 'string' ? JSON.parse(stored) : stored),
})
