import { expect, teachers } from './fixtures.ts'
import { expectNoBarrierInAnySight } from './sights.ts'
import { testWith } from './with-office.ts'

/* An institution of teacher education finds the award that is called, reads what it will ask, and begins its application. */

const tutor = { email: 'tutor@demo.school', password: teachers.claire.password }
const institution = `
  create temp table place as select gen_random_uuid() id, gen_random_uuid() user_id;
  insert into schools (id, kind, name, town, country_code, time_zone, locale)
    select id, 'institution', 'INSPÉ de Lyon', 'Lyon', 'FR', 'Europe/Paris', 'fr' from place;
  insert into users (id, school_id, kind, display_name, locale) select user_id, id, 'staff', 'Yann Tutor', 'en' from place;
  insert into credentials (user_id, email, password_hash)
    select user_id, '${tutor.email}', (select password_hash from credentials where email = 'claire@demo.school') from place;
  insert into campaigns (office_id, rulebook_id, year, state, opens_at, closes_at, decides_at, opened_at)
    select o.school_id, (select id from rulebooks where scheme = 'training_award' and office_id is null), 2026, 'open',
      now() - interval '9 days', now() + interval '30 days', now() + interval '60 days', now() - interval '9 days'
    from offices o where o.country_code = 'FR'`
const test = testWith(institution)

test('its staff read what the award asks, begin, and come back to it from the page of the institution', async ({
  enter,
}) => {
  const yann = await enter(tutor)
  await yann.goto('/school?tab=label')
  const call = yann.getByRole('region', { name: 'Award for initial teacher education' })
  await expect(
    call.or(yann.getByRole('heading', { name: 'Award for initial teacher education' })).first(),
  ).toBeVisible()
  const asked = yann.getByRole('list', { name: 'What it needs to be handed in:' })
  await expect(asked.getByText('0 of 1 of the institution stand by it.')).toBeVisible()
  await expect(asked.getByText('What is described was done in the last two academic years')).toBeVisible()
  await expectNoBarrierInAnySight(yann, 'what an institution can apply for')
  await yann.getByRole('button', { name: 'Begin the application' }).click()
  await expect(yann.getByRole('heading', { level: 1, name: 'Award for initial teacher education' })).toBeVisible()
  await expect(yann).toHaveURL(/\/apply\//)
  await yann.getByRole('link', { name: 'Recognition' }).click()
  await expect(yann.getByRole('link', { name: 'To the application' })).toBeVisible()
})
