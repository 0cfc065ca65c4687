import { expectNoBarrier } from './barriers.ts'
import { expect, teachers, test as base } from './fixtures.ts'
import { startDemoWith } from '#test/helpers/office-server.ts'

/* From the letter of an institution to the journal of its trainee, in four browsers. */

/** An office of France, of which Léa is an officer, and an institution with Irène, who looks after it, and Tom, who is trained. */
const office = `
  with office as (
    insert into schools (kind, name, town, country_code, time_zone)
    values ('office', 'Bureau de France', 'Poitiers', 'FR', 'Europe/Paris') returning id
  ), opened as (
    insert into offices (school_id, country_code, opened_on) select id, 'FR', '2020-01-01' from office
  ), given as (
    insert into mandates (user_id, office_id, post, from_date, created_at)
    select c.user_id, office.id, 'officer', '2020-01-01', now() from office, credentials c where c.email = 'lea@demo.school'
  ), institution as (
    insert into schools (kind, name, town, country_code, time_zone)
    values ('institution', 'INSPE de Lyon', 'Lyon', 'FR', 'Europe/Paris') returning id
  ), people as (
    insert into users (kind, school_id, display_name, is_school_admin, locale)
    select 'staff', institution.id, name, name like 'Irène%', 'en'
    from institution, (values ('Irène Institut'), ('Tom Trainee')) as one(name) returning id, display_name, school_id
  ), doors as (
    insert into credentials (user_id, email, password_hash)
    select p.id, case when p.display_name like 'Irène%' then 'irene@inspe.test' else 'tom@inspe.test' end, c.password_hash
    from people p, credentials c where c.email = 'claire@demo.school'
  )
  insert into terms (user_id, school_id, post, from_date)
  select id, school_id, 'trainee', '2020-09-01' from people where display_name like 'Tom%'`

const test = base.extend({
  server: [
    async ({}, use) => {
      const server = await startDemoWith(office)
      await use(server)
      await server.dispose()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

test('an institution is admitted by its letter, sends a trainee to a school that agrees, and reads the journal', async ({
  enter,
}) => {
  test.slow()
  const { password } = teachers.claire
  const irene = await enter({ email: 'irene@inspe.test', password })
  await irene.goto('/school')
  await irene.getByRole('tab', { name: 'Trainees' }).click()
  await irene.getByRole('button', { name: 'Apply with a letter' }).click()
  await irene.getByLabel('Letter to the office').fill('We have trained teachers since 1990.')
  await expectNoBarrier(irene, 'letter of an institution')
  await irene.getByRole('dialog').getByRole('button', { name: 'Apply with a letter' }).click()
  await expect(irene.getByText('Bureau de France has your letter.')).toBeVisible()

  const lea = await enter({ email: 'lea@demo.school', password })
  await lea.goto('/office')
  await lea.getByRole('link', { name: /^INSPE de Lyon/ }).click()
  await expect(lea.getByText('We have trained teachers since 1990.')).toBeVisible()
  await lea.getByRole('button', { name: 'Approve' }).click()
  await lea.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
  await expect(lea.getByText('Approved', { exact: true })).toBeVisible()
  await lea.goto('/office/institutions')
  await expect(lea.getByRole('row', { name: /INSPE de Lyon/ }).getByText('admitted', { exact: true })).toBeVisible()
  await expectNoBarrier(lea, 'institutions of an office')

  await irene.reload()
  await irene.getByRole('tab', { name: 'Trainees' }).click()
  await irene.getByRole('button', { name: 'Arrange a placement' }).click()
  await irene.getByLabel('Find the host school').fill('moulin')
  await irene.getByRole('button', { name: 'Search' }).click()
  await irene.getByText('Collège Jean-Moulin').click()
  await irene.getByLabel('First day', { exact: true }).fill('2020-09-01')
  await irene.getByLabel('First day without').fill('2040-07-01')
  await expectNoBarrier(irene, 'arranging a placement')
  await irene.getByRole('dialog').getByRole('button', { name: 'Arrange a placement' }).click()
  await expect(irene.getByRole('row', { name: /Tom Trainee.*the school is asked/ })).toBeVisible()

  const claire = await enter(teachers.claire)
  await claire.goto('/')
  await expect(claire.getByText(/^Tom Trainee \(INSPE de Lyon\)/)).toBeVisible()
  await claire.getByRole('button', { name: 'Agree' }).click()
  await expect(claire.getByText(/Tom Trainee may come/)).toBeVisible()

  const tom = await enter({ email: 'tom@inspe.test', password })
  await tom.goto('/')
  await expect(tom.getByText(/At Collège Jean-Moulin, Lyon from/)).toBeVisible()
  await tom.getByRole('button', { name: 'Journal' }).click()
  await tom.getByLabel('What did you see, try and learn?').fill('The groups found their own pace.')
  await expectNoBarrier(tom, 'journal of a trainee')
  await tom.getByRole('button', { name: 'Add to the journal' }).click()
  await expect(tom.getByText('It is in the journal.')).toBeVisible()

  await irene.reload()
  await irene.getByRole('tab', { name: 'Trainees' }).click()
  await irene.getByRole('button', { name: 'Journal' }).click()
  await expect(irene.getByText('The groups found their own pace.')).toBeVisible()
})
