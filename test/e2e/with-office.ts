import { test as base } from './fixtures.ts'
import { startDemoWith } from '#test/helpers/office-server.ts'

/* The demonstration with an office of France: what belongs to the programme is there. */

/** Léa is an officer of France; the project of Lyon and Leipzig is in the demonstration. */
const office = `
  with office as (
    insert into schools (kind, name, town, country_code, time_zone, locale)
    values ('office', 'Bureau de France', 'Poitiers', 'FR', 'Europe/Paris', 'fr') returning id
  ), opened as (
    insert into offices (school_id, country_code, opened_on) select id, 'FR', '2020-01-01' from office
  )
  insert into mandates (user_id, office_id, post, from_date, created_at)
  select c.user_id, office.id, 'officer', '2020-01-01', now() from office, credentials c where c.email = 'lea@demo.school'`

/** Stories of one worker share the server. With what a statement adds before it starts. */
export const testWith = (more = '') =>
  base.extend({
    server: [
      async ({}, use) => {
        const server = await startDemoWith(`${office}; ${more}`)
        await use(server)
        await server.dispose()
      },
      { scope: 'worker', timeout: 120_000 },
    ],
  })

export const test = testWith()
