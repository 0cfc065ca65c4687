import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { at, bytea, id } from './columns.ts'
import { users } from './users.ts'
import { authenticatorKinds } from './values.ts'

/** What a member of staff brings besides the password: an app with one-time codes, one at most, and passkeys. */
export const authenticators = pgTable(
  'authenticators',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    kind: text({ enum: authenticatorKinds }).notNull(),
    /** As its owner calls it. */
    name: text().notNull(),
    createdAt: at().notNull(),
    lastUsedAt: at(),
    /** Of codes: the secret, sealed with the server's key. */
    sealed: text(),
    /** Of codes: the last step of 30 seconds whose code was used; none up to it opens anything again. */
    lastStep: integer(),
    /** Of a passkey: its id, as browsers say it. */
    credentialId: text().unique(),
    publicKey: bytea(),
    /** Of a passkey: how often it says it was used; many always say 0. */
    counter: bigint({ mode: 'number' }),
    /** Of a passkey: how browsers reach it. */
    transports: text().array(),
  },
  (table) => [
    index('authenticators_user').on(table.userId),
    uniqueIndex('authenticators_totp')
      .on(table.userId)
      .where(sql`${table.kind} = 'totp'`),
    check('authenticators_kind', sql`${table.kind} in ('totp', 'passkey')`),
    check('authenticators_name', sql`length(${table.name}) between 1 and 60`),
    check(
      'authenticators_parts',
      sql`case ${table.kind} when 'totp' then num_nulls(${table.sealed}, ${table.lastStep}) = 0 and num_nonnulls(${table.credentialId}, ${table.publicKey}, ${table.counter}, ${table.transports}) = 0
      else num_nonnulls(${table.sealed}, ${table.lastStep}) = 0 and num_nulls(${table.credentialId}, ${table.publicKey}, ${table.counter}, ${table.transports}) = 0 end`,
    ),
  ],
)

/** Codes for who has lost their authenticators: each opens once. Keyed hashes, the words were shown once. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    hash: text().notNull(),
    usedAt: at(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.hash] })],
)

/**
 * A sign-in that waits for its second step, or for a passkey alone. No session: it opens that step and nothing else, once,
 * for some minutes, in the browser that has its secret. The id is the SHA-256 of that secret.
 */
export const signIns = pgTable(
  'sign_ins',
  {
    id: text().primaryKey(),
    /** Whose password was right; null where a passkey is to say who it is. */
    userId: uuid().references(() => users.id, { onDelete: 'cascade' }),
    isSharedDevice: boolean().notNull(),
    /** What a passkey has to sign, once it was asked for. */
    challenge: text(),
    expiresAt: at().notNull(),
  },
  (table) => [index('sign_ins_user').on(table.userId), index('sign_ins_expires').on(table.expiresAt)],
)
