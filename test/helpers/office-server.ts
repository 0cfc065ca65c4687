import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import postgres from 'postgres'
import { claire } from './demo.ts'
import { serverProcess } from './server-process.ts'

const office = `with office as (
    insert into schools (kind, name, town, country_code, time_zone, locale)
    values ('office', 'Bureau de France', 'Lyon', 'FR', 'Europe/Paris', 'fr') returning id),
  opened as (insert into offices (school_id, country_code, opened_on) select id, 'FR', '2020-01-01' from office)
  insert into mandates (user_id, office_id, post, from_date, created_at)
  select c.user_id, office.id, 'officer', '2020-01-01', now() from office, credentials c where c.email = '${claire.email}'`

/** The demonstration, embedded, with what a statement adds before it starts. */
export async function startDemoWith(statement: string) {
  const server = await serverProcess({ isDemo: true })
  await server.prepare()
  const database = await PGlite.create(join(server.dataDir, 'database'))
  await database.exec(statement)
  await database.close()
  await server.start()
  return server
}

/**
 * The demonstration with an office of France, of which Claire is an officer, and with what a statement adds: embedded, or on an
 * empty Postgres.
 */
export async function startOfficeServer(databaseUrl?: string, more = '') {
  if (databaseUrl !== undefined) {
    const server = await serverProcess({ isDemo: true, databaseUrl })
    await server.start()
    const client = postgres(databaseUrl, { max: 1 })
    await client.unsafe(`${office}; ${more}`)
    await client.end()
    return server
  }
  return startDemoWith(`${office}; ${more}`)
}
